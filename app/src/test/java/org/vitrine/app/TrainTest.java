package org.vitrine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.core.train.RunLog;

class TrainTest {
  @TempDir private Path folder;
  private FakeWorkbench bench;
  private String model;
  private String data;

  @BeforeEach
  void begin() throws IOException {
    bench = new FakeWorkbench(folder.resolve("home")).worker(TrainTest::goWell);
    model = Files.createDirectories(folder.resolve("model")).toString();
    Files.writeString(folder.resolve("model").resolve("config.json"), "{}");
    data = Files.writeString(folder.resolve("d.csv"), "text,label\na,b\n").toString();
  }

  private Ran train(String... more) {
    var all =
        new ArrayList<>(
            List.of("train", "--model", model, "--data", data, "--task", "text-classification"));
    all.addAll(List.of(more));
    return Ran.on(bench, all.toArray(String[]::new));
  }

  private static void step(RunLog log, long step) {
    log.add(new RunEvent.Step(step, step / 2.0, 1.0 / step, 1e-4, 0.5, 1000));
  }

  private static RunEvent.Started started(long step, Notice... notes) {
    return new RunEvent.Started(step, 4, 2, Map.of("threads", 2), List.of(notes));
  }

  private static void goWell(Path run, RunLog log) throws InterruptedException {
    log.add(started(0, Notice.of("data.text-name", "text")));
    step(log, 1);
    step(log, 2);
    log.add(new RunEvent.Evaluated(2, 1, Map.of("loss", 0.9, "accuracy", 0.5), true, 10));
    log.add(new RunEvent.CheckpointSaved(2, run.resolve("checkpoints/step-2")));
    log.flush();
    Thread.sleep(300); // the rest is read at another look
    step(log, 3);
    step(log, 4);
    log.add(new RunEvent.Evaluated(4, 2, Map.of("loss", 0.7, "accuracy", 0.75), true, 10));
    log.add(new RunEvent.Finished(4, run.resolve("final"), Map.of("loss", 0.7, "accuracy", 0.75)));
  }

  @Test
  void prints_a_line_an_event_in_order_as_the_contract_has_them() {
    var ran = train("--json");
    assertThat(ran.status()).as(ran.err()).isZero();
    var lines = ran.lines();
    assertThat(lines.stream().map(l -> l.get("event").asString()))
        .containsExactly(
            "started",
            "note",
            "step",
            "step",
            "evaluation",
            "checkpoint",
            "step",
            "step",
            "evaluation",
            "finished");
    assertThat(lines.get(2).propertyNames())
        .containsExactly(
            "event", "step", "epoch", "loss", "learning_rate", "grad_norm", "tokens_per_second");
    assertThat(lines.get(3).get("loss").asDouble()).isEqualTo(0.5);
    assertThat(lines.get(4).get("metrics").get("accuracy").asDouble()).isEqualTo(0.5);
    assertThat(lines.get(5).get("path").asString()).endsWith("step-2");
    var last = lines.getLast();
    assertThat(last.get("run").asString()).isEqualTo(lines.getFirst().get("run").asString());
    assertThat(last.get("path").asString()).endsWith("final");
    assertThat(last.get("metrics").get("accuracy").asDouble()).isEqualTo(0.75);
  }

  @Test
  void json_has_every_field_of_the_contract() {
    var lines = train("--json", "--name", "one").lines();
    var fields =
        Map.of(
            "started", List.of("event", "run"),
            "evaluation", List.of("event", "step", "metrics"),
            "checkpoint", List.of("event", "step", "path"),
            "finished", List.of("event", "run", "path", "metrics"));
    for (var line : lines) {
      var wanted = fields.get(line.get("event").asString());
      if (wanted != null) assertThat(line.propertyNames()).containsAll(wanted);
    }
    var shown = Ran.on(bench, "runs", "show", "one", "--json").json();
    assertThat(shown.get("recipe").propertyNames()).contains("task", "model", "data", "arguments");
    assertThat(shown.get("environment").isObject()).isTrue();
    for (var name : List.of("train/loss", "train/learning_rate", "train/grad_norm")) {
      assertThat(shown.get("metrics").get(name).size()).as(name).isEqualTo(4);
      assertThat(shown.get("metrics").get(name).get(3).get(0).asLong()).isEqualTo(4);
    }
    assertThat(shown.get("metrics").propertyNames()).contains("eval/loss", "eval/accuracy");
    assertThat(shown.get("events").isArray()).isTrue();
    assertThat(shown.get("checkpoints").isArray()).isTrue();
    var listed = Ran.on(bench, "runs", "list", "--json").json();
    assertThat(listed.isArray()).isTrue();
    for (var name : List.of("id", "name", "status"))
      assertThat(listed.get(0).get(name)).isEqualTo(shown.get(name));
  }

