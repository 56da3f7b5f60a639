package org.vitrine.app.line;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.base.Texts;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that works with a workbench. Its options are fields, its result an exit status.
public abstract class Act implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Everywhere everywhere;
  private Texts texts;

  @SuppressWarnings("NullAway.Init") // picocli sets `spec` before it calls
  protected Act() {}

  @Override
  public final Integer call() throws Exception {
    everywhere = of(spec);
    texts = everywhere.texts();
    var threads = everywhere.threadsOrNull();
    if (threads != null && threads < 0) throw wrong("usage.value", threads, "--threads");
    check();
    LogFile.open(everywhere.home().log());
    try (var bench = shell().opener().open(everywhere)) {
      return run(bench);
    } catch (Error e) {
      throw new IllegalStateException(e); // a bug like any other: picocli would print it
    } finally {
      shell().out().flush();
      shell().err().flush();
    }
  }

  /// The options of a command line, of whichever of its commands.
  static Everywhere of(CommandSpec spec) {
    return (Everywhere)
        Objects.requireNonNull(spec.root().mixins().get("everywhere"), "everywhere").userObject();
  }

  /// Refuses what cannot go together, by [#wrong].
  protected void check() {}

  /// @return the exit status
  protected abstract int run(Workbench bench) throws Exception;

  protected final Everywhere everywhere() {
    return everywhere;
  }

  protected final Shell shell() {
    return everywhere.shell();
  }

  protected final boolean json() {
    return everywhere.json();
  }

  /// A text of the command line in the user's language.
  protected final String text(String key, Object... facts) {
    return texts.get(key, facts);
  }

  /// A result: a line on standard output.
  protected final void result(String line) {
    shell().out().println(line);
  }

  /// A result for a program: one JSON object, on one line.
  protected final void object(Object value) {
    shell().out().println(Json.line(value));
  }

  /// A sentence for the person: a line on standard error.
  protected final void say(String line) {
    shell().out().flush(); // both go to one terminal
    shell().err().println(line);
    shell().err().flush();
  }

  /// Wrong usage, exit status 2.
  protected final ParameterException wrong(String key, Object... facts) {
    return new ParameterException(spec.commandLine(), text(key, facts));
  }

  /// Wrong usage that only the core can see.
  protected final ParameterException wrong(Problem problem) {
    return new ParameterException(spec.commandLine(), problem.sentence(everywhere.locale()));
  }

  /// Asks and waits, as the progress is told; Ctrl-C stops the work, and the command ends with status 3.
  ///
  /// @throws org.vitrine.core.base.Problem as the workbench answers
  protected final <R extends Record> R askUntilStopped(
      Workbench bench, Request<R> request, Progress progress) throws Exception {
    var answer = bench.ask(request, progress);
    try {
      return shell().interrupt().during(() -> answer.cancel(true), answer::get);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) throw cause;
      throw e;
    }
  }

  /// As [#askUntilStopped], with progress on the terminal.
  protected final <R extends Record> R ask(Workbench bench, Request<R> request) throws Exception {
    try (var line = new ProgressLine(everywhere)) {
      return askUntilStopped(bench, request, line);
    }
  }
}
