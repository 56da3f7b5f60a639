package org.vitrine.app.line;

import java.util.Locale;
import org.vitrine.core.base.Progress;
import org.vitrine.core.train.RunEvent.Notice;

/// Progress as one line of a terminal that is written anew; elsewhere nothing.
public final class ProgressLine implements Progress, AutoCloseable {
  private static final String ERASE = "\r\033[2K";

  private final Shell shell;
  private final Locale locale;
  private boolean written;

  public ProgressLine(Everywhere everywhere) {
    shell = everywhere.shell();
    locale = everywhere.locale();
  }

  @Override
  public void at(String what, long done, long total) {
    var text = Notice.of(what).sentence(locale);
    show(total > 0 ? "%s  %,d / %,d".formatted(text, done, total) : text);
  }

  /// Puts this in place of what the line said.
  public synchronized void show(String text) {
    if (!shell.terminal()) return;
    shell.err().print(ERASE + text);
    shell.err().flush();
    written = true;
  }

  /// Empties the line, so that something else can be written.
  public synchronized void clear() {
    if (!written) return;
    shell.err().print(ERASE);
    shell.err().flush();
    written = false;
  }

  @Override
  public void close() {
    clear();
  }
}
