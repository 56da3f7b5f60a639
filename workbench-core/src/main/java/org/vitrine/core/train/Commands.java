package org.vitrine.core.train;

import java.time.Duration;

/// What a run is asked to do, between two steps.
public interface Commands {
  /// Nobody asks for anything.
  Commands NONE = () -> Command.GO;

  enum Command {
    GO,
    PAUSE,
    RESUME,
    /// keep the weights as a final model and end
    STOP,
    /// end without a final model; the last checkpoint stays
    DISCARD,
    /// write a checkpoint now and go on
    CHECKPOINT,
    /// write a checkpoint and end, to be continued later
    SUSPEND
  }

  /// The oldest command not yet taken, [Command#GO] if there is none.
  Command next();

  /// Waits for the next command that is not [Command#GO] and not [Command#PAUSE].
  default Command await() throws InterruptedException {
    while (true) {
      var command = next();
      if (command != Command.GO && command != Command.PAUSE) return command;
      Thread.sleep(Duration.ofMillis(100));
    }
  }
}
