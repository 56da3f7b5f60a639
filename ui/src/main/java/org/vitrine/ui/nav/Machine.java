package org.vitrine.ui.nav;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.DoctorReport.DeviceInfo;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;

/// What this computer is, asked once and again when somebody looks.
public final class Machine {
  private final Workbench workbench;
  private final Latest latest;
  private final ReadOnlyObjectWrapper<@Nullable DoctorReport> report =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();

  public Machine(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
  }

  public void look() {
    latest.ask(
        "machine",
        () -> workbench.ask(new Request.Doctor()),
        found -> {
          trouble.set(null);
          report.set(found);
        },
        trouble::set);
  }

  /// Null until the first answer.
  public ReadOnlyObjectProperty<@Nullable DoctorReport> report() {
    return report.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }

  /// The device that is used when a recipe or question leaves the choice open.
  ///
  /// @param choice as in the settings: `auto`, `cpu`, `cuda:N`
  public Optional<DeviceInfo> device(String choice) {
    var now = report.get();
    if (now == null) return Optional.empty();
    var devices = now.devices();
    if (!choice.equals("auto")) {
      var named = devices.stream().filter(d -> d.id().equals(choice)).findFirst();
      if (named.isPresent()) return named;
    }
    return devices.stream()
        .filter(d -> d.id().startsWith("cuda"))
        .findFirst()
        .or(() -> devices.stream().findFirst());
  }
}