  @Test
  void what_is_no_recipe_is_a_sentence() throws IOException {
    for (var text : List.of("{}", "[1]", "{\"model\": 3}", "{\"model\": \"m\", \"data\": {}}")) {
      var file = Files.writeString(folder.resolve("r.json"), text).toString();
      var ran = Ran.on(bench, "train", "--recipe", file);
      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.err()).as(text).contains("The recipe does not say");
    }
  }

  @Test
  void a_person_reads_sentences_and_the_result_alone_on_standard_output() {
    var ran = train("--lang", "zh");
    assertThat(ran.out()).contains("final").contains("0.7500").doesNotContain("训练");
    assertThat(ran.err()).contains("开始训练，共 4 步").contains("第 2 步之后");
    assertThat(train().err()).contains("“text” is the text: its name says so.");
  }

  @Test
  void makes_a_recipe_of_the_options() {
    train(
        "--set",
        "learning_rate=3e-5",
        "--set",
        "batch_size=4",
        "--name",
        "mine",
        "--scratch",
        "--learns",
        "last:2",
        "--probe",
        "one",
        "--probe",
        "two",
        "--device",
        "cpu",
        "--threads",
        "1",
        "--label-column",
        "label",
        "--validation",
        "0.2");
    Recipe recipe = Objects.requireNonNull(bench.started);
    assertThat(recipe.arguments().learningRate()).isEqualTo(3e-5);
    assertThat(recipe.arguments().perDeviceTrainBatchSize()).isEqualTo(4);
    assertThat(recipe.name()).isEqualTo("mine");
    assertThat(recipe.scratch()).isTrue();
    assertThat(recipe.learns()).isEqualTo("last:2");
    assertThat(recipe.probes()).extracting(Recipe.Probe::text).containsExactly("one", "two");
    assertThat(recipe.device()).isEqualTo("cpu");
    assertThat(recipe.threads()).isEqualTo(1);
    assertThat(recipe.data().label()).isEqualTo("label");
    assertThat(recipe.data().validation()).isEqualTo(0.2);
  }

  @Test
  void a_saved_recipe_does_the_same_and_options_go_before_it() throws IOException {
    train("--set", "seed=7", "--name", "mine");
    var recipe = Objects.requireNonNull(bench.started);
    var file = Files.writeString(folder.resolve("recipe.json"), recipe.toJson().toString());
    assertThat(Ran.on(bench, "train", "--recipe", file.toString()).status()).isZero();
    assertThat(bench.started).isEqualTo(recipe);
    Ran.on(bench, "train", "--recipe", file.toString(), "--set", "seed=8");
    assertThat(Objects.requireNonNull(bench.started).arguments().seed()).isEqualTo(8);
  }

  @Test
  void a_run_that_fails_says_why() {
    var problem = new Problem("train.value", "soup", "seed");
    bench.worker((_, log) -> log.add(new RunEvent.Failed(3, problem.toFacts(), null)));
    var ran = train();
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("soup is not a value").contains("Give a number for numbers");
    var last = train("--json").lines().getLast();
    assertThat(last.get("event").asString()).isEqualTo("failed");
    assertThat(last.get("run").asString()).isNotEmpty();
    assertThat(last.get("message").asString()).contains("soup is not a value");
  }

  @Test
  void a_run_that_was_stopped_is_status_three_and_goes_on_where_it_stood() {
    bench.worker((run, log) -> {
      log.add(started(0));
      step(log, 1);
      log.add(new RunEvent.Stopped(1, run.resolve("checkpoints/step-1")));
    });
    var ran = train("--json", "--name", "long");
    assertThat(ran.status()).isEqualTo(3);
    assertThat(ran.lines().getLast().get("event").asString()).isEqualTo("stopped");
    bench.worker((run, log) -> {
      log.add(started(1));
      for (long step = 2; step <= 4; step++) step(log, step);
      log.add(new RunEvent.Finished(4, run.resolve("final"), Map.of()));
    });
    var on = Ran.on(bench, "train", "--resume", "long", "--json");
    assertThat(on.status()).isZero();
    assertThat(on.lines().stream().map(l -> l.path("step").asLong(-1)))
        .containsExactly(1L, 2L, 3L, 4L, -1L);
  }

  @Test
  void a_worker_that_is_gone_is_a_sentence() {
    bench.worker((_, log) -> log.add(started(0)));
    var ran = train();
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("its process is gone").contains("vitrine train --resume");
    var last = train("--json").lines().getLast();
    assertThat(last.propertyNames()).containsExactly("event", "run", "message");
  }

  @Test
  void what_is_not_there_never_becomes_a_run() {
    var noModel =
        Ran.on(bench, "train", "--model", "/nowhere", "--data", data, "--task", "causal-lm");
    assertThat(noModel.status()).isEqualTo(1);
    var noData =
        Ran.on(
            bench, "train", "--model", model, "--data", "/no.csv", "--task", "causal-lm", "--json");
    assertThat(noData.status()).isEqualTo(1);
    assertThat(noData.err()).contains("/no.csv");
    assertThat(noData.json().get("event").asString()).isEqualTo("failed");
    assertThat(train("--set", "learning_rat=1").err()).contains("learning_rat");
    assertThat(bench.history().runs(false)).isEmpty();
  }

  @Test
  void runs_are_listed_shown_compared_exported_and_deleted() {
    train("--name", "one");
    train("--name", "two", "--set", "seed=7");
    var list = Ran.on(bench, "runs", "list", "--json").json();
    assertThat(list.get(0).get("name").asString()).isEqualTo("two");
    var shown = Ran.on(bench, "runs", "show", "one", "--json").json();
    assertThat(shown.propertyNames())
        .contains(
            "id", "name", "status", "recipe", "environment", "metrics", "events", "checkpoints");
    assertThat(shown.get("status").asString()).isEqualTo("finished");
    assertThat(shown.get("metrics").get("train/loss").get(1).get(1).asDouble()).isEqualTo(0.5);
    assertThat(Ran.on(bench, "runs", "show", "one").out()).contains("one").contains("train/loss");
    assertThat(Ran.on(bench, "runs", "compare", "one", "two").out()).contains("seed");
    var out = folder.resolve("export");
    var id = shown.get("id").asString();
    var last = bench.home().run(id).resolve("final");
    Disk.appear(last.resolve("config.json"), beside -> Files.writeString(beside, "{}"));
    bench.history().log(id).add(new RunEvent.CheckpointSaved(8, last));
    bench.history().log(id).flush();
    bench.answer(
        Request.Compare.class, _ -> new Request.Compared(Notice.of("reopened", 5, "0", 10)));
    var exported = Ran.on(bench, "runs", "export", "one", "--out", out.toString());
    assertThat(exported.out()).contains("recipe.json");
    assertThat(exported.err()).contains("5 tensors are the same bit for bit");
    assertThat(Ran.on(bench, "runs", "show", "one", "--json").json().get("events").toString())
        .contains("session.exported", "reopened");
    assertThat(out.resolve("metrics.csv")).isNotEmptyFile();
    assertThat(Ran.on(bench, "runs", "delete", "one").status()).isZero();
    assertThat(Ran.on(bench, "runs", "list").out()).doesNotContain("one ").contains("two");
    assertThat(Ran.on(bench, "runs", "list", "--deleted").out()).contains("one");
    assertThat(Ran.on(bench, "runs", "restore", "one").status()).isZero();
    assertThat(Ran.on(bench, "runs", "show", "nobody").status()).isEqualTo(1);
    var gone = Ran.on(bench, "runs", "delete", "--forever", "one");
    assertThat(gone.err()).contains("one and its files for good");
    assertThat(bench.history().runs(true)).isEmpty();
    assertThat(bench.home().run(shown.get("id").asString())).doesNotExist();
  }
}
