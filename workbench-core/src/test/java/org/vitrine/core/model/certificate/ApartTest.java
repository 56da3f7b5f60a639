package org.vitrine.core.model.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApartTest {
  @Test
  void is_a_share_of_the_range_of_what_was_wanted() {
    var apart = Apart.of(new float[] {1, 3.5f, 5}, new float[] {1, 3, 5});
    assertThat(apart.difference()).isEqualTo(0.5);
    assertThat(apart.share()).isEqualTo(0.125);
  }

  @Test
  void equal_values_are_not_apart_even_if_they_are_no_numbers() {
    float nan = Float.NaN, infinite = Float.POSITIVE_INFINITY;
    assertThat(Apart.of(new float[] {1, nan, infinite}, new float[] {1, nan, infinite}))
        .isEqualTo(Apart.NOT);
  }

  @Test
  void a_missing_value_and_one_that_is_no_number_are_never_near() {
    assertThat(Apart.of(new float[0], new float[] {1}).share()).isNaN();
    assertThat(Apart.of(new float[] {1, Float.NaN}, new float[] {1, 2}).share()).isNaN();
    assertThat(new Certificate("x", "logits", 1, Double.NaN, Double.NaN).holds()).isFalse();
  }

  @Test
  void one_value_alone_is_measured_by_its_size() {
    assertThat(Apart.of(new float[] {4.04f}, new float[] {4}).share()).isBetween(0.009, 0.011);
  }

  @Test
  void is_written_in_two_digits() {
    assertThat(Apart.written(8.34e-7)).isEqualTo("8.3e-7");
    assertThat(Apart.written(0)).isEqualTo("0");
    assertThat(Apart.written(1.26e-12)).isEqualTo("1.3e-12");
    assertThat(Apart.written(3)).isEqualTo("3.0e0");
    assertThat(Apart.written(Double.NaN)).isEqualTo("NaN");
  }
}
