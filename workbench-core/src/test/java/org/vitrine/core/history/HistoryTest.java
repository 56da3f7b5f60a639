package org.vitrine.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.RunEvent;

class HistoryTest {
  @TempDir Path folder;
  Home home;
  History history;

  @BeforeEach
  void open() {
    home = Home.of(folder.resolve("a ? b # c 100%")); // a folder's name is not part of an address
    history = History.open(home);
  }

  @AfterEach
  void close() {
    history.close();
  }

  private String run() {
    return history.create(Sample.recipe(), RunStatus.QUEUED);
  }

  private String trained(int steps) {
    var run = run();
    var log = history.log(run);
    log.add(Sample.started(0));
    for (int i = 1; i <= steps; i++) log.add(Sample.step(i, 1.0 / i));
    log.flush();
    return run;
  }

  @Test
  void names_a_run_by_model_and_data_and_tells_two_apart() {
    run();
    run();
    assertThat(history.runs(false))
        .extracting(RunHead::name)
        .containsExactly("minilm · sst2 2", "minilm · sst2");
    assertThat(history.runs(false)).extracting(RunHead::status).containsOnly(RunStatus.QUEUED);
  }

  @Test
  void keeps_the_recipe_as_it_was() {
    assertThat(history.run(run()).recipe()).isEqualTo(Sample.recipe());
  }

  @Test
  void finds_a_run_by_id_name_or_the_beginning_of_its_id() {
    var run = history.create(Sample.recipe().withName("evening"), RunStatus.QUEUED);
    assertThat(history.head(run).orElseThrow().id()).isEqualTo(run);
    assertThat(history.head("evening").orElseThrow().id()).isEqualTo(run);
    assertThat(history.head(run.substring(0, 10)).orElseThrow().id()).isEqualTo(run);
    run();
    assertThat(history.head(run.substring(0, 6))).isEmpty();
    assertThat(history.head("_")).isEmpty();
  }

  @Test
  void keeps_curves_under_the_names_of_the_trainer() {
    var run = trained(3);
    history.log(run).add(Sample.evaluated(3, 0.9, 0.3));
    history.flush();
    assertThat(history.metrics(run))
        .containsExactly(
            "eval/accuracy",
            "eval/loss",
            "train/epoch",
            "train/grad_norm",
            "train/learning_rate",
            "train/loss",
            "train/tokens_per_second");
    assertThat(history.after(run, "train/loss", 1))
        .containsExactly(new Point(2, 0.5), new Point(3, 1.0 / 3));
    assertThat(history.curves(run).get("eval/accuracy")).containsExactly(new Point(3, 0.9));
  }

  @Test
  void keeps_how_much_memory_a_run_took_where_it_was_told() {
    var run = run();
    history.log(run).add(Sample.step(1, 2.5));
    history.log(run).add(new org.vitrine.core.train.RunEvent.Step(2, 0.2, 2, 1e-4, 1, 9, 1234.5));
    history.flush();
    assertThat(history.after(run, "train/memory_mb", -1)).containsExactly(new Point(2, 1234.5));
  }

  @Test
  void writes_what_it_was_told_without_being_asked() throws InterruptedException {
    var run = run();
    history.log(run).add(Sample.step(1, 2.5));
    for (int i = 0; i < 200 && history.after(run, "train/loss", -1).isEmpty(); i++)
      Thread.sleep(25);
    assertThat(history.after(run, "train/loss", -1)).containsExactly(new Point(1, 2.5));
  }

  @Test
  void draws_a_diverged_loss_as_a_gap_and_never_as_zero() {
    var run = run();
    var log = history.log(run);
    log.add(Sample.step(1, Double.NaN));
    log.add(Sample.step(2, Double.POSITIVE_INFINITY));
    log.flush();
    assertThat(history.after(run, "train/loss", -1))
        .containsExactly(new Point(1, Double.NaN), new Point(2, Double.POSITIVE_INFINITY));
    assertThat(history.json(history.run(run)).at("/metrics/train~1loss").toString())
        .isEqualTo("[[1,null],[2,null]]");
  }

  @Test
  void thins_a_curve_without_losing_its_peaks() {
    var run = run();
    var log = history.log(run);
    for (int i = 1; i <= 5000; i++)
      log.add(Sample.step(i, i == 3777 ? 99 : i == 17 ? -5 : i == 3778 ? Double.NaN : 1));
    log.flush();
    var thin = history.thinned(run, "train/loss", 40);
    assertThat(thin).hasSizeLessThanOrEqualTo(80).contains(new Point(3777, 99), new Point(17, -5));
    assertThat(thin).isSortedAccordingTo((a, b) -> Long.compare(a.step(), b.step()));
    assertThat(history.thinned(run, "train/loss", 2500)).hasSize(5000);
    assertThat(history.thinned(run, "eval/loss", 40)).isEmpty();
  }

