package org.vitrine.core.session;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.Graphics;
import org.vitrine.core.device.Machine;
import org.vitrine.core.device.NvidiaCards;
import org.vitrine.core.device.engine.EngineInUse;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.DoctorReport.DeviceInfo;
import org.vitrine.core.session.protocol.DoctorReport.Finding;
import org.vitrine.core.train.RunEvent.Notice;

/// This computer: what there is to compute with, which engine library is taken, why a graphics card is not used.
final class DoctorDesk {
  /// Generations of cards for which PyTorch's builds hold code: from Maxwell on, and 2.5 up to
  // Hopper.
  private static final double OLDEST = 5.0, NEWEST_OF_25 = 9.0;

  private final Home home;

  DoctorDesk(Home home) {
    this.home = home;
  }

  DoctorReport report() {
    var machine = Machine.read();
    var findings = new ArrayList<Finding>();
    var chosen = EngineLibrary.chosen();
    for (var each : EngineLibrary.candidates()) {
      var problem = each.problem();
      if (problem != null)
        findings.add(new Finding(false, new Notice(problem.key(), problem.facts())));
    }
    var versions = new LinkedHashMap<String, String>();
    versions.put("vitrine", System.getProperty("vitrine.version", "0.1.0"));
    versions.put("java", Runtime.version().toString());
    versions.put("os", machine.system());
    versions.put("djl", ai.djl.engine.Engine.getDjlVersion());
    EngineInUse.facts().forEach((name, fact) -> versions.put(name, fact.toString()));
    missing(versions, findings);
    var devices = new ArrayList<DeviceInfo>();
    try {
      EngineLibrary.prepare(0);
      for (var each : Devices.list()) {
        devices.add(info(each, machine));
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
    cards(graphics, versions, findings);
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

  private static DeviceInfo info(Devices.Device device, Machine machine) {
    var card = device.card();
    return new DeviceInfo(
        device.id(),
        device.name(),
        device.gpu() ? 0 : machine.cores(),
        device.memoryBytes(),
        device.freeBytes(),
        card == null ? "" : card.driver(),
        card == null ? null : card.utilisation(),
        card == null ? null : card.temperature());
  }

  /// The settings may name an engine that was taken away by hand, or does not fit.
  private void missing(Map<String, String> versions, List<Finding> findings) {
    var wanted = Settings.of(home).engine();
    var used = versions.getOrDefault("engine", "");
    if (used.equals(wanted) || used.equals("named")) return;
    findings.add(new Finding(false, Notice.of("session.engine_missing", wanted)));
  }

  /// Cards that the driver tells of: those that the engine does not use, and whether it could.
  private static void cards(
      Graphics graphics, Map<String, String> versions, List<Finding> findings) {
    var cards = NvidiaCards.all();
    if (!cards.isEmpty() && NvidiaCards.visible().isEmpty()) {
      findings.add(
          new Finding(
              false,
              Notice.of(
                  "session.cards_hidden", String.valueOf(System.getenv("CUDA_VISIBLE_DEVICES")))));
    }
    for (var card : cards) {
      if (!graphics.usable()) {
        findings.add(new Finding(true, Notice.of("session.card", card.name(), card.driver())));
      }
      double most = versions.getOrDefault("libtorch", "").startsWith("2.5.") ? NEWEST_OF_25 : 0;
      if (card.capability() > 0 && card.capability() < OLDEST) {
        findings.add(
            new Finding(false, Notice.of("session.card_old", card.name(), card.capability())));
      } else if (graphics.library() && most > 0 && card.capability() > most) {
        findings.add(
            new Finding(false, Notice.of("session.card_new", card.name(), card.capability())));
      }
    }
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
