package org.vitrine.core.train;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BestTest {
  private static final Map<String, Double> FIRST = Map.of("loss", 0.5, "f1", 0.30),
      SECOND = Map.of("loss", 0.6, "f1", 0.40);

  private static long best(Arguments arguments, String leading) {
    var best = new Best(arguments, leading, Best.State.NONE);
    best.offer(1, FIRST);
    best.offer(2, SECOND);
    return best.state().step();
  }

  @Test
  void between_equal_values_the_lower_loss_is_better() {
    var best = new Best(Arguments.DEFAULTS, "f1", Best.State.NONE);
    then(best.offer(1, Map.of("loss", 0.5, "f1", 1.0))).isTrue();
    then(best.offer(2, Map.of("loss", 0.4, "f1", 1.0))).isTrue();
    then(best.offer(3, Map.of("loss", 0.6, "f1", 1.0))).isFalse();
    then(best.state()).isEqualTo(new Best.State(2, 1, 2, 0.4));
  }

  @Test
  void follows_the_tasks_own_measure_unless_the_recipe_names_one() {
    then(best(Arguments.DEFAULTS, "loss")).isEqualTo(1);
    then(best(Arguments.DEFAULTS, "f1")).isEqualTo(2);
    then(best(Arguments.DEFAULTS.with("metric_for_best_model", "eval_loss"), "f1")).isEqualTo(1);
  }
}
