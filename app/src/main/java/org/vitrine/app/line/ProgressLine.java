package org.vitrine.app.line;

import org.vitrine.core.base.Progress;

/// Progress as one line of a terminal that is written anew; elsewhere nothing.
public final class ProgressLine implements Progress, AutoCloseable {
  private static final String ERASE = "\r\033[2K";

  private final Shell shell;
  private final Sentences sentences;
  private boolean written;

  public ProgressLine(Shell shell, Sentences sentences) {
    this.shell = shell;
    this.sentences = sentences;
  }

  @Override
  public void at(String what, long done, long total) {
    var text = sentences.notice(what);
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
