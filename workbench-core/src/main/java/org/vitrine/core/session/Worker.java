package org.vitrine.core.session;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.DeviceLoss;
import org.vitrine.core.session.protocol.Request;

/// The process that holds the engine for a window or a command line: questions come in on standard input, one JSON object a
/// line, answers go out on standard output. It ends when its input ends, so it never outlives who asked.
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final PrintStream out;
  private final Desks desks;
  private final Map<Long, AtomicBoolean> open = new ConcurrentHashMap<>();
  // Models and tables are asked for side by side, so that a preview does not wait for a conversion.
  private final ExecutorService models = Executors.newSingleThreadExecutor();
  private final ExecutorService tables = Executors.newSingleThreadExecutor();

  private Worker(PrintStream out, Desks desks) {
    this.out = out;
    this.desks = desks;
  }

  /// `session HOME SCRATCH THREADS DEVICE` answers questions; `run HOME ID` trains a run of the history;
  /// `kernels KIND THREADS` measures kernels; `engine` tries the engine that it was started with.
  public static void main(String[] args) throws IOException {
    // Whatever libraries print must not get between the answers.
    var answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Deaf.toTheTerminal();
    if (args[0].equals("run")) {
      System.exit(RunWorker.run(new Home(Path.of(args[1])), args[2]));
    }
    if (args[0].equals("kernels")) {
      answers.println(KernelTrial.measure(args[1], Integer.parseInt(args[2])));
      System.exit(0);
    }
    if (args[0].equals("engine")) {
      answers.println(EngineProof.measure());
      System.exit(0);
    }
    var desks =
        new Desks(new Home(Path.of(args[1])), Path.of(args[2]), Integer.parseInt(args[3]), args[4]);
    new Worker(answers, desks).serve();
    System.exit(0); // native threads of the engine would keep the process
  }

  private void serve() throws IOException {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var question = Json.parse(line, Wire.Question.class, "worker");
        if (question.ask() == null) {
          var cancel = open.get(question.id());
          if (cancel != null) cancel.set(true);
          continue;
        }
        var cancel = new AtomicBoolean();
        open.put(question.id(), cancel);
        var request = question.request();
        (Desks.needsModel(request) ? models : tables)
            .execute(() -> answer(question.id(), request, cancel));
      }
    }
  }

  private void answer(long id, Request<?> request, AtomicBoolean cancel) {
    try {
      var progress =
          Progress.until(
              cancel,
              new Sparse(
                  (what, done, total) -> say(Wire.Answer.progress(id, what, done, total)),
                  text -> say(Wire.Answer.piece(id, text))));
      if (cancel.get()) throw new CancellationException();
      say(Wire.Answer.reply(id, desks.answer(request, progress)));
    } catch (CancellationException _) {
      say(Wire.Answer.cancelled(id));
    } catch (Problem e) {
      LOG.info("{}", e.getMessage(), e);
      say(Wire.Answer.problem(id, e));
    } catch (OutOfMemoryError e) {
      say(
          Wire.Answer.problem(
              id, new Problem("session.memory", e, request.getClass().getSimpleName())));
    } catch (RuntimeException | Error e) {
      LOG.error("{} failed", request, e);
      var lost = DeviceLoss.of(e);
      say(lost.map(problem -> Wire.Answer.problem(id, problem)).orElse(Wire.Answer.bug(id, e)));
      if (lost.isPresent()) System.exit(1); // the next question starts a process that may reach it
    } finally {
      open.remove(id);
    }
  }

  private void say(Wire.Answer answer) {
    var line = Json.line(answer);
    synchronized (out) {
      out.println(line);
    }
  }

  /// Passes on ten reports a second at most, and every piece.
  private static final class Sparse implements Progress {
    private final Progress to;
    private final Consumer<String> pieces;
    private long last;

    Sparse(Progress to, Consumer<String> pieces) {
      this.to = to;
      this.pieces = pieces;
    }

    @Override
    public void at(String what, long done, long total) {
      long now = System.nanoTime();
      if (now - last < 100_000_000L && done != total) return;
      last = now;
      to.at(what, done, total);
    }

    @Override
    public void piece(String text) {
      pieces.accept(text);
    }
  }
}
