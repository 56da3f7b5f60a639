package org.vitrine.ui.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/// The toolkit without a display, started once, and the way onto its thread. View models are tested without it.
public final class FxTest {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private FxTest() {}

  public static void start() {
    if (!STARTED.compareAndSet(false, true)) return;
    var ready = new CompletableFuture<Void>();
    Platform.setImplicitExit(false);
    Platform.startup(() -> ready.complete(null));
    get(ready, Duration.ofSeconds(30));
  }

  /// Does this on the window's thread and waits for it.
  public static <T> T on(Callable<T> work) {
    start();
    var result = new CompletableFuture<T>();
    Platform.runLater(() -> {
      try {
        result.complete(work.call());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    });
    return get(result, Duration.ofSeconds(60));
  }

  public static void run(Runnable work) {
    on(() -> {
      work.run();
      return true;
    });
  }

  /// Lets what was put off until later happen.
  public static void settle() {
    for (int i = 0; i < 3; i++) run(() -> {});
  }

  /// Waits until something is so, at most half a minute.
  ///
  /// @throws AssertionError if it never is
  public static void until(BooleanSupplier so) {
    if (!within(Duration.ofSeconds(30), so))
      throw new AssertionError("Not so within half a minute");
  }

  /// Waits until something is so on the window's thread, and says whether it came to be in time.
  public static boolean within(Duration time, BooleanSupplier so) {
    long end = System.nanoTime() + time.toNanos();
    while (!on(so::getAsBoolean)) {
      if (System.nanoTime() > end) return false;
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    return true;
  }

  private static <T> T get(CompletableFuture<T> future, Duration limit) {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
