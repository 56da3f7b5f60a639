package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Recipe;

/// Processes that are killed at moments drawn from a seed. The property `kills` says how many runs are killed (5; the long
/// form is 20), `kills.seed` when.
class RandomKillsTest extends WorkbenchBed {
  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final long STEPS = 200;

  private final Random random = new Random(Integer.getInteger("kills.seed", 7));

  @Test
  void a_run_that_is_killed_again_and_again_goes_on_to_the_same_losses() throws Exception {
    var whole = workbench.start(recipe());
    until(whole, h -> h.status() == RunStatus.FINISHED);
    var wanted = losses(whole);
    assertThat(wanted).hasSize((int) STEPS);
    var moments = new ArrayList<String>();
    for (int done = 0, runs = 0; done < KILLS; runs++) {
      assertThat(runs).as("runs that ended before anybody could kill them").isLessThan(KILLS + 2);
      var run = workbench.start(recipe());
      for (; done < KILLS; done++) {
        var killed = kill(run, done % 3);
        if (killed == null) break; // it was at its end already
        moments.add(killed);
        assertThat(intact()).isEqualTo("ok");
        var left = losses(run);
        assertThat(left).isEqualTo(wanted.subList(0, left.size()));
        workbench.resume(run);
      }
      until(run, h -> h.status() == RunStatus.FINISHED);
      assertThat(losses(run)).as(() -> "killed at " + moments).isEqualTo(wanted);
      assertThat(Path.of(head(run).path())).isDirectoryContaining("glob:**model.safetensors");
    }
    if (KILLS > 5) System.out.println("killed at " + moments);
    assertThat(moments).hasSize(KILLS);
  }

  @Test
  void a_session_worker_that_is_killed_in_the_middle_of_questions_is_followed_by_another()
      throws Exception {
    for (int i = 0; i < KILLS; i++) {
      var asked = new ArrayList<Future<?>>();
      for (int j = 0; j < 4; j++) {
        asked.add(
            workbench.ask(
                new Request.Attend(model.toString(), Subject.of("the film is good", null), false)));
        asked.add(workbench.ask(new Request.OpenTable(Recipe.Source.of(data.toString()))));
      }
      Thread.sleep(random.nextInt(i % 2 == 0 ? 100 : 1500));
      workers().forEach(ProcessHandle::destroyForcibly);
      for (var each : asked) {
        try {
          assertThat(each.get(60, TimeUnit.SECONDS)).isNotNull(); // answered before
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(Problem.class);
          assertThat(((Problem) e.getCause()).key()).isEqualTo("session.lost");
        }
      }
    }
    var reply =
        ask(new Request.Attend(model.toString(), Subject.of("the film is good", null), false));
    assertThat(AttentionArrays.read(reply, "tiny").tokens()).hasSize(6);
    assertThat(intact()).isEqualTo("ok");
  }

  /// Kills the process of a run.
  ///
  /// @param when 0 between two of its steps, 1 while it opens model and data, 2 while it starts
  /// @return the moment in words, null if the run had ended before
  private String kill(String run, int when) throws Exception {
    long step = head(run).step() + 1 + random.nextInt(40);
    int later = random.nextInt(when == 0 ? 40 : when == 1 ? 2000 : 2500);
    if (when == 0) until(run, h -> h.step() >= step || h.ended() != null);
    if (when == 1) until(run, h -> h.status() != RunStatus.QUEUED);
    Thread.sleep(later);
    var moment = List.of("step " + step, "its turn", "its start").get(when) + " + " + later + " ms";
    var before = head(run).status();
    workers().forEach(ProcessHandle::destroyForcibly);
    var gone = Instant.now().plusSeconds(10);
    while (!workers().isEmpty() && Instant.now().isBefore(gone)) Thread.sleep(5);
    var status = head(run).status();
    if (status == RunStatus.FINISHED) return null;
    // A process that had not taken its turn yet leaves a run that waits for one.
    if (before == RunStatus.QUEUED)
      assertThat(status).isIn(RunStatus.QUEUED, RunStatus.INTERRUPTED);
    else assertThat(status).isEqualTo(RunStatus.INTERRUPTED);
    return moment + " (" + status + ", " + losses(run).size() + " steps)";
  }

  /// The workers that this process started. Each test has one kind alone: a command line is too long to be told from.
  private static List<ProcessHandle> workers() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  private String intact() throws SQLException {
    try (var db = DriverManager.getConnection("jdbc:sqlite:" + workbench.home().history());
        var rows = db.createStatement().executeQuery("PRAGMA integrity_check")) {
      return rows.getString(1);
    }
  }

  private Recipe recipe() {
    var arguments =
        Arguments.DEFAULTS
            .with("learning_rate", "1e-3")
            .with("num_train_epochs", String.valueOf(STEPS / 8))
            .with("batch_size", "8")
            .with("gradient_accumulation_steps", "1")
            .with("eval_strategy", "steps")
            .with("eval_steps", "25")
            .with("save_strategy", "steps")
            .with("save_steps", "10");
    return new Recipe(
        null,
        "text-classification",
        model.toString(),
        false,
        new Recipe.Source(data.toString(), null, null, null, null, null, null, 0),
        Recipe.Source.of(data.toString()),
        arguments,
        "all",
        "cpu",
        1,
        List.of(new Recipe.Probe("the film is good", null, "good")));
  }

  private List<Point> losses(String run) {
    return workbench.history().after(run, "train/loss", -1);
  }
}
