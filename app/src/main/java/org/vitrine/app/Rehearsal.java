package org.vitrine.app;

/// A start without an audience, run once when the program is packaged: Java keeps the classes that it loads and the
/// later starts find them ready. It goes through what every start goes through and leaves nothing behind.
final class Rehearsal {
  private Rehearsal() {}

  /// Takes no arguments.
  public static void main(String[] arguments) {
    Folder.use();
    var line = Main.line();
    line.execute("--version");
    line.getUsageMessage();
  }
}
