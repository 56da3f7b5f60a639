package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.certificate.Certificate;
import org.vitrine.core.session.protocol.ParityReport;
import org.vitrine.core.session.protocol.Request;

class ParityDeskTest {
  private static final Devices.Device CPU = Devices.choose("cpu");

  @TempDir private Path folder;
  private ParityDesk desk;

  @BeforeEach
  void open() {
    desk = new ParityDesk(new OpenModels(new Home(folder), 1, "cpu"));
  }

  @Test
  void says_the_difference_and_on_what_it_was_measured() throws Exception {
    var model = Objects.requireNonNull(getClass().getResource("/golden/gpt2-causallm")).toURI();
    var ask = new Request.Certify(Path.of(model).toString());
    var report = desk.certify(ask);
    assertThat(report.state()).isEqualTo(ParityReport.EQUAL);
    assertThat(report.family()).isEqualTo("gpt2");
    assertThat(report.share()).isBetween(0.0, report.tolerance());
    assertThat(report.sentence().sentence(Locale.ENGLISH))
        .startsWith("Largest difference to the reference: ")
        .contains("e-7", "gpt2", "libtorch", CPU.name());
    assertThat(report.sentence().sentence(Locale.SIMPLIFIED_CHINESE)).startsWith("与参考实现的最大差异");
    assertThat(report.hint()).isNull();
    assertThat(desk.certify(ask)).as("once a process").isEqualTo(report);
  }

  @Test
  void a_model_that_is_not_computed_has_none() throws Exception {
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"mamba\"}");
    var report = desk.certify(new Request.Certify(folder.toString()));
    assertThat(report.state()).isEqualTo(ParityReport.UNSUPPORTED);
    assertThat(report.difference()).isNull();
    assertThat(report.sentence().sentence(Locale.ENGLISH)).contains("nothing to compare");
  }

  @Test
  void over_the_tolerance_it_warns_and_says_what_to_try() {
    var report = ParityDesk.report(new Certificate("bert", "logits", 6, 2e-3, 1e-3), CPU);
    assertThat(report.over()).isTrue();
    assertThat(report.sentence().sentence(Locale.ENGLISH)).contains("2.0e-3", "may be wrong");
    assertThat(Objects.requireNonNull(report.hint()).sentence(Locale.ENGLISH)).contains("--device");
    var broken =
        ParityDesk.report(new Certificate("bert", "logits", 6, Double.NaN, Double.NaN), CPU);
    assertThat(broken.over()).as("no number is no agreement").isTrue();
    assertThat(broken.difference()).isNull();
    assertThat(ParityDesk.report(new Certificate("bert", "logits", 6, 1e-6, 1.1e-5), CPU).over())
        .isTrue();
  }
}
