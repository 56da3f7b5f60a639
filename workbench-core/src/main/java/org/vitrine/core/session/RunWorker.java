package org.vitrine.core.session;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.DeviceLoss;
import org.vitrine.core.device.Devices;
import org.vitrine.core.history.History;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.train.FineTuneRun;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunLog;

/// The process that trains one run of the history and writes down what happens. It outlives the window.
final class RunWorker {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

  private RunWorker() {}

  /// @return exit status, 0 unless the run failed
  static int run(Home home, String id) {
    try (var history = History.open(home)) {
      var run = history.run(id);
      var log = history.log(id);
      try {
        if (!turn(history, run)) return 0;
        try (var commands = new Parting(history.commands(id));
            var _ = history.beat(id, ProcessHandle.current().pid())) {
          var recipe = KernelTrial.settled(home, history, run);
          new FineTuneRun(recipe, home.run(id), log, commands).run();
        }
        return 0;
      } catch (Problem e) {
        LOG.info("{}", e.getMessage(), e);
        failed(log, run, e);
      } catch (OutOfMemoryError e) {
        failed(log, run, new Problem("session.memory", e, id));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        LOG.error("run {} failed", id, e);
        failed(log, run, problem(e, home, id));
      }
      return 1;
    } catch (Problem e) {
      LOG.info(
          "{}", e.getMessage(), e); // the history does not take it, so only the log can hold it
      return 1;
    }
  }

  /// A card that is lost is no bug: another process may reach it again, and the run goes on from its last checkpoint.
  static Problem problem(Throwable e, Home home, String id) {
    return DeviceLoss.of(e)
        .orElseGet(
            () -> new Problem("session.bug", e, e.toString(), home.run(id).resolve("log.txt")));
  }

  private static void failed(RunLog log, Run run, Problem problem) {
    log.add(new RunEvent.Failed(run.head().step(), problem.toFacts(), null));
    log.flush();
  }

  /// Waits until the run has its device.
  ///
  /// @return false if it was taken out of the queue meanwhile
  private static boolean turn(History history, Run run) throws InterruptedException {
    var device = Devices.choose(run.recipe().device()).id();
    var id = run.head().id();
    while (!history.mayStart(id, device)) {
      if (history.run(id).head().status() != RunStatus.QUEUED) return false;
      Thread.sleep(Duration.ofMillis(300));
    }
    return true;
  }
}
