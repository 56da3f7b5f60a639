package org.vitrine.core.session;

import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Ctrl-C and a closing terminal reach every process that was started from it. Whoever follows a run decides what they mean,
/// so its worker hears neither; a session worker ends with its input.
final class Deaf {
  private Deaf() {}

  static void toTheTerminal() {
    for (var name : List.of("INT", "HUP")) {
      try {
        Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
      } catch (IllegalArgumentException _) {
        // Windows has no HUP, and a Java that was told to leave signals alone has none of them.
      }
    }
  }
}
