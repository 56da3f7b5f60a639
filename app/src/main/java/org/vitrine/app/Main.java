package org.vitrine.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `vitrine`. Not a JavaFX `Application`: Java would refuse to start one from the class path.
@Command(
    name = "vitrine",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "A glass case for models: open one, tune it, watch it learn.")
public final class Main implements Runnable {
  private Main() {}

  /// Runs one command and leaves with its exit status.
  public static void main(String[] arguments) {
    Folder.use();
    System.exit(line().execute(arguments));
  }

  /// The whole command line.
  static CommandLine line() {
    return new CommandLine(new Main());
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.err);
  }
}
