package org.vitrine.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitrine.core.history.Run;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeWorkbench;

class RunNumbersTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final FakeWorkbench workbench = new FakeWorkbench();

  @AfterEach
  void close() {
    workbench.close();
  }

  @Test
  void speaks_both_languages() {
    BothLanguages.speaks(RunsScreen.class);
  }

  @Test
  void the_first_two_updates_of_a_process_say_nothing_of_its_pace() {
    var pace = new Pace();
    pace.saw(100, 100, START);
    pace.saw(100, 101, START.plusSeconds(60));
    assertThat(pace.secondsPerStep()).isEmpty();
    pace.saw(100, 102, START.plusSeconds(61));
    assertThat(pace.secondsPerStep()).isEmpty();
    pace.saw(100, 103, START.plusSeconds(62));
    assertThat(pace.secondsPerStep()).hasValue(1);
  }

  @Test
  void the_pace_is_that_of_the_last_twenty_updates() {
    var pace = new Pace();
    var time = START;
    for (long step = 2; step <= 100; step++) {
      time = time.plus(Duration.ofSeconds(step <= 80 ? 10 : 2));
      pace.saw(0, step, time);
    }
    assertThat(pace.secondsPerStep().orElseThrow()).isCloseTo(2, within(1e-9));
  }

  @Test
  void a_probe_is_right_since_the_step_after_its_last_mistake() {
    assertThat(ProbeStrip.rightSince(captures(true, false, true, true), "yes")).isEqualTo(20);
    assertThat(ProbeStrip.rightSince(captures(true, true), "yes")).isZero();
    assertThat(ProbeStrip.rightSince(captures(true, false), "yes")).isEqualTo(-1);
    assertThat(ProbeStrip.rightSince(captures(true), null)).isEqualTo(-1);
  }

  private static List<Run.Capture> captures(boolean... right) {
    var all = new java.util.ArrayList<Run.Capture>();
    for (int i = 0; i < right.length; i++) {
      var answer = new LinkedHashMap<String, Double>();
      answer.put(right[i] ? "yes" : "no", 0.8);
      answer.put(right[i] ? "no" : "yes", 0.2);
      all.add(new Run.Capture(10L * i, 0, "x", List.of(), answer, START));
    }
    return all;
  }

  @Test
  void tells_what_differs_between_three_runs_and_whether_it_is_more_than_chance() {
    var a = LiveRuns.finished(workbench, "a", "2e-5", 0.11, 0.930, 1);
    var b = LiveRuns.finished(workbench, "b", "5e-5", 0.09, 0.921, 2);
    var c = LiveRuns.finished(workbench, "c", "2e-5", 0.39, 0.846, 3);
    var all = Differences.of(workbench.history(), List.of(a, b, c));
    var rate = all.rows().stream().filter(r -> r.field().equals("learning_rate")).findFirst();
    assertThat(rate).isPresent();
    assertThat(rate.get().values().stream().map(Double::valueOf)).containsExactly(2e-5, 5e-5, 2e-5);
    assertThat(rate.get().differs(1)).isTrue();
    assertThat(rate.get().differs(2)).isFalse();
    assertThat(all.differing()).isLessThan(all.rows().size());
    var verdicts = all.verdicts();
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts.get(0).clear()).isFalse();
    assertThat(verdicts.get(1).clear()).isTrue();
    assertThat(verdicts.get(1).better().name()).isEqualTo("a");
    // two independent shares of 872 examples
    double half = 1.96 * Math.sqrt(0.93 * 0.07 / 872 + 0.921 * 0.079 / 872);
    assertThat(verdicts.get(0).half()).isCloseTo(half, within(1e-12));
  }

  @Test
  void runs_without_scores_get_no_verdict() {
    var a = LiveRuns.young(workbench);
    var b = LiveRuns.young(workbench);
    var all = Differences.of(workbench.history(), List.of(a, b));
    assertThat(all.verdicts()).isEmpty();
    assertThat(all.rows()).noneMatch(r -> r.field().equals("name"));
  }

  @Test
  void the_filter_can_be_taken_apart() {
    var parts = Filter.parts("tag:thesis accuracy > 0.95 sst2");
    assertThat(parts.stream().map(Filter.Part::text))
        .containsExactly("accuracy > 0.95", "tag:thesis", "sst2");
    assertThat(Filter.without("tag:thesis accuracy > 0.95 sst2", parts.getFirst()))
        .isEqualTo("tag:thesis sst2");
  }

  @Test
  void half_an_interval_is_that_of_a_share_and_of_nothing_else() {
    var run = LiveRuns.finished(workbench, "a", "2e-5", 0.11, 0.930, 1);
    var head = workbench.history().run(run).head();
    assertThat(Faces.interval(head)).isCloseTo(1.96 * Math.sqrt(0.93 * 0.07 / 872), within(1e-12));
    assertThat(Faces.plusMinus(head)).isEqualTo("±1.7");
    var log = workbench.history().log(LiveRuns.young(workbench));
    log.add(new org.vitrine.core.train.RunEvent.Evaluated(1, 1, Map.of("loss", 0.5), true, 872));
    workbench.history().flush();
    var other = workbench.history().runs(false).getFirst();
    assertThat(Faces.interval(other)).isNaN();
    assertThat(Faces.score(other)).isEqualTo("0.500");
  }
}
