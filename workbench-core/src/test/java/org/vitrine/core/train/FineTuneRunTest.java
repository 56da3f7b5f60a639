package org.vitrine.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.RunEvent.Step;

class FineTuneRunTest {
  @TempDir Path folder;
  private Path model;
  private Path data;
  private final List<RunEvent> events = new ArrayList<>();

  @BeforeEach
  void prepare() {
    model = Tiny.bert(folder.resolve("model"));
    data = Tiny.reviews(folder.resolve("reviews.csv"), 64);
  }

  @Test
  void learns_to_tell_the_classes_apart_and_leaves_a_folder_that_opens() throws IOException {
    Files.writeString(model.resolve("generation_config.json"), "{\"num_beams\": 3}");
    run(
        "run",
        recipe(
            "text-classification",
            a -> a.with("learning_rate", "2e-3").with("num_train_epochs", "16")),
        Commands.NONE);
    var finished = (RunEvent.Finished) events.getLast();
    assertThat(finished.metrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(losses()).hasSize(16 * 8);
    assertThat(((Step) first(Step.class)).memoryMb()).isBetween(50.0, 1e6);
    assertThat(losses().getLast()).isLessThan(losses().getFirst());
    assertThat(finished.path().resolve("generation_config.json")).content().contains("num_beams");
    assertThat(finished.path().resolve("README.md")).content().contains("text-classification");
    try (var tokenizer = Tokenizer.open(finished.path());
        var opened = Models.open(finished.path(), null, null, Devices.cpu(), Opening.toLook())) {
      assertThat(opened.config().labels()).containsExactly("bad", "good");
      assertThat(opened.report().fresh()).isEmpty();
      assertThat(tokenizer.vocabSize()).isEqualTo(23);
    }
  }

  @Test
  void gives_bit_for_bit_the_same_losses_after_an_interruption() {
    var recipe =
        recipe(
            "text-classification",
            a -> a.with("gradient_accumulation_steps", "2").with("group_by_length", "true"));
    run("whole", recipe, Commands.NONE);
    var whole = losses();
    events.clear();
    run("broken", recipe, after(5, Command.SUSPEND));
    assertThat(events.getLast()).isInstanceOf(RunEvent.Stopped.class);
    run("broken", recipe, Commands.NONE);
    assertThat(losses()).isEqualTo(whole);
  }

  @Test
  void repeats_the_steps_after_the_last_checkpoint_with_the_same_losses() {
    var recipe = recipe("masked-lm", a -> a.with("save_strategy", "steps").with("save_steps", "4"));
    run("whole", recipe, Commands.NONE);
    var whole = losses();
    events.clear();
    run(
        "killed",
        recipe,
        after(6, Command.DISCARD)); // as a kill does: steps 5 and 6 are in no checkpoint
    events.clear();
    run("killed", recipe, Commands.NONE);
    assertThat(((Step) first(Step.class)).step()).isEqualTo(5);
    assertThat(losses()).isEqualTo(whole.subList(4, whole.size()));
  }

  @Test
  void ends_a_diverged_run_with_its_step_and_keeps_the_weights_before() {
    run(
        "run",
        recipe(
            "text-classification", a -> a.with("learning_rate", "1e30").with("max_grad_norm", "0")),
        Commands.NONE);
    var failed = (RunEvent.Failed) events.getLast();
    assertThat(failed.problem().key()).isEqualTo("train.diverged");
    assertThat(failed.problem().toProblem().full(Locale.ENGLISH))
        .contains("learning rate")
        .contains("kept");
    assertThat(failed.kept()).isNotNull().isDirectoryContaining("glob:**model.safetensors");
  }

  @Test
  void keeps_the_model_when_asked_to_stop() {
    run("run", recipe("text-classification", a -> a), after(3, Command.STOP));
    var stopped = (RunEvent.Stopped) events.getLast();
    assertThat(stopped.step()).isEqualTo(3);
    assertThat(stopped.path()).isNotNull().isDirectoryContaining("glob:**config.json");
  }

  @Test
  void captures_its_probes_on_a_growing_grid() {
    var recipe =
        recipe("text-classification", a -> a.with("num_train_epochs", "12"))
            .withProbes(List.of(new Recipe.Probe("the film is good", null, "good")));
    run("run", recipe, Commands.NONE);
    var steps =
        events.stream()
            .filter(e -> e instanceof RunEvent.Captured)
            .map(e -> ((RunEvent.Captured) e).step())
            .toList();
    assertThat(steps).startsWith(0L, 1L, 2L, 4L, 8L, 16L).doesNotHaveDuplicates();
    var last =
        (RunEvent.Captured)
            events.stream().filter(e -> e instanceof RunEvent.Captured).toList().getLast();
    assertThat(last.file()).exists();
    assertThat(last.tokens()).startsWith("[CLS]", "the").endsWith("[SEP]");
    assertThat(last.answer().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void says_that_the_data_went_away() throws IOException {
    Files.delete(data);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> run("run", recipe("text-classification", a -> a), Commands.NONE))
        .isInstanceOf(org.vitrine.core.base.Problem.class)
        .hasMessageContaining("reviews.csv");
  }

  @Test
  void reads_no_row_that_the_recipe_leaves_out() throws IOException {
    var again = Files.writeString(folder.resolve("again.csv"), twice(Files.readString(data)));
    var recipe = recipe("text-classification", a -> a);
    var source = recipe.data().withLeaveOut(List.of("duplicate"));
    run("once", recipe.withData(source), Commands.NONE);
    var once = losses();
    events.clear();
    var twice = Recipe.fromJson(recipe.withData(source.withPath(again.toString())).toJson());
    assertThat(twice.data().leaveOut()).containsExactly("duplicate");
    run("twice", twice, Commands.NONE);
    assertThat(losses()).isEqualTo(once);
    assertThat(recipe.data()).isNotEqualTo(source);
    assertThat(((RunEvent.Started) first(RunEvent.Started.class)).notes())
        .extracting(RunEvent.Notice::key)
        .contains("left_out");
  }

  private static String twice(String table) {
    return table + table.substring(table.indexOf('\n') + 1);
  }

  @Test
  void reads_recipes_that_know_nothing_of_rows_left_out() {
    var json = recipe("text-classification", a -> a).toJson();
    ((tools.jackson.databind.node.ObjectNode) json.path("data")).remove("leave_out");
    assertThat(Recipe.fromJson(json).data().leaveOut()).isEmpty();
  }

  @Test
  void trains_the_head_alone_when_asked() {
    var recipe = recipe("text-classification", a -> a);
    var head =
        new Recipe(
            null,
            recipe.task(),
            recipe.model(),
            false,
            recipe.data(),
            null,
            recipe.arguments(),
            "head",
            "cpu",
            1,
            List.of());
    run("run", head, Commands.NONE);
    var path = ((RunEvent.Finished) events.getLast()).path();
    try (var before = org.vitrine.core.weights.Weights.open(model);
        var after = org.vitrine.core.weights.Weights.open(path)) {
      var name = "encoder.layer.0.attention.self.query.weight";
      assertThat(after.bytes("bert." + name).mismatch(before.bytes(name))).isEqualTo(-1);
    }
  }

  private Recipe recipe(String task, Function<Arguments, Arguments> change) {
    var arguments =
        change.apply(
            Arguments.DEFAULTS
                .with("learning_rate", "1e-3")
                .with("num_train_epochs", "2")
                .with("batch_size", "8"));
    return new Recipe(
        null,
        task,
        model.toString(),
        false,
        Recipe.Source.of(data.toString()),
        null,
        arguments,
        "all",
        "cpu",
        1,
        List.of());
  }

  private void run(String name, Recipe recipe, Commands commands) {
    new FineTuneRun(recipe, folder.resolve(name), events::add, commands).run();
  }

  private List<Double> losses() {
    return events.stream().filter(e -> e instanceof Step).map(e -> ((Step) e).loss()).toList();
  }

  private RunEvent first(Class<?> type) {
    return events.stream().filter(type::isInstance).findFirst().orElseThrow();
  }

  /// Gives one command after so many steps.
  private static Commands after(int steps, Command command) {
    var asked = new int[1];
    return () -> ++asked[0] == steps ? command : Command.GO;
  }
}
