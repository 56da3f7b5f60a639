package org.vitrine.core.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// The one thread of this process that writes. It gathers what comes within [#GATHER] into one transaction, at once when
/// somebody waits for it. What could not be written for a passing reason (a full disk) is kept and tried again.
final class Writer implements AutoCloseable {
  /// Milliseconds; well under the quarter second after which nothing may be unwritten.
  private static final long GATHER = 120;

  private static final long TRY_AGAIN = 1000;
  private static final int ROOM = 50_000;

  /// Jobs of one transaction, so that other processes get their turn.
  private static final int MOST = 10_000;

  private enum Kind {
    /// somebody waits for it
    WAITED,
    /// kept until it is written; a failure reaches whoever comes next
    TOLD,
    /// dropped if it fails
    QUIET
  }

  private static final class Job<T> {
    final Sql.Work<T> work;
    final Kind kind;
    final CompletableFuture<T> done = new CompletableFuture<>();
    @Nullable T result;

    Job(Sql.Work<T> work, Kind kind) {
      this.work = work;
      this.kind = kind;
    }

    void on(Sql sql) throws SQLException {
      result = work.on(sql);
    }

    @SuppressWarnings("NullAway") // null is a result like others to CompletableFuture
    void finish() {
      done.complete(result);
    }
  }

  private final Path file;
  private final Sql sql;
  private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>(ROOM);
  private final AtomicReference<@Nullable Problem> failure = new AtomicReference<>();
  private final Job<Boolean> end = new Job<>(_ -> true, Kind.WAITED);
  private final Thread thread;
  private volatile boolean closed;

  /// @param sql handed over: the writer alone uses and closes it
  Writer(Path file, Sql sql) {
    this.file = file;
    this.sql = sql;
    thread = Thread.ofPlatform().name("history-writer").daemon().start(this::loop);
  }

  /// Does it and returns when it is on disk.
  <T> T now(Sql.Work<T> work) {
    var job = new Job<>(work, Kind.WAITED);
    put(job);
    return wait(job);
  }

  /// Returns at once.
  ///
  /// @throws Problem if something told earlier could not be written, once for each time; this work is taken all the same
  void later(Sql.Work<?> work) {
    put(new Job<>(work, Kind.TOLD));
    report();
  }

  /// Returns at once; nobody hears if it fails.
  void quietly(Sql.Work<?> work) {
    if (!closed) queue.offer(new Job<>(work, Kind.QUIET));
  }

  /// Returns when everything told so far is on disk.
  void flush() {
    try {
      now(_ -> true);
    } catch (Problem e) {
      failure.set(null); // the same
      throw e;
    }
    report();
  }

  private void put(Job<?> job) {
    try {
      if (closed || !queue.offer(job, 10, TimeUnit.SECONDS))
        throw new Problem("history.busy", file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (!queue.offer(job)) throw new Problem("history.busy", e, file);
    }
  }

  private void report() {
    var problem = failure.getAndSet(null);
    if (problem != null) throw new Problem(problem.key(), problem, problem.facts().toArray());
  }

  private static <T> T wait(Job<T> job) {
    try {
      return job.done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Problem p) throw new Problem(p.key(), p, p.facts().toArray());
      throw e;
    }
  }

  private void loop() {
    List<Job<?>> kept = new ArrayList<>();
    boolean ending = false;
    while (!ending) {
      var batch = gather(kept);
      ending = batch.contains(end);
      kept = commit(batch);
    }
    try {
      sql.close();
    } catch (SQLException e) {
      failure.compareAndSet(null, Failures.problem(file, e));
    }
  }

  private List<Job<?>> gather(List<Job<?>> kept) {
    var batch = new ArrayList<Job<?>>(kept);
    try {
      var next = kept.isEmpty() ? queue.take() : queue.poll(TRY_AGAIN, TimeUnit.MILLISECONDS);
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER);
      while (next != null) {
        batch.add(next);
        long left = until - System.nanoTime();
        if (next.kind == Kind.WAITED || left < 0 || batch.size() >= MOST) break;
        next = queue.poll(left, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException _) {
      // Nobody has a reason to interrupt this thread; the batch goes out early.
    }
    return batch;
  }

  /// @return what is to be tried again
  private List<Job<?>> commit(List<Job<?>> batch) {
    try {
      sql.transaction(_ -> {
        for (var job : batch) job.on(sql);
        return true;
      });
      batch.forEach(Job::finish);
      return List.of();
    } catch (SQLException e) {
      if (Failures.passing(e)) return refused(batch, Failures.problem(file, e));
    } catch (RuntimeException _) {
      // One of them is at fault; below it fails alone.
    }
    var kept = new ArrayList<Job<?>>();
    for (var job : batch) kept.addAll(alone(job));
    return kept;
  }

  private List<Job<?>> alone(Job<?> job) {
    try {
      sql.transaction(_ -> {
        job.on(sql);
        return true;
      });
      job.finish();
    } catch (SQLException e) {
      if (Failures.passing(e)) return refused(List.of(job), Failures.problem(file, e));
      fail(job, Failures.problem(file, e));
    } catch (RuntimeException e) {
      fail(job, e);
    }
    return List.of();
  }

  private List<Job<?>> refused(List<Job<?>> batch, Problem problem) {
    var kept = new ArrayList<Job<?>>();
    for (var job : batch) {
      if (job.kind == Kind.TOLD) kept.add(job);
      if (job.kind != Kind.QUIET) fail(job, problem);
    }
    return kept;
  }

  private void fail(Job<?> job, RuntimeException e) {
    if (job.kind == Kind.WAITED) job.done.completeExceptionally(e);
    if (job.kind == Kind.TOLD)
      failure.set(e instanceof Problem p ? p : new Problem("history.write", e, file, e.toString()));
  }

  /// Writes what is left and lets go of the file.
  ///
  /// @throws Problem if it could not be written
  @Override
  public void close() {
    if (closed) return;
    put(end);
    closed = true;
    try {
      wait(end);
    } finally {
      gone();
    }
    report();
  }

  private void gone() {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it ends by itself
    }
  }
}
