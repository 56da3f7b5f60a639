package org.vitrine.app.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Everything that libraries and bugs say, in one file instead of on the user's screen. The file is opened for every record:
/// several processes write to it, and there are few records.
public final class LogFile extends Handler {
  private static final Formatter FORMAT = new SimpleFormatter();

  private final Path file;

  private LogFile(Path file) {
    this.file = file;
  }

  /// Sends all logging of this process to the file.
  public static void open(Path file) {
    LogManager.getLogManager().reset();
    var root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(new LogFile(file));
  }

  @Override
  public void publish(LogRecord record) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          FORMAT.format(record),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException _) {
      // A disk that takes no log must not stop the work; what matters is said to the user as well.
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
