package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Progress;
import org.vitrine.core.history.History;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Commands;
import org.vitrine.core.train.Recipe;

/// Everything that Vitrine can do, for a window or a command line that has not loaded the engine itself.
public interface Workbench extends AutoCloseable {
  Home home();

  /// The folder with the models and data sets that came with the program.
  Path starters();

  History history();

  /// Asks a session worker, which starts at the first question and again after a crash.
  ///
  /// The future fails with a `Problem`; cancelling it stops the work. Futures end on a thread of the session.
  <R extends Record> CompletableFuture<R> ask(Request<R> request, Progress progress);

  default <R extends Record> CompletableFuture<R> ask(Request<R> request) {
    return ask(request, Progress.NONE);
  }

  /// Writes a run into the history and starts its worker, or queues it while the device is busy.
  ///
  /// @return the run's id
  String start(Recipe recipe);

  /// Goes on with an interrupted, paused or stopped run from its last checkpoint.
  void resume(String run);

  /// @see Commands.Command
  void command(String run, Commands.Command command);

  /// Ends the session worker; runs go on.
  @Override
  void close();
}
