package org.vitrine.core.base;

import static org.assertj.core.api.BDDAssertions.then;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void tells_how_fast_and_how_long_after_the_first_second() {
    var pace = new Pace();
    pace.at(1_000_000, 0); // what was there before counts for no speed
    then(pace.secondsLeft(10_000_000)).isEqualTo(-1);
    for (int second = 1; second <= 10; second++)
      pace.at(1_000_000 + second * 100_000L, second * 1_000_000_000L);
    then(pace.rate()).isCloseTo(100_000, Offset.offset(1.0));
    then(pace.secondsLeft(10_000_000)).isCloseTo(80, Offset.offset(0.1));
    then(pace.secondsLeft(1)).isZero();
  }

  @Test
  void follows_a_connection_that_becomes_slower() {
    var pace = new Pace();
    for (int second = 0; second <= 5; second++) pace.at(second * 1000L, second * 1_000_000_000L);
    for (int second = 6; second <= 20; second++)
      pace.at(5000 + (second - 5) * 10L, second * 1_000_000_000L);
    then(pace.rate()).isLessThan(100);
  }
}
