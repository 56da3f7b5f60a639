package org.vitrine.core.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCacheTest {
  @TempDir Path folder;

  private Path blob(String repo, String hash, String text) throws IOException {
    var blobs = Files.createDirectories(folder.resolve(repo).resolve("blobs"));
    return Files.writeString(blobs.resolve(hash), text);
  }

  private void link(String repo, String commit, String name, Path to) throws IOException {
    var snapshot =
        Files.createDirectories(folder.resolve(repo).resolve("snapshots").resolve(commit));
    Files.createSymbolicLink(snapshot.resolve(name), snapshot.relativize(to));
  }

  private void ref(String repo, String name, String commit) throws IOException {
    var file = folder.resolve(repo).resolve("refs").resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, commit);
  }

  @Test
  void lists_snapshots_with_their_refs_and_the_bytes_behind_the_links() throws IOException {
    var repo = "models--google-bert--bert-base";
    var config = blob(repo, "aa", "{}");
    link(repo, "c1", "config.json", config);
    link(repo, "c2", "config.json", config);
    link(repo, "c2", "model.safetensors", blob(repo, "bb", "12345"));
    ref(repo, "main", "c2");
    ref(repo, "refs/pr/1", "c2");
    var models = new HubCache(folder).models();
    assertThat(models).extracting(CachedModel::repo).containsOnly("google-bert/bert-base");
    assertThat(models).extracting(CachedModel::commit).containsExactly("c1", "c2");
    assertThat(models.getFirst().refs()).isEmpty();
    assertThat(models.getLast().refs()).containsExactly("main", "refs/pr/1");
    assertThat(models.getLast().bytes()).isEqualTo(7);
    assertThat(models.getLast().whole()).isTrue();
  }

  @Test
  void says_what_is_missing_and_follows_no_link_out_of_the_cache(@TempDir Path elsewhere)
      throws IOException {
    var repo = "models--gpt2";
    link(repo, "c", "config.json", blob(repo, "aa", "{}"));
    link(repo, "c", "model.safetensors", folder.resolve(repo).resolve("blobs").resolve("gone"));
    link(repo, "c", "secret.txt", Files.writeString(elsewhere.resolve("secret"), "secret"));
    var model = new HubCache(folder).models().getFirst();
    assertThat(model.repo()).isEqualTo("gpt2");
    assertThat(model.missing()).containsExactly("model.safetensors", "secret.txt");
    assertThat(model.bytes()).isEqualTo(2);
  }

  @Test
  void passes_over_data_sets_and_folders_without_a_configuration() throws IOException {
    link("datasets--a--b", "c", "config.json", blob("datasets--a--b", "aa", "{}"));
    link("models--a--b", "c", "README.md", blob("models--a--b", "aa", "text"));
    Files.writeString(folder.resolve("version.txt"), "1");
    assertThat(new HubCache(folder).models()).isEmpty();
    assertThat(new HubCache(folder.resolve("nowhere")).models()).isEmpty();
  }

  @Test
  void looks_where_the_user_said() {
    var home = Path.of("/home/me");
    assertThat(HubCache.of(Map.<String, String>of()::get, home).root())
        .isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(HubCache.of(Map.of("XDG_CACHE_HOME", "/c", "HF_HOME", " ")::get, home).root())
        .isEqualTo(Path.of("/c/huggingface/hub"));
    assertThat(HubCache.of(Map.of("HF_HOME", "~/hf")::get, home).root())
        .isEqualTo(home.resolve("hf/hub"));
    assertThat(HubCache.of(Map.of("HF_HOME", "/x", "HF_HUB_CACHE", "/y")::get, home).root())
        .isEqualTo(Path.of("/y"));
  }
}
