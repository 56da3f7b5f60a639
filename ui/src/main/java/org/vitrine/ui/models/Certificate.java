package org.vitrine.ui.models;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ParityReport;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;

/// How near this computer comes to the reference for the chosen model's family.
final class Certificate {
  private static final String NAME = "models.parity";

  private final Workbench workbench;
  private final Latest latest;
  private final ReadOnlyObjectWrapper<@Nullable ParityReport> report =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();

  Certificate(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
  }

  /// @param path of the model that is certified, empty for none
  void of(String path) {
    latest.cancel(NAME);
    report.set(null);
    trouble.set(null);
    if (path.isEmpty()) return;
    latest.ask(NAME, () -> workbench.ask(new Request.Certify(path)), report::set, trouble::set);
  }

  /// Null while it is worked out, and where it cannot be.
  ReadOnlyObjectProperty<@Nullable ParityReport> report() {
    return report.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }
}
