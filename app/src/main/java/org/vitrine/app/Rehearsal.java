package org.vitrine.app;

import java.util.Locale;
import org.vitrine.app.line.Interrupt;
import org.vitrine.app.line.Shell;

/// A start without an audience, run once when the program is packaged: Java keeps the classes that it loads and the
/// later starts find them ready. It goes through what every start goes through and leaves nothing behind.
final class Rehearsal {
  private Rehearsal() {}

  /// Takes no arguments.
  public static void main(String[] arguments) {
    Folder.use();
    var shell =
        Shell.ofProcess(
            _ -> {
              throw new IllegalStateException("only rehearsing");
            },
            new Interrupt());
    var line = Main.line(shell, Locale.ENGLISH);
    line.execute("--version");
    line.getUsageMessage();
  }
}
