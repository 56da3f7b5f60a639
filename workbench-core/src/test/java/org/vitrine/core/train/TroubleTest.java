package org.vitrine.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;

/// What a run says of models and data that it cannot learn with, and what it keeps when something goes away meanwhile.
class TroubleTest {
  @TempDir Path folder;
  private Path model;
  private final List<RunEvent> events = new ArrayList<>();

  @BeforeEach
  void prepare() {
    model = Tiny.bert(folder.resolve("model"));
  }

  @Test
  void refuses_a_folder_without_a_configuration() throws IOException {
    Files.delete(model.resolve("config.json"));
    refuses("model.no_config", good());
  }

  @Test
  void refuses_an_architecture_that_it_does_not_know() throws IOException {
    var config = Files.readString(model.resolve("config.json"));
    Files.writeString(model.resolve("config.json"), config.replaceFirst("\"bert\"", "\"mamba\""));
    refuses("model.family", good());
    Files.writeString(model.resolve("config.json"), "[1, 2]");
    refuses("model.no_config", good());
    Files.writeString(model.resolve("config.json"), "{\"model_type\": \"bert\", ");
    refuses("base.json", good());
  }

  @Test
  void refuses_weights_that_end_early_or_lie() throws IOException {
    var weights = model.resolve("model.safetensors");
    var whole = Files.readAllBytes(weights);
    try (var file = new RandomAccessFile(weights.toFile(), "rw")) {
      file.setLength(whole.length - 100);
    }
    refuses("weights.truncated", good());
    var config = Files.readString(model.resolve("config.json"));
    Files.write(weights, whole);
    Files.writeString(
        model.resolve("config.json"),
        config.replaceFirst("\"hidden_size\"\\s*:\\s*16", "\"hidden_size\": 32"));
    refuses("model.shape", good());
    Files.writeString(model.resolve("config.json"), config);
    Files.write(weights, new byte[0]);
    refuses("weights.short", good());
  }

  @Test
  void refuses_a_table_without_the_column_that_was_named() {
    var source = new Recipe.Source(good().toString(), "texts", null, null, null, null, null, 0.1);
    var problem = refusal(source, null);
    assertThat(problem.key()).isEqualTo("data.column");
    assertThat(problem.sentence(Locale.ENGLISH)).contains("texts").contains("text, label");
  }

  @Test
  void refuses_tables_in_which_there_is_nothing_to_learn() throws IOException {
    refuses("data.empty", write("empty.csv", ""));
    refuses("data.empty", write("header.csv", "text,label\n"));
    refuses("train.one_class", write("one.csv", "text,label\na film,good\nb film,good\n"));
    refuses("data.no-labels", write("none.csv", "text,label\na film,\nb film,\n"));
    refuses("train.empty", write("blank.csv", "text,label\n ,good\n ,bad\n"));
  }

  @Test
  void refuses_evaluation_data_with_a_label_that_training_never_had() throws IOException {
    var other = write("eval.csv", "text,label\nthe film is good,good\nthe film is odd,odd\n");
    var problem = refusal(Recipe.Source.of(good().toString()), Recipe.Source.of(other.toString()));
    assertThat(problem.key()).isEqualTo("train.label");
    assertThat(problem.sentence(Locale.ENGLISH)).contains("odd").contains("eval.csv");
  }

  @Test
  void learns_from_texts_of_ten_thousand_words_by_cutting_them() throws IOException {
    var text = new StringBuilder("text,label\n");
    for (int i = 0; i < 8; i++) {
      text.append("the film is good ".repeat(2500)).append(i % 2 == 0 ? ",good\n" : ",bad\n");
    }
    run(recipe(Recipe.Source.of(write("long.csv", text.toString()).toString()), null));
    assertThat(events.getLast()).isInstanceOf(RunEvent.Finished.class);
  }

  @Test
  void keeps_its_weights_when_the_data_goes_away_while_it_learns() throws IOException {
    var data = good();
    var recipe = recipe(Recipe.Source.of(data.toString()), null);
    RunLog log =
        event -> {
          events.add(event);
          if (event instanceof RunEvent.Step step && step.step() == 3) {
            delete(data);
            LockSupport.parkNanos(1_000_000_000); // until the next look at the file is due
          }
        };
    new FineTuneRun(recipe, folder.resolve("run"), log, Commands.NONE).run();
    var failed = (RunEvent.Failed) events.getLast();
    assertThat(failed.problem().key()).isEqualTo("data.gone");
    assertThat(failed.step()).isGreaterThanOrEqualTo(3); // pages that were read serve a while
    assertThat(failed.kept()).isNotNull();
    try (var kept = Models.open(failed.kept(), null, null, Devices.cpu(), Opening.toLook())) {
      assertThat(kept.config().labels()).containsExactly("bad", "good");
    }
    // and goes on from there once the file is back
    good();
    events.clear();
    run(recipe);
    assertThat(((RunEvent.Started) events.getFirst()).step()).isEqualTo(failed.step());
    assertThat(events.getLast()).isInstanceOf(RunEvent.Finished.class);
  }

  private Path good() {
    return Tiny.reviews(folder.resolve("reviews.csv"), 64);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void refuses(String key, Path data) {
    var problem = refusal(Recipe.Source.of(data.toString()), null);
    assertThat(problem.key()).isEqualTo(key);
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(problem.sentence(locale)).isNotBlank();
      assertThat(problem.remedy(locale)).isNotBlank();
    }
  }

  private Problem refusal(Recipe.Source data, Recipe.@Nullable Source evaluation) {
    var problem = catchThrowableOfType(Problem.class, () -> run(recipe(data, evaluation)));
    assertThat(problem).as("refusal of %s", data.path()).isNotNull();
    assertThat(folder.resolve("run")).doesNotExist();
    return problem;
  }

  private void run(Recipe recipe) {
    new FineTuneRun(recipe, folder.resolve("run"), events::add, Commands.NONE).run();
  }

  private Recipe recipe(Recipe.Source data, Recipe.@Nullable Source evaluation) {
    var arguments =
        Arguments.DEFAULTS
            .with("learning_rate", "1e-3")
            .with("num_train_epochs", "2")
            .with("batch_size", "8");
    return new Recipe(
        null,
        "text-classification",
        model.toString(),
        false,
        data,
        evaluation,
        arguments,
        "all",
        "cpu",
        1,
        List.of());
  }
}
