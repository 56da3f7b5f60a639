package org.vitrine.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.FxTest;

class ChartSvgTest {
  private static String svg(boolean logarithmic) {
    return FxTest.on(() -> {
      var ui = Ui.of(new FakeWorkbench(), Latest.inline());
      var data = new ChartData();
      var curve = new Curve();
      for (int k = 0; k < 300; k++) curve.add(k, k == 100 ? Double.NaN : 0.1 + 1.0 / (1 + k));
      data.line(new Line("loss <train>", curve, 1, Style.SMOOTHED));
      data.epochs(List.of(new ChartData.Mark(150, "epoch 2")));
      var chart = new LossChart(ui.theme(), ui.words(), data, false);
      chart.logarithmic().set(logarithmic);
      var scene = new Scene(chart, 600, 300);
      ui.theme().dress(scene);
      var stage = new Stage();
      stage.setScene(scene);
      stage.show();
      chart.layout();
      var made = chart.svg();
      stage.close();
      return made;
    });
  }

  @Test
  void is_a_sound_drawing_with_every_line_and_word() throws Exception {
    for (boolean logarithmic : new boolean[] {false, true}) {
      var text = svg(logarithmic);
      var read =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      assertThat(read.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(text).contains("loss &lt;train&gt;", "epoch 2", "stroke-opacity=\"0.26\"");
      assertThat(text).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void a_value_that_is_none_breaks_the_line() {
    var raw = svg(false).lines().filter(l -> l.contains("stroke-opacity=\"0.26\"")).findFirst();
    assertThat(raw.orElseThrow().chars().filter(c -> c == 'M').count()).isEqualTo(2);
  }
}
