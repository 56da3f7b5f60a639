package org.vitrine.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static Curve of(double... values) {
    var curve = new Curve();
    for (int i = 0; i < values.length; i++) curve.add(i, values[i]);
    return curve;
  }

  private static double[] smoothed(double weight, double... values) {
    var smooth = new Smoothing().of(of(values), weight);
    var got = new double[smooth.size()];
    for (int i = 0; i < got.length; i++) got[i] = smooth.y(i);
    return got;
  }

  @Test
  void smooths_as_the_methods_say() {
    var got = smoothed(0.6, 1.0, 0.5, 0.75, 0.25, Double.NaN, 0.3, 0.2);
    var expected =
        new double[] {
          1.0,
          0.6875,
          0.7193877551020409,
          0.5036764705882353,
          Double.NaN,
          0.4153365718251214,
          0.32498657357679916
        };
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) assertThat(got[i]).isNaN();
      else assertThat(got[i]).isCloseTo(expected[i], within(1e-9));
    }
    assertThat(smoothed(0.9, 2, 2, 2)).containsExactly(2, 2, 2);
    assertThat(smoothed(0, 1, 0.5, 0.75)).containsExactly(1, 0.5, 0.75);
  }

  @Test
  void a_smoothed_curve_that_grows_is_the_one_that_is_smoothed_at_once() {
    var random = new Random(3);
    var raw = new Curve();
    var smoothing = new Smoothing();
    for (int step = 0; step < 500; step++) {
      raw.add(step, random.nextDouble());
      if (step % 37 == 0) smoothing.of(raw, 0.9);
    }
    var grown = smoothing.of(raw, 0.9);
    var fresh = new Smoothing().of(raw, 0.9);
    assertThat(grown.size()).isEqualTo(500);
    for (int i = 0; i < 500; i++) assertThat(grown.y(i)).isEqualTo(fresh.y(i));
  }

  @Test
  void steps_that_are_repeated_replace_what_they_were() {
    var curve = of(5, 4, 3, 2, 1);
    var smoothing = new Smoothing();
    smoothing.of(curve, 0.5);
    curve.add(2, 9);
    assertThat(curve.size()).isEqualTo(3);
    assertThat(curve.last()).isEqualTo(9);
    assertThat(smoothing.of(curve, 0.5).size()).isEqualTo(3);
    assertThat(smoothing.of(curve, 0.5).last()).isEqualTo(new Smoothing().of(curve, 0.5).last());
  }

  @Test
  void a_single_spike_among_a_million_points_is_drawn() {
    var curve = new Curve();
    for (int i = 0; i < 1_000_000; i++) curve.add(i, i == 654_321 ? 100 : 1);
    var columns = Columns.of(curve, 0, 999_999, 800);
    assertThat(columns.greatest).isEqualTo(100);
    assertThat(columns.size).isLessThan(2_500);
    for (int i = 1; i < columns.size; i++)
      assertThat(columns.x[i]).isGreaterThanOrEqualTo(columns.x[i - 1]);
  }

  @Test
  void a_few_points_are_drawn_as_they_are_with_their_gaps() {
    var columns = Columns.of(of(3, Double.NaN, 1), 0, 2, 500);
    assertThat(columns.size).isEqualTo(3);
    assertThat(columns.y[1]).isNaN();
    assertThat(columns.least).isEqualTo(1);
  }

  @Test
  void a_gap_is_a_gap_when_thinned() {
    var curve = new Curve();
    for (int i = 0; i < 10_000; i++) curve.add(i, i > 4000 && i < 6000 ? Double.NaN : 1);
    var columns = Columns.of(curve, 0, 9_999, 100);
    int gaps = 0;
    for (int i = 0; i < columns.size; i++) if (Double.isNaN(columns.y[i])) gaps++;
    assertThat(gaps).isBetween(15, 25);
  }

  @Test
  void a_part_in_sight_reaches_one_point_past_each_edge() {
    var columns = Columns.of(of(0, 1, 2, 3, 4, 5, 6), 2.5, 3.5, 100);
    assertThat(columns.x[0]).isEqualTo(2);
    assertThat(columns.x[columns.size - 1]).isEqualTo(4);
  }

  @Test
  void an_axis_steps_in_ones_twos_and_fives() {
    assertThat(new Range(0, 0.78).step(4)).isEqualTo(0.2);
    assertThat(new Range(0, 6300).step(6)).isEqualTo(2000);
    assertThat(new Range(0, 2e-5).step(3)).isCloseTo(1e-5, within(1e-12));
  }
}
