package org.vitrine.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Interrupt;
import org.vitrine.app.line.Shell;
import org.vitrine.core.base.Json;
import org.vitrine.core.session.Workbench;
import tools.jackson.databind.JsonNode;

/// A command that was run inside this process.
record Ran(int status, String out, String err) {
  /// Runs the program on a workbench; in English unless the arguments say otherwise.
  static Ran on(Workbench bench, String... arguments) {
    var before = Locale.getDefault();
    var out = new StringWriter();
    var err = new StringWriter();
    Locale.setDefault(Locale.ENGLISH);
    try {
      var shell =
          new Shell(new PrintWriter(out), new PrintWriter(err), false, _ -> bench, new Interrupt());
      var all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of("--home", bench.home().root().toString()));
      int status = Main.line(shell, Faults.language(arguments)).execute(all.toArray(String[]::new));
      return new Ran(status, out.toString(), err.toString());
    } finally {
      Locale.setDefault(before);
    }
  }

  JsonNode json() {
    return Json.parse(out, "output");
  }

  List<JsonNode> lines() {
    return out.lines().map(line -> Json.parse(line, "output")).toList();
  }
}
