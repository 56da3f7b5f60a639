package org.vitrine.core.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cache in which `huggingface_hub` keeps what it has downloaded:
///
/// ```
/// models--ORG--NAME/
///   blobs/        the files, by their hashes
///   refs/main     the commit that a branch or tag points at
///   snapshots/COMMIT/config.json -> ../../blobs/...
/// ```
///
/// @param root the folder that holds `models--*`; it need not be there
/// @see <a href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">the layout as the Hub documents it</a>
public record HubCache(Path root) {
  private static final String MODELS = "models--";

  /// No commit is longer; a ref file that is was not written by the Hub's client.
  private static final long LONGEST_REF = 200;

  /// Where this user's cache is: `HF_HUB_CACHE`, `HUGGINGFACE_HUB_CACHE`, `HF_HOME/hub`, `XDG_CACHE_HOME/huggingface/hub`, or
  /// `~/.cache/huggingface/hub`.
  public static HubCache ofUser() {
    return of(System::getenv, Path.of(System.getProperty("user.home")));
  }

  static HubCache of(UnaryOperator<@Nullable String> environment, Path home) {
    for (var name : List.of("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")) {
      var folder = environment.apply(name);
      if (folder != null && !folder.isBlank()) return new HubCache(expanded(folder, home));
    }
    var hub = environment.apply("HF_HOME");
    if (hub != null && !hub.isBlank()) return new HubCache(expanded(hub, home).resolve("hub"));
    var cache = environment.apply("XDG_CACHE_HOME");
    var base = cache != null && !cache.isBlank() ? expanded(cache, home) : home.resolve(".cache");
    return new HubCache(base.resolve("huggingface").resolve("hub"));
  }

  private static Path expanded(String folder, Path home) {
    return folder.equals("~") || folder.startsWith("~/")
        ? home.resolve(folder.substring(Math.min(2, folder.length())))
        : Path.of(folder);
  }

  /// Every snapshot of every model that has a `config.json`, by name; what cannot be read is left out.
  public List<CachedModel> models() {
    var all = new ArrayList<CachedModel>();
    for (var repo : folders(root)) {
      if (!repo.getFileName().toString().startsWith(MODELS)) continue;
      var refs = refs(repo);
      for (var snapshot : folders(repo.resolve("snapshots"))) {
        var commit = snapshot.getFileName().toString();
        var model = snapshot(repo, snapshot, refs.getOrDefault(commit, List.of()));
        if (model != null) all.add(model);
      }
    }
    all.sort(Comparator.comparing(CachedModel::repo).thenComparing(CachedModel::commit));
    return all;
  }

  private static List<Path> folders(Path in) {
    if (!Files.isDirectory(in)) return List.of();
    try (var inside = Files.list(in)) {
      return inside.filter(Files::isDirectory).sorted().toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of();
    }
  }

  private @Nullable CachedModel snapshot(Path repo, Path folder, List<String> refs) {
    var missing = new ArrayList<String>();
    long bytes = 0;
    try (var files = Files.walk(folder)) {
      var real = root.toRealPath();
      for (var file : files.filter(each -> !Files.isDirectory(each)).sorted().toList()) {
        var name = folder.relativize(file).toString().replace('\\', '/');
        if (Files.isRegularFile(file) && file.toRealPath().startsWith(real))
          bytes += Files.size(file);
        else missing.add(name);
      }
    } catch (IOException | UncheckedIOException _) {
      return null;
    }
    if (!Files.exists(folder.resolve("config.json")) || missing.contains("config.json"))
      return null;
    var name = repo.getFileName().toString().substring(MODELS.length()).replace("--", "/");
    return new CachedModel(
        name, folder.getFileName().toString(), refs, folder, bytes, List.copyOf(missing));
  }

  /// Commits to the names that point at them; a branch may have slashes in its name.
  private static Map<String, List<String>> refs(Path repo) {
    var all = new HashMap<String, List<String>>();
    var folder = repo.resolve("refs");
    if (!Files.isDirectory(folder)) return all;
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(file) > LONGEST_REF) continue;
        var commit = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        var name = folder.relativize(file).toString().replace('\\', '/');
        all.computeIfAbsent(commit, _ -> new ArrayList<>()).add(name);
      }
    } catch (IOException | UncheckedIOException _) {
      // The snapshots are there without their names.
    }
    return all;
  }
}
