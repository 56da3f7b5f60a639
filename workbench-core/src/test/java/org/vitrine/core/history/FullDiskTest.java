package org.vitrine.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunLog;

/// SQLite is told to have no more room, which it meets as it meets a full disk.
class FullDiskTest {
  @TempDir Path folder;

  /// The writer tries by itself, so that the problem may reach any of these; each event is taken all the same.
  private static void tell(RunLog log, RunEvent event) {
    try {
      log.add(event);
    } catch (Problem e) {
      assertThat(e.key()).isEqualTo("history.write");
    }
  }

  private static List<Point> losses(Database db, String run) {
    return db.read(sql -> Metrics.after(sql, run, "train/loss", -1));
  }

  @Test
  void says_that_the_disk_is_full_and_writes_everything_once_there_is_room() {
    var home = Home.of(folder);
    try (var db = Opening.open(home, Schema.current())) {
      var places = new Places(home);
      var run = new Runs(db, places).create(Sample.recipe(), RunStatus.QUEUED);
      var log = new Journal(db, places, db.<Long>read(sql -> Heads.key(sql, run)));
      log.add(Sample.step(1, 1));
      log.flush();
      var pages = new AtomicLong(1); // SQLite takes as many as there are for the least
      db.later(sql -> sql.first("PRAGMA max_page_count = " + pages, row -> row.getLong(1)));
      for (int step = 2; step <= 2000; step++) tell(log, Sample.step(step, step));
      assertThatThrownBy(log::flush)
          .isInstanceOfSatisfying(
              Problem.class,
              e ->
                  assertThat(e.sentence(Locale.ENGLISH))
                      .contains("no space left")
                      .contains(folder.toString()));
      assertThat(losses(db, run)).hasSize(1); // all or nothing
      pages.set(1_000_000);
      tell(
          log,
          new RunEvent.Failed(
              2000, new Problem("history.write", "f", "no space left").toFacts(), null));
      log.flush();
      assertThat(losses(db, run)).hasSize(2000);
      assertThat(db.<RunStatus>read(sql -> Runs.status(sql, run))).isEqualTo(RunStatus.FAILED);
    }
  }
}
