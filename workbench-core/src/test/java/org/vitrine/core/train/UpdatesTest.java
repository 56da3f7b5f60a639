package org.vitrine.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.RunEvent.Noted;
import org.vitrine.core.train.RunEvent.Step;
import org.vitrine.core.weights.Weights;

/// Number formats, memory that runs out, and figures that are read late.
class UpdatesTest {
  private static final String CUDA =
      "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 7.78 GiB";
  private static final String CPU =
      "[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate"
          + " 400000000000 bytes. Error code 12 (Cannot allocate memory)";

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
  void learns_in_bf16_as_in_float32() {
    run("exact", recipe(Map.of()), Commands.NONE, Trouble.NONE, 0);
    var exact = losses();
    assertThat(run("mixed", recipe(Map.of("bf16", "true"))).precision()).isEqualTo("bf16");
    var mixed = losses();
    assertThat(mixed).isNotEqualTo(exact);
    for (int i = 0; i < exact.size(); i++)
      assertThat(mixed.get(i)).isCloseTo(exact.get(i), within(0.02));
    try (var weights = Weights.open(folder.resolve("mixed/final"))) {
      assertThat(weights.tensors()).allMatch(each -> each.type().torchName().equals("float32"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bf16", "fp16"})
  void continues_bit_for_bit_in_half_the_size(String format) {
    var recipe = recipe(Map.of(format, "true", "gradient_checkpointing", "true"));
    run("whole", recipe);
    var whole = losses();
    events.clear();
    run("broken", recipe, after(5, Command.SUSPEND), Trouble.NONE, 0);
    run("broken", recipe, Commands.NONE, Trouble.NONE, 0);
    assertThat(losses()).isEqualTo(whole);
  }

  @Test
  void what_it_leaves_is_opened_again_and_is_the_model_in_memory() {
    run("run", recipe(Map.of()));
    assertThat(events.getLast()).isInstanceOf(RunEvent.Finished.class);
    var said = notices("reopened");
    assertThat(said).hasSize(1);
    int tensors;
    try (var weights = Weights.open(folder.resolve("run/final"))) {
      tensors = weights.tensors().size();
    }
    assertThat(said.getFirst().notice().facts().getFirst()).isEqualTo(tensors);
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
      assertThat(said.getFirst().notice().sentence(locale)).contains("" + tensors);
  }

  @Test
  void weights_that_went_wrong_on_their_way_to_the_disk_are_no_model_and_a_checkpoint_is_kept() {
    var trouble =
        new Trouble() {
          @Override
          public void written(Path place) {
            try (var file = new RandomAccessFile(place.resolve(Weights.FILE).toFile(), "rw")) {
              file.seek(file.length() - 2);
              int last = file.read();
              file.seek(file.length() - 2);
              file.write(~last);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    run("run", recipe(Map.of()), Commands.NONE, trouble, 0);
    var failed = (RunEvent.Failed) events.getLast();
    assertThat(failed.problem().key()).isEqualTo("model.reopened_tensor");
    assertThat(failed.problem().toProblem().sentence(Locale.ENGLISH)).contains("final");
    assertThat(folder.resolve("run/final")).doesNotExist();
    assertThat(failed.kept()).isNotNull();
    try (var weights = Weights.open(java.util.Objects.requireNonNull(failed.kept()))) {
      assertThat(weights.tensors()).isNotEmpty();
    }
  }

  @Test
  void leaves_out_an_update_that_overflows_in_fp16_and_goes_on_with_half_the_scale() {
    var trouble =
        new Trouble() {
          @Override
          public void gathered(long step, Gradients gradients) {
            if (step == 3) gradients.rescale(Double.POSITIVE_INFINITY);
          }
        };
    var recipe = recipe(Map.of("fp16", "true", "lr_scheduler_type", "linear"));
    run("calm", recipe);
    var calm = steps();
    events.clear();
    run("run", recipe, Commands.NONE, trouble, 0);
    assertThat(notices("overflow"))
        .singleElement()
        .satisfies(n -> {
          assertThat(n.step()).isEqualTo(3);
          assertThat(n.notice().facts().getFirst()).isEqualTo(LossScale.FIRST / 2);
        });
    var steps = steps();
    assertThat(steps.get(2).gradNorm()).isNaN();
    // the schedule stands still for one update
    assertThat(steps.get(3).learningRate()).isEqualTo(calm.get(2).learningRate());
    assertThat(steps.get(7).learningRate()).isEqualTo(calm.get(6).learningRate());
    assertThat(steps.getLast().loss()).isFinite().isCloseTo(calm.getLast().loss(), within(0.05));
    assertThat(events.getLast()).isInstanceOf(RunEvent.Finished.class);
  }

  @Test
  void doubles_the_scale_after_two_thousand_good_updates_and_ends_when_nothing_helps() {
    var scale = new LossScale(true, null);
    for (int i = 0; i < LossScale.PATIENCE; i++) scale.good();
    assertThat(scale.factor()).isEqualTo(2 * LossScale.FIRST);
    assertThat(scale.overflowed()).isTrue();
    assertThat(scale.factor()).isEqualTo(LossScale.FIRST);
    int halvings = 0;
    while (scale.overflowed()) halvings++;
    assertThat(halvings).isBetween(20, 40);
    assertThat(new LossScale(false, null).overflowed()).isFalse();
  }

  @Test
  void refuses_a_format_that_the_processor_has_not_got() {
    var problem =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            Problem.class,
            () ->
                new FineTuneRun(
                    recipe(Map.of("fp16", "true")),
                    folder.resolve("run"),
                    events::add,
                    Commands.NONE,
                    Trouble.NONE,
                    (precision, device) -> {
                      throw new Problem(
                          "tensor.format.processor", device.name(), precision.label());
                    },
                    0));
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(problem.sentence(locale)).contains("fp16");
      assertThat(problem.remedy(locale)).contains("float32");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CUDA, CPU})
  void halves_the_micro_batch_when_memory_runs_out_and_computes_the_same_sums(String saying) {
    var recipe = recipe(Map.of("dropout", "0", "gradient_accumulation_steps", "2"));
    run("whole", recipe);
    var whole = steps();
    events.clear();
    run("tight", recipe, Commands.NONE, tight(2, 2, saying), 0);
    assertThat(notices("halved")).hasSize(2); // 8 rows, 4 rows, 2 rows
    var last = notices("halved").getLast();
    assertThat(last.step()).isEqualTo(2);
    assertThat(last.notice().facts()).map(Object::toString).containsExactly("2", "8");
    assertThat(last.notice().sentence(Locale.ENGLISH)).contains("2 rows").contains("8 times");
    var tight = steps();
    assertThat(tight).hasSameSizeAs(whole);
    assertThat(tight.getFirst().loss()).isEqualTo(whole.getFirst().loss());
    for (int i = 0; i < whole.size(); i++) {
      assertThat(tight.get(i).loss()).isCloseTo(whole.get(i).loss(), within(1e-5));
      assertThat(tight.get(i).gradNorm()).isCloseTo(whole.get(i).gradNorm(), within(1e-4));
    }
  }

  @Test
  void cuts_the_same_steps_alike_when_it_goes_on_from_before() {
    var recipe = recipe(Map.of("save_strategy", "steps", "save_steps", "2"));
    run("whole", recipe, Commands.NONE, tight(5, 4, CUDA), 0);
    var whole = losses();
    events.clear();
    run("killed", recipe, after(5, Command.DISCARD), tight(5, 4, CUDA), 0);
    events.clear();
    // memory suffices now, and yet the numbers must not change
    run("killed", recipe, Commands.NONE, Trouble.NONE, 0);
    assertThat(steps().getFirst().step()).isEqualTo(5);
    assertThat(losses()).isEqualTo(whole.subList(4, whole.size()));
    assertThat(notices("halved")).hasSize(1);
  }

  @Test
  void ends_with_a_sentence_when_a_single_row_does_not_fit_or_nobody_may_halve() {
    run("run", recipe(Map.of()), Commands.NONE, tight(3, 0, CPU), 0);
    assertThat(failure()).isEqualTo("train.memory");
    assertThat(((RunEvent.Failed) events.getLast()).kept()).isNotNull();
    events.clear();
    run(
        "other",
        recipe(Map.of("auto_find_batch_size", "false")),
        Commands.NONE,
        tight(3, 4, CPU),
        0);
    assertThat(failure()).isEqualTo("train.memory");
  }

  @Test
  void does_not_take_another_failure_for_want_of_memory() {
    var trouble =
        new Trouble() {
          @Override
          public void before(long step, int rows) {
            throw new EngineException("mat1 and mat2 shapes cannot be multiplied");
          }
        };
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> run("run", recipe(Map.of()), Commands.NONE, trouble, 0))
        .isInstanceOf(EngineException.class);
  }

  @Test
  void reads_figures_late_with_the_same_numbers_and_in_order() {
    var recipe =
        recipe(
            Map.of(
                "gradient_accumulation_steps", "2", "eval_strategy", "steps", "eval_steps", "3"));
    run("now", recipe);
    var now = losses();
    events.clear();
    run("late", recipe, Commands.NONE, Trouble.NONE, 5);
    assertThat(losses()).isEqualTo(now);
    long last = 0;
    for (var event : events) {
      long step =
          switch (event) {
            case Step e -> e.step();
            case RunEvent.Evaluated e -> e.step();
            default -> last;
          };
      assertThat(step).isGreaterThanOrEqualTo(last);
      last = step;
    }
  }

  @Test
  void keeps_the_weights_before_a_loss_that_is_read_late() {
    var trouble =
        new Trouble() {
          @Override
          public void gathered(long step, Gradients gradients) {
            if (step == 4) gradients.rescale(Double.NaN);
          }
        };
    var recipe = recipe(Map.of());
    run("three", recipe, after(3, Command.SUSPEND), Trouble.NONE, 0);
    events.clear();
    run("late", recipe, Commands.NONE, trouble, 6);
    assertThat(failure()).isEqualTo("train.diverged");
    assertThat(((RunEvent.Failed) events.getLast()).step()).isEqualTo(3);
    assertThat(steps()).hasSize(3);
    for (var file : List.of("model.safetensors", "optimizer.safetensors")) {
      try (var kept = Weights.open(folder.resolve("late/checkpoints/step-3").resolve(file));
          var wanted = Weights.open(folder.resolve("three/checkpoints/step-3").resolve(file))) {
        for (var each : wanted.tensors())
          assertThat(kept.bytes(each.name()).mismatch(wanted.bytes(each.name())))
              .as(each.name())
              .isEqualTo(-1);
      }
    }
  }

  @Test
  void computes_layers_again_with_the_losses_of_a_run_that_keeps_them() {
    run("kept", recipe(Map.of()));
    var kept = losses();
    events.clear();
    run("again", recipe(Map.of("gradient_checkpointing", "true")));
    assertThat(losses()).isEqualTo(kept);
  }

  @Test
  void tells_how_much_memory_it_took() {
    run("run", recipe(Map.of()));
    var bytes = ((Number) notices(FineTuneRun.PEAK).getFirst().notice().facts().getLast());
    assertThat(bytes.longValue()).isGreaterThan(50L << 20);
    assertThat(folder.resolve("run/final/README.md")).content().contains("peak_memory_bytes");
  }

  private String failure() {
    return ((RunEvent.Failed) events.getLast()).problem().key();
  }

  /// Memory for `most` rows at a time, from step `from` on.
  private static Trouble tight(long from, int most, String saying) {
    return new Trouble() {
      @Override
      public void before(long step, int rows) {
        if (step >= from && rows > most) throw new EngineException(saying);
      }
    };
  }

  private Recipe recipe(Map<String, String> more) {
    var arguments =
        Arguments.DEFAULTS
            .with("learning_rate", "1e-3")
            .with("num_train_epochs", "2")
            .with("batch_size", "8");
    for (var each : more.entrySet()) arguments = arguments.with(each.getKey(), each.getValue());
    return new Recipe(
        null,
        "text-classification",
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

  private record Told(String precision) {}

  private Told run(String name, Recipe recipe) {
    events.clear();
    run(name, recipe, Commands.NONE, Trouble.NONE, 0);
    var started = (RunEvent.Started) events.getFirst();
    return new Told(String.valueOf(started.environment().get("precision")));
  }

  private void run(String name, Recipe recipe, Commands commands, Trouble trouble, int late) {
    new FineTuneRun(
            recipe, folder.resolve(name), events::add, commands, trouble, (_, _) -> {}, late)
        .run();
  }

  private List<Step> steps() {
    return events.stream().filter(e -> e instanceof Step).map(e -> (Step) e).toList();
  }

  private List<Double> losses() {
    return steps().stream().map(Step::loss).toList();
  }

  private List<Noted> notices(String key) {
    return events.stream()
        .filter(e -> e instanceof Noted n && n.notice().key().equals(key))
        .map(e -> (Noted) e)
        .toList();
  }

  private static Commands after(int steps, Command command) {
    var asked = new int[1];
    return () -> ++asked[0] == steps ? command : Command.GO;
  }
}
