package org.vitrine.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.stage.Window;
import org.vitrine.app.line.Interrupt;
import org.vitrine.app.line.Shell;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.session.LocalWorkbench;
import org.vitrine.ui.VitrineWindow;

/// A start without an audience, run once when the program is packaged: Java keeps the classes that it loads and the
/// later starts find them ready. It goes through what every such start goes through, and leaves nothing behind.
final class Rehearsal {
  /// For the first screen to fill: its attention takes a worker, the engine and a model.
  private static final Duration FILLING = Duration.ofSeconds(6);

  private Rehearsal() {}

  /// `command` or `window`, whichever start is rehearsed.
  public static void main(String[] arguments) throws IOException {
    Folder.use();
    if (arguments[0].equals("window")) window();
    else command();
    System.exit(0); // what the window's libraries left running is of no use any more
  }

  private static void command() {
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

  private static void window() throws IOException {
    var home = Files.createTempDirectory("vitrine-rehearsal");
    try {
      Thread.ofPlatform().daemon().start(Rehearsal::closeWhenFilled);
      VitrineWindow.open(() -> new LocalWorkbench(new Home(home), 1, "cpu"));
    } catch (RuntimeException e) {
      // A computer that shows no window even without a screen packages a cache for commands alone.
      System.err.println("No window was rehearsed: " + e);
    } finally {
      Disk.delete(home);
    }
  }

  private static void closeWhenFilled() {
    try {
      while (Window.getWindows().isEmpty()) Thread.sleep(Duration.ofMillis(100));
      Thread.sleep(FILLING);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }
}
