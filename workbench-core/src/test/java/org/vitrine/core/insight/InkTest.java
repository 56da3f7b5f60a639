package org.vitrine.core.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InkTest {
  @ParameterizedTest
  @EnumSource(Ink.class)
  void starts_at_the_paper_and_ends_in_ink(Ink ink) {
    assertThat(ink.at(0, false)).isEqualTo(Ink.LIGHT_PAPER);
    assertThat(ink.at(0, true)).isEqualTo(Ink.DARK_PAPER);
    assertThat(Oklab.of(ink.at(1, false)).l()).isCloseTo(0.33, within(0.04));
    assertThat(Oklab.of(ink.at(1, true)).l()).isCloseTo(0.90, within(0.04));
  }

  @Test
  void passes_through_the_stops_of_the_ramp() {
    assertThat(Integer.toHexString(Ink.VIOLET.at(1, false))).isEqualTo("ff3e0487");
    assertThat(Integer.toHexString(Ink.AMBER.at(1, true))).isEqualTo("ffffd5b2");
    double half = Oklab.of(0x9C83F2).l();
    assertThat(Oklab.of(Ink.VIOLET.at(0.5, false)).l()).isCloseTo(half, within(0.01));
  }

  @ParameterizedTest
  @EnumSource(Ink.class)
  void more_weight_is_always_more_ink(Ink ink) {
    for (int k = 1; k < 256; k++) {
      assertThat(Oklab.of(ink.table(false)[k]).l())
          .isLessThan(Oklab.of(ink.table(false)[k - 1]).l() + 0.002);
      assertThat(Oklab.of(ink.table(true)[k]).l())
          .isGreaterThan(Oklab.of(ink.table(true)[k - 1]).l() - 0.002);
    }
  }

  @Test
  void equal_weights_look_equally_strong_in_every_ink() {
    for (var ink : Ink.values())
      for (double shade : new double[] {0.25, 0.5, 0.75, 1}) {
        double violet = Oklab.of(Ink.VIOLET.at(shade, false)).l();
        assertThat(Oklab.of(ink.at(shade, false)).l()).isCloseTo(violet, within(0.04));
      }
  }

  @Test
  void a_colour_survives_the_way_through_oklab() {
    for (int rgb : new int[] {0xFFFFFF, 0, 0x6B44C5, 0x018A2A, 0xFF0000})
      assertThat(Oklab.of(rgb).argb() & 0xFFFFFF).isEqualTo(rgb);
  }
}
