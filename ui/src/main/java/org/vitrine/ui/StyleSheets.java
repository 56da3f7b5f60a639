package org.vitrine.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.css.Stylesheet;

/// Puts each style sheet of the window into the form that JavaFX keeps them in, beside it, where JavaFX looks for it. The build
/// calls it, so that no start has to parse them.
final class StyleSheets {
  private StyleSheets() {}

  /// @param arguments the folder with the compiled classes
  public static void main(String[] arguments) throws IOException {
    try (var files = Files.walk(Path.of(arguments[0]))) {
      for (var sheet : files.filter(f -> f.toString().endsWith(".css")).toList()) {
        var name = sheet.getFileName().toString().replaceFirst("css$", "bss");
        Stylesheet.convertToBinary(sheet.toFile(), sheet.resolveSibling(name).toFile());
      }
    }
  }
}
