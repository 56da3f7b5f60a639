package org.vitrine.app;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/// What the first command of README starts: the window, or the demo in the terminal where there is no display.
final class Start {
  private Start() {}

  /// `arguments` go to the demo: where its pictures are to lie.
  public static void main(String[] arguments) throws IOException {
    if (display(System.getenv(), System.getProperty("os.name"))) {
      Main.main(new String[0]);
    } else {
      System.err.println(
          "There is no display here: the demo runs in the terminal instead of the window.");
      var demo = new String[arguments.length + 1];
      demo[0] = "demo";
      System.arraycopy(arguments, 0, demo, 1, arguments.length);
      Main.main(demo);
    }
  }

  /// Windows and macOS always have one; elsewhere an X server or a Wayland compositor names itself.
  static boolean display(Map<String, String> environment, String system) {
    var name = system.toLowerCase(Locale.ROOT);
    return name.startsWith("windows")
        || name.startsWith("mac")
        || !environment.getOrDefault("DISPLAY", "").isBlank()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }
}
