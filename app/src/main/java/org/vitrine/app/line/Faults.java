package org.vitrine.app.line;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Texts;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What becomes of an error: a sentence for the person, a stack trace for the log, and an exit status.
public final class Faults implements IExecutionExceptionHandler, IParameterExceptionHandler {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_USAGE = 2;
  public static final int STOPPED = 3;

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof ParameterException wrong)
      return handleParseException(wrong, parsed.originalArgs().toArray(String[]::new));
    return answer(e, Act.of(line.getCommandSpec()));
  }

  /// Says what happened, and gives the exit status.
  public static int answer(Exception e, Everywhere everywhere) {
    if (e instanceof CancellationException || e instanceof InterruptedException) return STOPPED;
    say(everywhere, problem(e, everywhere));
    return FAILED;
  }

  private static Problem problem(Exception e, Everywhere everywhere) {
    if (e instanceof Problem problem) return problem;
    var log = everywhere.home().log();
    LogFile.open(log);
    LoggerFactory.getLogger(Faults.class).error("a bug", e);
    return new Problem("session.bug", e, e.toString(), log);
  }

  private static void say(Everywhere everywhere, Problem problem) {
    var err = everywhere.shell().err();
    err.println(problem.sentence(everywhere.locale()));
    err.println(problem.remedy(everywhere.locale()));
    err.flush();
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    var line = e.getCommandLine();
    var shell = Act.of(line.getCommandSpec()).shell();
    var locale = language(arguments);
    var texts = Texts.of("org.vitrine.app.texts", locale);
    shell.err().println(sentence(e, texts));
    shell.err().println(texts.get("usage.help", line.getCommandSpec().qualifiedName()));
    shell.err().flush();
    return WRONG_USAGE;
  }

  /// Own sentences, since picocli speaks English alone.
  private static String sentence(ParameterException e, Texts texts) {
    return switch (e) {
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          texts.get("usage.missing", names(missing));
      case UnmatchedArgumentException unknown ->
          texts.get("usage.unknown", unknown.getUnmatched().getFirst());
      case ParameterException known when known.getArgSpec() != null && known.getValue() != null ->
          texts.get("usage.value", known.getValue(), name(known.getArgSpec()));
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String names(MissingParameterException e) {
    return String.join(", ", e.getMissing().stream().map(Faults::name).toList());
  }

  private static String name(CommandLine.Model.ArgSpec spec) {
    return spec instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : spec.paramLabel();
  }

  /// The language that the arguments ask for, whether or not the rest of them makes sense.
  public static Locale language(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--lang=")) return Everywhere.locale(arguments[i].substring(7));
      if (arguments[i].equals("--lang") && i + 1 < arguments.length)
        return Everywhere.locale(arguments[i + 1]);
    }
    return Everywhere.locale(Locale.getDefault().getLanguage());
  }
}
