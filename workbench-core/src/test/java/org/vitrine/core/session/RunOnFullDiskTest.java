package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.Tiny;

/// The home of a run goes away under its feet: no room is left, or somebody deletes its rows.
class RunOnFullDiskTest {
  @TempDir Path folder;

  @Test
  void a_full_disk_ends_a_run_with_a_sentence_and_a_checkpoint_that_opens() throws Exception {
    var small = Files.createDirectories(folder.resolve("small"));
    Assumptions.assumeTrue(command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", small));
    try (var workbench = new LocalWorkbench(new Home(small.resolve("home")), 1, "cpu")) {
      var run = workbench.start(recipe());
      var head = end(workbench, run);
      assertThat(head.status()).isEqualTo(RunStatus.FAILED);
      assertThat(head.message()).contains("no space left");
      var kept = Path.of(String.valueOf(head.path()));
      try (var model = Models.open(kept, null, null, Devices.cpu(), Opening.toLook())) {
        assertThat(model.config().labels()).containsExactly("bad", "good");
      }
      assertThat(workbench.history().after(run, "train/loss", -1)).isNotEmpty();
    } finally {
      command("umount", "-l", small);
    }
  }

  @Test
  void a_run_whose_rows_were_deleted_by_another_program_ends_by_itself() throws Exception {
    try (var workbench = new LocalWorkbench(new Home(folder.resolve("home")), 1, "cpu")) {
      var run = workbench.start(recipe());
      while (workbench.history().run(run).head().step() < 3) Thread.sleep(20);
      var processes = ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
      assertThatThrownBy(() -> workbench.history().delete(run))
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.key()).isEqualTo("history.alive"));
      try (var db = DriverManager.getConnection("jdbc:sqlite:" + workbench.home().history());
          var sql = db.createStatement()) {
        sql.execute("PRAGMA busy_timeout = 5000");
        sql.execute("PRAGMA foreign_keys = ON");
        sql.executeUpdate("DELETE FROM run");
      }
      assertThatThrownBy(() -> workbench.history().run(run))
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.key()).isEqualTo("history.unknown"));
      for (var each : processes) each.onExit().get(30, TimeUnit.SECONDS);
      assertThat(workbench.history().runs(false)).isEmpty();
      // what it says on its way out is for the log, and no word of a bug
      assertThat(workbench.home().run(run).resolve("log.txt"))
          .content()
          .doesNotContain("session.bug");
    }
  }

  private static boolean command(Object... words) throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of("/bin/mount"))) return false;
    var all = java.util.Arrays.stream(words).map(Object::toString).toList();
    var process = new ProcessBuilder(all).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  private static RunHead end(LocalWorkbench workbench, String run) throws InterruptedException {
    var late = Instant.now().plus(Duration.ofSeconds(90));
    while (true) {
      var head = workbench.history().run(run).head();
      if (!head.status().alive() && head.status() != RunStatus.QUEUED) return head;
      if (Instant.now().isAfter(late)) throw new AssertionError(head.toString());
      Thread.sleep(50);
    }
  }

  private Recipe recipe() {
    var arguments =
        Arguments.DEFAULTS
            .with("learning_rate", "1e-3")
            .with("num_train_epochs", "2000")
            .with("batch_size", "8")
            .with("eval_strategy", "no")
            .with("save_strategy", "steps")
            .with("save_steps", "5")
            .with("save_total_limit", "0");
    return new Recipe(
        null,
        "text-classification",
        Tiny.bert(folder.resolve("model")).toString(),
        false,
        Recipe.Source.of(Tiny.reviews(folder.resolve("reviews.csv"), 64).toString()),
        null,
        arguments,
        "all",
        "cpu",
        1,
        List.of());
  }
}
