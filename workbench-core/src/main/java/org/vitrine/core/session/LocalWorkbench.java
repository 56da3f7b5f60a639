package org.vitrine.core.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.engine.Catalogue;
import org.vitrine.core.device.engine.Download;
import org.vitrine.core.history.History;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.Recipe;

/// The workbench of this machine: a history file, one session worker, a process for every run.
public final class LocalWorkbench implements Workbench {
  private static final Logger LOG = LoggerFactory.getLogger(LocalWorkbench.class);

  private final Home home;
  private final Path scratch;
  private final History history;
  private final SessionClient session;
  private final EngineDesk engines;

  /// @param threads engine threads of the session worker, 0 for the default
  /// @param device `auto`, `cpu` or `cuda:N`
  public LocalWorkbench(Home home, int threads, String device) {
    this.home = home.ready();
    scratch = home.scratch().resolve(Long.toString(ProcessHandle.current().pid()));
    history = History.open(home);
    emptyBin();
    session =
        new SessionClient(
            home,
            "session",
            home.root().toString(),
            scratch.toString(),
            Integer.toString(threads),
            device);
    engines = new EngineDesk(home, Catalogue.read(), Download.Pace.USUAL, session::renew);
  }

  /// What was deleted longer ago than it is promised to be kept.
  private void emptyBin() {
    try {
      history.purge(Instant.now().minus(History.KEPT));
    } catch (Problem e) {
      LOG.info("{}", e.getMessage(), e); // the next start tries again
    }
  }

  @Override
  public Home home() {
    return home;
  }

  @Override
  public Path starters() {
    return Places.starters();
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public <R extends Record> CompletableFuture<R> ask(Request<R> request, Progress progress) {
    return request instanceof Request.AboutEngines<R> about
        ? engines.ask(about, progress)
        : session.ask(request, progress);
  }

  @Override
  public String start(Recipe recipe) {
    var run = history.create(recipe, RunStatus.QUEUED);
    launch(run);
    return run;
  }

  @Override
  public void resume(String run) {
    var head = history.run(run).head();
    if (head.status() == RunStatus.PAUSED) {
      command(run, Command.RESUME);
    } else {
      history.queue(run);
      launch(run);
    }
  }

  /// The worker waits by itself until its device is free.
  private void launch(String run) {
    WorkerProcess.start(
        home,
        home.run(run).resolve("log.txt"),
        ProcessBuilder.Redirect.DISCARD,
        "run",
        home.root().toString(),
        run);
  }

  @Override
  public void command(String run, Command command) {
    history.command(run, command);
  }

  @Override
  public void close() {
    engines.close();
    session.close();
    history.close();
    try {
      if (Files.exists(scratch)) Disk.delete(scratch);
    } catch (IOException _) {
      // A worker may still hold a file; the folder of a dead process is cleared at the next start.
    }
  }
}
