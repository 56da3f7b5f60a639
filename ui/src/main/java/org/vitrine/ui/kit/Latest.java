package org.vitrine.ui.kit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Problem;

/// Work by name of which only the newest counts: a newer task of a name cancels the older, and an answer that comes late
/// is dropped. Behind every slider, search box and field.
///
/// Answers arrive on the window's thread. [#inline] does everything at once on the calling thread, for tests of view models.
public final class Latest {
  private final Executor background;
  private final Executor window;
  private final boolean waits;
  private final Map<String, CompletableFuture<?>> running = new HashMap<>();

  private Latest(Executor background, Executor window, boolean waits) {
    this.background = background;
    this.window = window;
    this.waits = waits;
  }

  public static Latest onWindow() {
    return new Latest(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory()),
        Latest::onWindow,
        true);
  }

  public static Latest inline() {
    return new Latest(Runnable::run, Runnable::run, false);
  }

  private static void onWindow(Runnable work) {
    if (Platform.isFxApplicationThread()) work.run();
    else Platform.runLater(work);
  }

  /// Computes off the window's thread.
  public <T> void run(
      String name,
      Callable<T> work,
      Consumer<? super T> answer,
      Consumer<? super Problem> trouble) {
    ask(
        name,
        () ->
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return work.call();
                  } catch (Exception e) {
                    throw new CompletionException(e);
                  }
                },
                background),
        answer,
        trouble);
  }

  /// Waits for a future, one of the workbench for example; cancels it when a newer one of the name comes.
  public <T> void ask(
      String name,
      Supplier<CompletableFuture<T>> question,
      Consumer<? super T> answer,
      Consumer<? super Problem> trouble) {
    cancel(name);
    CompletableFuture<T> future;
    try {
      future = question.get();
    } catch (RuntimeException e) {
      future = CompletableFuture.failedFuture(e);
    }
    follow(name, future, answer, trouble);
  }

  /// The same after a pause in which nothing newer of the name came: for what somebody types.
  public <T> void askAfter(
      Duration pause,
      String name,
      Supplier<CompletableFuture<T>> question,
      Consumer<? super T> answer,
      Consumer<? super Problem> trouble) {
    after(pause, name, () -> ask(name, question, answer, trouble));
  }

  /// Does this on the window's thread after a pause in which nothing newer of the name came.
  public void after(Duration pause, String name, Runnable work) {
    cancel(name);
    if (!waits) {
      work.run();
      return;
    }
    var later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, window);
    var timer = new CompletableFuture<Void>();
    running.put(name, timer);
    later.execute(() -> {
      if (running.remove(name, timer)) work.run();
    });
  }

  /// Does this on the window's thread: for word of how far something is.
  public void show(Runnable work) {
    window.execute(work);
  }

  /// Ends the task of this name, if there is one; nobody hears of it again.
  public void cancel(String name) {
    var older = running.remove(name);
    if (older != null) older.cancel(true);
  }

  /// Whether an answer is still to come.
  public boolean busy(String name) {
    return running.containsKey(name);
  }

  private <T> void follow(
      String name,
      CompletableFuture<T> future,
      Consumer<? super T> answer,
      Consumer<? super Problem> trouble) {
    running.put(name, future);
    future.whenComplete((result, failure) ->
        window.execute(() -> {
          if (!running.remove(name, future)) return; // a newer one took its place
          if (failure == null) answer.accept(result);
          else if (!(cause(failure) instanceof CancellationException))
            trouble.accept(problem(failure));
        }));
  }

  /// What a person may read of a failure; a failure that is a bug goes to the log with all it has.
  public static Problem problem(Throwable failure) {
    var cause = cause(failure);
    if (cause instanceof Problem problem) return problem;
    LoggerFactory.getLogger(Latest.class).error("Unexpected", cause);
    return new Problem("ui.unexpected", cause, cause.getClass().getSimpleName());
  }

  private static Throwable cause(Throwable failure) {
    @Nullable Throwable inner = failure.getCause();
    return failure instanceof CompletionException && inner != null ? inner : failure;
  }
}
