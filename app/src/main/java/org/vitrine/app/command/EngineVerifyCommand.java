package org.vitrine.app.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.EngineList.EngineInfo;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitrine engine verify [NAME]`: reads every file and compares it with its checksum; all engines without a name.
@Command(name = "verify")
public final class EngineVerifyCommand extends Act {
  @Parameters(paramLabel = "NAME", arity = "0..1", descriptionKey = "engine.name")
  private @Nullable String name;

  /// What came of one engine, for `--json`.
  record Verified(String name, int files, @Nullable String problem) {}

  @Override
  protected int run(Workbench bench) throws Exception {
    var names =
        name != null
            ? List.of(name)
            : ask(bench, new Request.ListEngines()).engines().stream()
                .map(EngineInfo::name)
                .toList();
    var all = new ArrayList<Verified>();
    boolean failed = false;
    for (var each : names) {
      try {
        int files = ask(bench, new Request.VerifyEngine(each)).files();
        all.add(new Verified(each, files, null));
        if (!json()) result(text("engine.verified", each, files));
      } catch (Problem e) {
        failed = true;
        all.add(new Verified(each, 0, e.sentence(everywhere().locale())));
        say(e.full(everywhere().locale()));
      }
    }
    if (json()) object(all);
    return failed ? Faults.FAILED : Faults.DONE;
  }
}
