package org.vitrine.core.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vitrine.core.train.Commands;

/// A run whose system asks it to leave (a shutdown, SIGTERM) writes a checkpoint first, as far as it is given the time.
final class Parting implements Commands, AutoCloseable {
  /// Systems kill what has not left after a while: 10 s in containers, 90 s under systemd.
  private static final int SECONDS = 20;

  private final Commands users;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::leave, "parting");
  private volatile boolean asked;

  /// @param users what the user asks for, which comes first
  Parting(Commands users) {
    this.users = users;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public Command next() {
    var command = users.next();
    return command == Command.GO && asked ? Command.SUSPEND : command;
  }

  private void leave() {
    asked = true;
    try {
      ended.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!asked) Runtime.getRuntime().removeShutdownHook(hook);
  }
}
