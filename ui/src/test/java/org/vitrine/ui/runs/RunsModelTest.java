package org.vitrine.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Feed;
import org.vitrine.ui.testing.FakeRuns;
import org.vitrine.ui.testing.FakeWorkbench;

class RunsModelTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private final Feed feed = new Feed(workbench.history(), Latest.inline());
  private final RunsModel model = new RunsModel(workbench, Latest.inline(), feed);

  @BeforeEach
  void fill() {
    FakeRuns.into(workbench);
    feed.look();
  }

  @AfterEach
  void close() {
    workbench.close();
  }

  @Test
  void finds_runs_by_words_tags_and_comparisons() {
    assertThat(names("lora")).containsExactly("sst2-bert-base-lora");
    assertThat(names("tag:thesis")).containsExactly("sst2-bert-base");
    assertThat(names("accuracy > 0.92")).containsExactly("sst2-bert-base");
    assertThat(names("sst2 accuracy >= 0.9"))
        .containsExactly("sst2-bert-base", "sst2-bert-base-lora");
    assertThat(names("status:failed")).containsExactly("sst2-tiny-lr-3e-3");
    assertThat(names("accuracy > ")).isEmpty();
    assertThat(names("")).hasSize(4);
  }

  @Test
  void completes_the_word_that_is_being_typed() {
    assertThat(Filter.completions("lora ta", feed.runs()))
        .containsExactly("lora tag:sst2", "lora tag:thesis");
    assertThat(Filter.completions("acc", feed.runs())).containsExactly("accuracy > ");
    assertThat(Filter.completions("state:pau", feed.runs())).containsExactly("state:paused");
    assertThat(Filter.completions("state:paused", feed.runs())).isEmpty();
    assertThat(Filter.completions("lora ", feed.runs())).isEmpty();
  }

  @Test
  void tags_all_that_are_ticked_and_takes_it_back() {
    var run = feed.runs().getFirst();
    model.tick(run.id());
    var before = model.tagTicked(" for class ");
    assertThat(before).containsOnlyKeys(run.id());
    assertThat(feed.runs().getFirst().tags()).contains("for-class").containsAll(run.tags());
    model.tags(before);
    assertThat(feed.runs().getFirst().tags()).containsExactlyInAnyOrderElementsOf(run.tags());
    assertThat(model.tagTicked("  ")).isEmpty();
  }

  @Test
  void deletes_and_brings_back() {
    var first = feed.runs().getFirst();
    model.chosen().set(first);
    var heard = new boolean[1];
    model.delete(List.of(first.id()), () -> heard[0] = true);
    feed.look();
    assertThat(heard[0]).isTrue();
    assertThat(model.shown()).extracting(RunHead::name).doesNotContain(first.name());
    model.restore(List.of(first.id()));
    feed.look();
    assertThat(model.shown()).extracting(RunHead::name).contains(first.name());
  }

  @Test
  void keeps_names_notes_and_tags() {
    var run = feed.runs().getFirst().id();
    model.rename(run, "better name");
    model.note(run, "**worked**");
    model.tags(run, "one, two");
    var now = workbench.history().run(run);
    assertThat(now.head().name()).isEqualTo("better name");
    assertThat(now.note()).isEqualTo("**worked**");
    assertThat(now.head().tags()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void shows_a_run_with_its_curves_and_says_nothing_of_time_left_when_it_is_over() {
    var page = new RunPageModel(workbench, Latest.inline(), feed, InstantSource.system());
    page.show(feed.runs().getFirst().id());
    assertThat(page.run().get()).isNotNull();
    assertThat(page.curves().get("train/loss").size()).isGreaterThan(50);
    assertThat(page.left()).isEmpty();
  }

  private List<String> names(String filter) {
    model.filter().set(filter);
    return model.shown().stream().map(RunHead::name).toList();
  }
}
