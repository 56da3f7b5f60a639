package org.vitrine.app.command;

import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;

/// `vitrine doctor`
@Command(name = "doctor")
public final class DoctorCommand extends Act {
  @Override
  protected int run(Workbench bench) throws Exception {
    var report = ask(bench, new Request.Doctor());
    if (json()) object(report);
    else print(report);
    return Faults.DONE;
  }

  private void print(DoctorReport report) {
    var facts = new Grid();
    report.versions().forEach((name, version) -> facts.row(text("doctor." + name), version));
    facts.row(text("doctor.engine_folder"), report.engineFolder());
    facts.row(text("doctor.home"), report.home());
    facts.row(text("doctor.disk"), text("doctor.free", Figures.bytes(report.diskFree())));
    for (var device : report.devices()) facts.row(device.id(), describe(device));
    facts.lines().forEach(this::result);
    result("");
    for (var finding : report.findings()) {
      result((finding.good() ? "✓ " : "! ") + finding.what().sentence(everywhere().locale()));
    }
  }

  private String describe(DoctorReport.DeviceInfo device) {
    var name =
        device.cores() > 0 ? text("doctor.cores", device.name(), device.cores()) : device.name();
    if (device.memory() <= 0) return name;
    var memory =
        text("doctor.memory", Figures.bytes(device.memory()), Figures.bytes(device.free()));
    var all = new java.util.ArrayList<>(java.util.List.of(name, memory));
    if (!device.driver().isEmpty()) all.add(text("doctor.driver", device.driver()));
    if (device.utilisation() != null) all.add(text("doctor.utilisation", device.utilisation()));
    if (device.temperature() != null) all.add(text("doctor.temperature", device.temperature()));
    return String.join(", ", all);
  }
}