  @Test
  void shows_where_a_run_stands() {
    var run = trained(4);
    var log = history.log(run);
    log.add(Sample.evaluated(2, 0.8, 0.5));
    log.add(Sample.evaluated(4, 0.7, 0.4));
    log.flush();
    var head = history.head(run).orElseThrow();
    assertThat(head.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(head.step()).isEqualTo(4);
    assertThat(head.totalSteps()).isEqualTo(100);
    assertThat(head.loss()).isEqualTo(0.25);
    assertThat(head.scoreName()).isEqualTo("eval/accuracy");
    assertThat(head.score()).isEqualTo(0.8);
    assertThat(head.examples()).isEqualTo(200);
    assertThat(history.run(run).environment()).containsEntry("threads", 2);
  }

  @Test
  void going_on_from_a_checkpoint_forgets_what_comes_again() {
    var run = trained(10);
    var log = history.log(run);
    log.add(Sample.evaluated(4, 0.5, 1));
    log.add(Sample.evaluated(8, 0.9, 1));
    log.add(new RunEvent.CheckpointSaved(8, home.run(run).resolve("checkpoints/step-8")));
    log.add(Sample.started(5));
    log.flush();
    assertThat(history.after(run, "train/loss", -1)).hasSize(5);
    assertThat(history.after(run, "eval/accuracy", -1)).containsExactly(new Point(4, 0.5));
    var head = history.head(run).orElseThrow();
    assertThat(head.step()).isEqualTo(5);
    assertThat(head.loss()).isEqualTo(0.2);
    assertThat(head.score()).isEqualTo(0.5);
    assertThat(history.run(run).events())
        .extracting(Run.Event::kind)
        .containsExactly("started", "noted", "evaluated", "started", "noted");
    log.add(Sample.step(5, 7));
    log.flush();
    assertThat(history.after(run, "train/loss", 4)).containsExactly(new Point(5, 7));
  }

  @Test
  void keeps_checkpoints_captures_and_the_end() throws IOException {
    var run = trained(2);
    var log = history.log(run);
    var last = Files.createDirectories(home.run(run).resolve("final"));
    log.add(
        new RunEvent.CheckpointSaved(
            1, home.run(run).resolve("checkpoints/step-1"))); // removed meanwhile
    log.add(
        new RunEvent.CheckpointSaved(2, Files.createDirectories(home.run(run).resolve("best"))));
    var shot = home.run(run).resolve("captures/step-2-probe-0.safetensors");
    log.add(new RunEvent.Captured(2, 0, shot, List.of("[CLS]", "好"), Map.of("good", 0.75)));
    log.add(new RunEvent.Finished(2, last, Map.of("accuracy", 0.9)));
    log.flush();
    var kept = history.run(run);
    assertThat(kept.head().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(kept.head().path()).isEqualTo(last.toString());
    assertThat(kept.head().ended()).isNotNull();
    assertThat(kept.checkpoints())
        .extracting(Run.Checkpoint::kind)
        .containsExactly("best", "final");
    assertThat(kept.captures().getFirst().file()).isEqualTo(shot.toString());
    assertThat(kept.captures().getFirst().tokens()).containsExactly("[CLS]", "好");
    assertThat(kept.captures().getFirst().answer()).containsEntry("good", 0.75);
  }

  @Test
  void keeps_why_a_run_failed() {
    var run = trained(1);
    history
        .log(run)
        .add(new RunEvent.Failed(1, new Problem("history.unknown", "x").toFacts(), null));
    history.flush();
    var head = history.head(run).orElseThrow();
    assertThat(head.status()).isEqualTo(RunStatus.FAILED);
    assertThat(history.json(head).get("message").asString()).isEqualTo("There is no run called x.");
    assertThat(history.json(head).at("/problem/key").asString()).isEqualTo("history.unknown");
  }

  @Test
  void takes_names_notes_and_tags() {
    var run = run();
    history.rename(run, " calm ");
    history.note(run, "*slow*");
    history.tags(run, Set.of("b, c", "a"));
    assertThat(history.run(run).note()).isEqualTo("*slow*");
    assertThat(history.head("calm").orElseThrow().tags()).containsExactly("a", "b, c");
    history.tags(run, Set.of());
    assertThat(history.head(run).orElseThrow().tags()).isEmpty();
  }

  @Test
  void deletes_softly_first() throws IOException {
    var run = run();
    Files.createDirectories(home.run(run).resolve("final"));
    history.delete(run);
    assertThat(history.runs(false)).isEmpty();
    assertThat(history.runs(true)).hasSize(1);
    history.restore(run);
    assertThat(history.runs(false)).hasSize(1);
    history.delete(run);
    assertThat(history.purge(Instant.now().minus(History.KEPT))).isEmpty();
    assertThat(home.run(run)).exists();
    assertThat(history.purge(Instant.now().plusSeconds(1))).containsExactly(run);
    assertThat(home.run(run)).doesNotExist();
    assertThat(history.head(run)).isEmpty();
  }

  @Test
  void does_not_delete_a_run_whose_worker_is_there() {
    var run = trained(1);
    assertThatThrownBy(() -> history.delete(run))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("history.alive");
  }

  @Test
  void tells_the_worker_of_a_run_that_somebody_removed() {
    var run = run();
    var log = history.log(run);
    history.delete(run);
    history.purge(Instant.now().plusSeconds(1));
    log.add(Sample.step(1, 1));
    assertThatThrownBy(log::flush).isInstanceOf(Problem.class).hasMessageContaining("history.gone");
  }

  @Test
  void refuses_a_run_that_it_does_not_know() {
    for (var each :
        List.<Runnable>of(
            () -> history.run("x"), () -> history.log("x"), () -> history.rename("x", "y")))
      assertThatThrownBy(each::run)
          .isInstanceOf(Problem.class)
          .hasMessageContaining("history.unknown");
  }

  @Test
  void reads_forward_from_a_cursor() {
    var run = run();
    long cursor = history.cursor();
    assertThat(history.changes(cursor).isEmpty()).isTrue();
    var log = history.log(run);
    log.add(Sample.started(0));
    log.add(Sample.step(1, 0.5));
    log.flush();
    var changes = history.changes(cursor);
    assertThat(changes.runs()).extracting(RunHead::step).containsExactly(1L);
    assertThat(changes.events())
        .extracting(told -> told.event().kind())
        .containsExactly("started", "noted");
    assertThat(history.changes(changes.cursor()).isEmpty()).isTrue();
    history.command(run, Command.PAUSE); // nothing that a window shows
    assertThat(history.changes(changes.cursor()).isEmpty()).isTrue();
    history.rename(run, "x");
    assertThat(history.changes(changes.cursor()).runs())
        .extracting(RunHead::name)
        .containsExactly("x");
    assertThat(history.changes(0).events()).hasSize(2);
  }

  @Test
  void compares_two_runs() {
    var a = trained(2);
    var faster = Sample.recipe().with(Sample.recipe().arguments().with("learning_rate", "0.1"));
    var b = history.create(faster, RunStatus.QUEUED);
    history.log(b).add(Sample.step(1, 5));
    history.flush();
    var comparison = history.compare(a, b);
    assertThat(comparison.differences())
        .contains(
            new Comparison.Difference("recipe.arguments.learning_rate", "5.0E-5", "0.1"),
            new Comparison.Difference("environment.java", "25", null))
        .noneMatch(each -> each.field().equals("recipe.task"));
    assertThat(comparison.metrics())
        .contains(
            new Comparison.MetricPair(
                "train/loss", new Comparison.Ends(0.5, 0.5), new Comparison.Ends(5, 5)));
  }

  @Test
  void exports_files_that_others_read() throws IOException {
    var run = trained(2);
    history.note(run, "seen");
    var out = Files.createDirectories(folder.resolve("out"));
    Files.writeString(out.resolve("mine.txt"), "stays");
    history.export(run, out);
    assertThat(Files.readString(out.resolve("metrics.csv")))
        .contains("train/loss,1,1.0")
        .contains("train/loss,2,0.5");
    assertThat(Files.readString(out.resolve("events.csv"))).contains(",started,run.started,");
    assertThat(Files.readString(out.resolve("note.md"))).isEqualTo("seen");
    assertThat(out.resolve("mine.txt")).exists();
    var json = Json.read(out.resolve("run.json"));
    assertThat(json.get("id").asString()).isEqualTo(run);
    assertThat(json.get("status").asString()).isEqualTo("running");
    assertThat(json.at("/recipe/arguments/learning_rate").asDouble()).isEqualTo(5e-5);
    assertThat(json.at("/metrics/train~1loss").toString()).isEqualTo("[[1,1.0],[2,0.5]]");
    assertThat(json.at("/environment/threads").asInt()).isEqualTo(2);
    assertThat(json.get("events")).hasSize(2);
    assertThat(json.get("checkpoints").isArray()).isTrue();
  }
}
