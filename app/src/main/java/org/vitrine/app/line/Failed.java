package org.vitrine.app.line;

import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.RunHead;

/// Why a run failed, from the history.
public final class Failed {
  private Failed() {}

  public static Problem problem(RunHead head) {
    var message = head.message();
    if (message == null) return new Problem("app.run_lost", head.name(), head.id());
    return Json.parse(message, Problem.Facts.class, head.id()).toProblem();
  }
}
