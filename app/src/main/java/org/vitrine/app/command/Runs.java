package org.vitrine.app.command;

import org.vitrine.core.base.Problem;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.session.Workbench;

/// Runs as commands name them.
final class Runs {
  private Runs() {}

  /// By id, name, or the beginning of an id.
  ///
  /// @throws Problem `history.unknown`
  static RunHead find(Workbench bench, String words) {
    return bench.history().head(words).orElseThrow(() -> new Problem("history.unknown", words));
  }
}
