package org.vitrine.core.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.engine.EngineInUse;
import org.vitrine.core.model.Description;
import org.vitrine.core.model.certificate.Apart;
import org.vitrine.core.model.certificate.Certificate;
import org.vitrine.core.model.certificate.Fixture;
import org.vitrine.core.session.protocol.ParityReport;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.RunEvent.Notice;

/// Parity certificates: runs the stored case of a model's family once a process, since engine, kernels and device stay.
final class ParityDesk {
  private final OpenModels models;
  private final Map<String, Certificate> made = new ConcurrentHashMap<>();

  ParityDesk(OpenModels models) {
    this.models = models;
  }

  ParityReport certify(Request.Certify ask) {
    var about = Description.of(Places.model(ask.path()));
    var family = about.family();
    if (family == null || !about.problems().isEmpty()) {
      return nothing(ParityReport.UNSUPPORTED, family, Notice.of("session.parity.unsupported"));
    }
    var fixture = Fixture.of(family);
    if (fixture.isEmpty()) {
      return nothing(ParityReport.NONE, family, Notice.of("session.parity.none", family));
    }
    var device = models.device();
    return report(made.computeIfAbsent(family, _ -> fixture.get().run(device)), device);
  }

  private static ParityReport nothing(String state, @Nullable String family, Notice sentence) {
    return new ParityReport(
        state, family, null, null, Certificate.TOLERANCE, 0, "", "", "", "", sentence, null);
  }

  static ParityReport report(Certificate certificate, Devices.Device device) {
    var facts = EngineInUse.facts();
    var engine =
        "libtorch "
            + facts.getOrDefault("libtorch", "?")
            + ", "
            + facts.getOrDefault("engine_flavour", "cpu");
    boolean holds = certificate.holds();
    double difference = certificate.difference(), share = certificate.share();
    var sentence =
        new Notice(
            holds ? "session.parity.equal" : "session.parity.over",
            List.of(
                Apart.written(difference),
                Apart.written(share),
                certificate.values(),
                certificate.family(),
                engine,
                EngineLibrary.kernels(),
                device.name(),
                Apart.written(Certificate.TOLERANCE)));
    return new ParityReport(
        holds ? ParityReport.EQUAL : ParityReport.OVER,
        certificate.family(),
        finite(difference),
        finite(share),
        Certificate.TOLERANCE,
        certificate.values(),
        certificate.output(),
        engine,
        EngineLibrary.kernels(),
        device.name(),
        sentence,
        holds ? null : Notice.of("session.parity.over.try"));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
