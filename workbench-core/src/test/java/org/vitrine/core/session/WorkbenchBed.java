package org.vitrine.core.session;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Tiny;

/// A workbench of a test's own, with a tiny model and a table of reviews.
abstract class WorkbenchBed {
  @TempDir Path folder;
  LocalWorkbench workbench;
  Path model;
  Path data;

  @BeforeEach
  void open() {
    model = Tiny.bert(folder.resolve("model"));
    data = Tiny.reviews(folder.resolve("reviews.csv"), 64);
    workbench = new LocalWorkbench(new Home(folder.resolve("home")), 1, "cpu");
  }

  @AfterEach
  void close() {
    workbench.close();
  }

  <R extends Record> R ask(Request<R> request) throws Exception {
    return workbench.ask(request).get(60, TimeUnit.SECONDS);
  }

  RunHead head(String run) {
    return workbench.history().run(run).head();
  }

  RunHead until(String run, Predicate<RunHead> wanted) throws InterruptedException {
    var end = Instant.now().plus(Duration.ofSeconds(120));
    while (true) {
      var head = head(run);
      if (wanted.test(head)) return head;
      if (Instant.now().isAfter(end) || head.status() == RunStatus.FAILED)
        throw new AssertionError(head.toString());
      Thread.sleep(20);
    }
  }
}
