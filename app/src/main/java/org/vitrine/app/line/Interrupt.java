package org.vitrine.app.line;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What Ctrl-C means while something has to be brought to an orderly end: it is asked to end, the program waits until it has,
/// and leaves with the command's own exit status.
public final class Interrupt {
  private static final long PATIENCE_MINUTES = 10;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Runnable request;
  private volatile int status;

  /// Takes Ctrl-C of this process from now on.
  public Interrupt install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "interrupt"));
    return this;
  }

  /// Runs `work`; Ctrl-C meanwhile runs `ask`, once, and `work` goes on until it has ended by itself.
  public <T> T during(Runnable ask, java.util.concurrent.Callable<T> work) throws Exception {
    request = ask;
    try {
      return work.call();
    } finally {
      request = null;
    }
  }

  /// Leaves the program. While it is being interrupted this only says that the end is reached.
  public void exit(int status) {
    this.status = status;
    done.countDown();
    System.exit(status);
  }

  private void interrupted() {
    var ask = request;
    if (ask == null) return;
    ask.run();
    try {
      if (!done.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) return;
    } catch (InterruptedException _) {
      return;
    }
    Runtime.getRuntime().halt(status); // the one way to choose the status of an interrupted process
  }
}
