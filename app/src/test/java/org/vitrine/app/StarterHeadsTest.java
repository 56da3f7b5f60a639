package org.vitrine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.app.demo.Interval;
import org.vitrine.core.base.Json;
import org.vitrine.core.train.Recipe;
import tools.jackson.databind.node.ObjectNode;

/// Nothing here trains: a folder without natives could not, so what should be left alone would fail.
class StarterHeadsTest {
  private static final Path HEADS = Path.of("../assets/heads");

  @TempDir private Path folder;
  private Path here;
  private Path there;
  private Path work;

  @BeforeEach
  void foldersForThisMachineAndForAnother() throws IOException {
    here = program("vitrine");
    there = program("vitrine-elsewhere");
    work = folder.resolve("work");
  }

  private Path program(String name) throws IOException {
    var program = folder.resolve(name);
    for (var model : new String[] {"all-MiniLM-L6-v2", "bge-small-zh-v1.5"}) {
      var encoder = Files.createDirectories(program.resolve("models").resolve(model));
      Files.writeString(encoder.resolve("model.safetensors"), model);
    }
    Files.createDirectories(program.resolve("datasets"));
    for (var part : new String[] {"en", "en-test", "zh", "zh-test"})
      Files.writeString(program.resolve("datasets/messages-" + part + ".csv"), part);
    return program;
  }

  private void trainedHere() throws IOException {
    Files.createDirectories(work);
    for (var name : new String[] {"sentiment-en", "sentiment-zh"}) {
      var json = Json.read(HEADS.resolve(name).resolve("recipe.json"), ObjectNode.class);
      var state = StarterHeads.state(HEADS.resolve(name), here, Recipe.fromJson(json));
      Files.writeString(work.resolve(name + ".state"), state);
      var model = Files.createDirectories(here.resolve("models").resolve(name));
      Files.writeString(model.resolve("README.md"), "as it was");
    }
  }

  @Test
  void what_is_up_to_date_is_left_alone() throws IOException {
    trainedHere();
    StarterHeads.makeAll(HEADS, here, work, here);
    assertThat(here.resolve("models/sentiment-en/README.md")).hasContent("as it was");
  }

  @Test
  void a_folder_for_another_platform_takes_what_was_trained_here() throws IOException {
    trainedHere();
    StarterHeads.makeAll(HEADS, there, work, here);
    assertThat(there.resolve("models/sentiment-zh/README.md")).hasContent("as it was");
  }

  @Test
  void a_folder_for_another_platform_goes_without_where_nothing_was_trained() throws IOException {
    StarterHeads.makeAll(HEADS, there, work, here);
    assertThat(there.resolve("models/sentiment-en")).doesNotExist();
  }

  @Test
  void a_card_says_what_was_measured() throws IOException {
    for (var name : new String[] {"sentiment-en", "sentiment-zh"}) {
      var template = Files.readString(HEADS.resolve(name).resolve("README.md"));
      assertThat(StarterHeads.card(template, Interval.of(0.75, 120, 42)))
          .contains("90 of 120 held-out messages right: 75.0 %, 95 % interval 6", "license: ")
          .doesNotContain("{{", "}}");
    }
  }
}
