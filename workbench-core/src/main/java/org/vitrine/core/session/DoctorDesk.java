package org.vitrine.core.session;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.Graphics;
import org.vitrine.core.device.Machine;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.DoctorReport.DeviceInfo;
import org.vitrine.core.session.protocol.DoctorReport.Finding;
import org.vitrine.core.train.RunEvent.Notice;

/// This computer: what there is to compute with, which engine library is taken, why a graphics card is not used.
final class DoctorDesk {
  private final Home home;

  DoctorDesk(Home home) {
    this.home = home;
  }

  DoctorReport report() {
    var machine = Machine.read();
    var findings = new ArrayList<Finding>();
    var chosen = EngineLibrary.chosen(home.engines());
    for (var each : EngineLibrary.candidates(home.engines())) {
      var problem = each.problem();
      if (problem != null)
        findings.add(new Finding(false, new Notice(problem.key(), problem.facts())));
    }
    var versions = new LinkedHashMap<String, String>();
    versions.put("vitrine", System.getProperty("vitrine.version", "0.1.0"));
    versions.put("java", Runtime.version().toString());
    versions.put("os", machine.system());
    versions.put("djl", ai.djl.engine.Engine.getDjlVersion());
    chosen
        .map(EngineLibrary.Candidate::found)
        .flatMap(found -> found == null ? java.util.Optional.empty() : found.libtorch())
        .ifPresent(version -> versions.put("libtorch", version));
    var devices = new ArrayList<DeviceInfo>();
    try {
      EngineLibrary.prepare(home.engines(), 0);
      for (var each : Devices.list()) {
        devices.add(
            new DeviceInfo(
                each.id(),
                each.name(),
                each.gpu() ? 0 : machine.cores(),
                each.memoryBytes(),
                each.freeBytes()));
      }
      findings.add(new Finding(true, Notice.of("session.engine_ok")));
    } catch (Problem e) {
      devices.add(
          new DeviceInfo(
              "cpu",
              machine.processor(),
              machine.cores(),
              machine.memoryBytes(),
              machine.freeBytes()));
      findings.add(new Finding(false, new Notice(e.key(), e.facts())));
    }
    if (EngineLibrary.hasWideKernels()) {
      findings.add(new Finding(true, Notice.of("session.wide_kernels")));
    }
    var graphics = Graphics.look();
    findings.add(new Finding(graphics.usable(), Notice.of(graphics.verdict(), "cuda:0")));
    long free = free();
    findings.add(
        new Finding(
            free > 2L << 30,
            Notice.of(
                free > 2L << 30 ? "session.disk_ok" : "session.disk_low",
                home.root().toString(),
                free / 1_000_000_000)));
    return new DoctorReport(
        versions,
        devices,
        chosen.map(c -> c.path().toString()).orElse(""),
        home.root().toString(),
        free,
        findings);
  }

  private long free() {
    try {
      var place = Files.exists(home.root()) ? home.root() : home.root().toAbsolutePath().getRoot();
      return Files.getFileStore(place).getUsableSpace();
    } catch (IOException e) {
      throw new Problem("base.read", e, home.root(), Disk.reason(e));
    }
  }
}
