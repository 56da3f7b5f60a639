package org.vitrine.app;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import org.vitrine.app.command.AttentionCommand;
import org.vitrine.app.command.DoctorCommand;
import org.vitrine.app.command.EngineCommand;
import org.vitrine.app.command.EvaluateCommand;
import org.vitrine.app.command.ForwardCommand;
import org.vitrine.app.command.GenerateCommand;
import org.vitrine.app.command.ModelCommand;
import org.vitrine.app.command.ModelsCommand;
import org.vitrine.app.command.PredictCommand;
import org.vitrine.app.command.RunsCommand;
import org.vitrine.app.command.TokenizerCommand;
import org.vitrine.app.command.TrainCommand;
import org.vitrine.app.demo.DemoCommand;
import org.vitrine.app.line.Everywhere;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Interrupt;
import org.vitrine.app.line.LogFile;
import org.vitrine.app.line.Shell;
import org.vitrine.core.session.LocalWorkbench;
import org.vitrine.core.session.Worker;
import org.vitrine.ui.VitrineWindow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/// The program `vitrine`. Not a JavaFX `Application`: Java would refuse to start one from the class path.
@Command(
    name = "vitrine",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT, // every command has --help
    versionProvider = Version.class,
    subcommands = {
      DoctorCommand.class,
      DemoCommand.class,
      ModelsCommand.class,
      ModelCommand.class,
      ForwardCommand.class,
      AttentionCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      GenerateCommand.class,
      TrainCommand.class,
      RunsCommand.class,
      TokenizerCommand.class,
      EngineCommand.class
    })
public final class Main implements Callable<Integer> {
  private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final List<String> VERSION = List.of("--version", "-V");

  @Mixin private final Everywhere everywhere;

  private Main(Shell shell) {
    everywhere = new Everywhere(shell);
  }

  /// Runs one command and leaves with its exit status.
  public static void main(String[] arguments) throws IOException {
    Folder.use();
    if (arguments.length == 1 && VERSION.contains(arguments[0])) {
      System.out.println(Version.text()); // the one question that has to be quick
      return;
    }
    if (arguments.length > 0 && arguments[0].equals("worker")) {
      Worker.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    var interrupt = new Interrupt().install();
    var shell = Shell.ofProcess(Main::open, interrupt);
    // The window has no arguments to read, and somebody waits for it.
    int status =
        arguments.length == 0 && Start.display(System.getenv(), System.getProperty("os.name"))
            ? window(new Everywhere(shell))
            : line(shell, Faults.language(arguments)).execute(arguments);
    interrupt.exit(status);
  }

  private static int window(Everywhere everywhere) {
    try {
      LogFile.open(everywhere.home().log());
      VitrineWindow.open(() -> everywhere.shell().opener().open(everywhere));
      return Faults.DONE;
    } catch (Exception e) {
      return Faults.answer(e, everywhere);
    }
  }

  private static LocalWorkbench open(Everywhere options) {
    return new LocalWorkbench(options.home(), options.threads(), options.device());
  }

  /// The whole command line.
  ///
  /// @param locale language of the help
  static CommandLine line(Shell shell, Locale locale) {
    var faults = new Faults();
    return new CommandLine(new Main(shell))
        .setResourceBundle(
            ResourceBundle.getBundle("org.vitrine.app.help", locale, NO_OTHER_LANGUAGE))
        .setOut(shell.out())
        .setErr(shell.err())
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults);
  }

  /// Without a command: the window, or the demo where there is no display.
  @Override
  public Integer call() {
    if (!Start.display(System.getenv(), System.getProperty("os.name"))) {
      var shell = everywhere.shell();
      shell.err().println(everywhere.texts().get("no_display"));
      shell.err().flush();
      return line(shell, everywhere.locale())
          .execute("demo", "--lang", everywhere.locale().getLanguage());
    }
    return window(everywhere);
  }
}
