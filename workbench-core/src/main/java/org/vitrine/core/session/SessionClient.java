package org.vitrine.core.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.session.protocol.Request;

/// This side of a session worker. The worker starts at the first question; if it dies, what was asked of it fails with a
/// sentence and the next question starts another.
final class SessionClient implements AutoCloseable {
  private final Home home;
  private final Path log;
  private final String[] arguments;
  private final AtomicLong ids = new AtomicLong();
  private @Nullable Link link;
  private boolean closed;

  SessionClient(Home home, String... arguments) {
    this.home = home;
    this.log = home.log();
    this.arguments = arguments;
  }

  <R extends Record> CompletableFuture<R> ask(Request<R> request, Progress progress) {
    var asked = new Asked<>(Wire.replyType(request), progress, new CompletableFuture<R>());
    try {
      long id = ids.incrementAndGet();
      var to = link();
      to.open.put(id, asked);
      to.say(Wire.Question.of(id, request));
      if (to.ended) to.lost(); // its listener may have looked before this question was there
      asked.future.whenComplete((_, failure) -> {
        if (failure instanceof CancellationException) to.say(Wire.Question.cancel(id));
      });
    } catch (Problem e) {
      asked.future.completeExceptionally(e);
    }
    return asked.future;
  }

  private synchronized Link link() {
    if (closed) throw new Problem("session.closed");
    if (link == null || link.ended || !link.process.isAlive()) {
      link = new Link(WorkerProcess.start(home, log, ProcessBuilder.Redirect.PIPE, arguments));
    }
    return link;
  }

  /// Ends the worker, and with it what it was asked; the next question starts another, with the engine that is then in use.
  synchronized void renew() {
    if (link != null) link.end();
    link = null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (link != null) link.end();
  }

  private record Asked<R extends Record>(
      Class<R> type, Progress progress, CompletableFuture<R> future) {
    void take(Wire.Answer answer, Path log) {
      if (answer.reply() != null && !answer.reply().isNull()) {
        future.complete(Json.convert(answer.reply(), type));
      } else if (answer.problem() != null) {
        future.completeExceptionally(answer.problem().toProblem());
      } else if (answer.bug() != null) {
        future.completeExceptionally(new Problem("session.bug", answer.bug(), log));
      } else if (answer.cancelled()) {
        future.cancel(false);
      } else if (answer.piece() != null && !future.isDone()) {
        progress.piece(answer.piece());
      } else if (answer.what() != null && !future.isDone()) {
        progress.at(answer.what(), answer.done(), answer.total());
      }
    }
  }

  /// One worker process and what it has been asked.
  private final class Link {
    final Process process;
    final PrintStream to;
    final Map<Long, Asked<?>> open = new ConcurrentHashMap<>();
    volatile boolean ended;

    Link(Process process) {
      this.process = process;
      to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
      Thread.ofVirtual().name("session answers").start(this::listen);
    }

    synchronized void say(Wire.Question question) {
      to.println(Json.line(question));
    }

    private void listen() {
      try (var in =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
          var answer = Json.parse(line, Wire.Answer.class, "worker");
          var asked = answer.goesOn() ? open.get(answer.id()) : open.remove(answer.id());
          if (asked != null) asked.take(answer, log);
        }
      } catch (IOException | RuntimeException _) {
        // Said below: whatever broke the pipe, the worker is of no use any more.
      } finally {
        ended = true;
        process.destroy();
        lost();
      }
    }

    void lost() {
      for (var id : open.keySet()) {
        var asked = open.remove(id);
        if (asked != null)
          asked.future.completeExceptionally(
              new Problem(closed ? "session.closed" : "session.lost", log));
      }
    }

    void end() {
      to.close(); // the worker ends with its input
      lost();
    }
  }
}
