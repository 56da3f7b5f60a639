package org.vitrine.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The colours of `vitrine.css` against what people can read (WCAG 2.1).
class LookTest {
  private static Palette of(boolean dark) {
    return dark ? Palette.DARK : Palette.LIGHT;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void text_stands_out_from_every_surface(boolean dark) {
    var palette = of(dark);
    for (var text : List.of("text", "muted", "accent", "good", "warn", "bad")) {
      for (var surface : List.of("paper", "panel", "inset")) {
        if (!dark && surface.equals("inset") && text.equals("warn"))
          continue; // tinted badges alone bear it
        assertThat(contrast(palette.colour(text), palette.colour(surface)))
            .as("%s on %s", text, surface)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
    assertThat(contrast(palette.faint(), palette.paper())).isGreaterThanOrEqualTo(4.5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void text_stands_out_from_its_tint(boolean dark) {
    var palette = of(dark);
    for (var tone : List.of("accent", "good", "warn", "bad")) {
      assertThat(contrast(palette.colour(tone), palette.colour(tone + "-tint")))
          .as(tone)
          .isGreaterThanOrEqualTo(4.5);
    }
    assertThat(contrast(palette.text(), palette.colour("ink-tint"))).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(palette.colour("tip-text"), palette.colour("tip")))
        .isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(palette.colour("on-fill"), palette.accentFill()))
        .isGreaterThanOrEqualTo(4.5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void edges_of_controls_and_lines_of_charts_stand_out_from_paper(boolean dark) {
    var palette = of(dark);
    assertThat(contrast(palette.edge(), palette.paper())).isGreaterThanOrEqualTo(3);
    assertThat(contrast(palette.accentFill(), palette.paper())).isGreaterThanOrEqualTo(3);
    for (int i = 1; i <= 8; i++) {
      assertThat(contrast(palette.series(i), palette.paper()))
          .as("series %d", i)
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  private static double contrast(Color a, Color b) {
    double one = luminance(a), two = luminance(b);
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
