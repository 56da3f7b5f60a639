package org.vitrine.core.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which computer (and which container on it) a process id belongs to.
final class Machine {
  static final String HERE = here();

  private Machine() {}

  /// Whether the process is certainly not there any more; false where nobody can tell.
  static boolean gone(String machine, long pid) {
    return machine.equals(HERE)
        && !HERE.isEmpty()
        && !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String here() {
    var name = System.getenv("COMPUTERNAME");
    try {
      var kernel = Path.of("/proc/sys/kernel/hostname");
      if (Files.isReadable(kernel))
        return Files.readString(kernel).strip()
            + " "
            + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException _) {
      // Then the age of the heartbeat decides alone.
    }
    return name != null ? name : System.getProperty("os.name").startsWith("Mac") ? "mac" : "";
  }
}
