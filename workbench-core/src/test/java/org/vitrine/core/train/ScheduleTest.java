package org.vitrine.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.MethodCase;

class ScheduleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule-linear",
        "schedule-cosine",
        "schedule-constant_with_warmup",
        "schedule-no-warmup"
      })
  void has_the_rates_of_the_reference(String name) {
    var golden = MethodCase.of("training", name);
    var in = golden.input();
    var schedule =
        new Schedule(
            in.get("type").asString(),
            1,
            in.get("total_steps").asLong(),
            in.get("warmup_steps").asLong());
    for (int i = 0; i < in.get("steps").size(); i++) {
      // the case counts updates done, Vitrine the update at hand
      double got = schedule.at(in.get("steps").get(i).asLong() + 1);
      golden.thenClose(got, golden.expected().get("factor").get(i).asDouble());
    }
  }

  @Test
  void counts_updates_and_warm_up_as_the_reference() {
    var golden = MethodCase.of("training", "steps");
    var rows = golden.input().get("rows");
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var arguments =
          Arguments.DEFAULTS
              .with("gradient_accumulation_steps", row.get(2).asString())
              .with("num_train_epochs", row.get(3).asString())
              .with("max_steps", row.get(4).asString())
              .with("warmup_steps", row.get(5).asString())
              .with("warmup_ratio", row.get(6).asString());
      var plan = Plan.of(arguments, Plan.batches(row.get(0).asLong(), row.get(1).asInt(), false));
      var expected = golden.expected().get("rows").get(i);
      assertThat(plan.updates()).isEqualTo(expected.get(0).asLong());
      assertThat(Schedule.of(arguments, plan.updates()).warmup())
          .isEqualTo(expected.get(1).asLong());
    }
  }
}
