package org.vitrine.ui.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.insight.AttentionFiles;
import org.vitrine.core.insight.Method;
import org.vitrine.core.insight.Role;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.session.protocol.ModelList;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeAttention;
import org.vitrine.ui.testing.FakeWorkbench;

class AttentionViewModelTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private final Preferences preferences = new Preferences(workbench.home());
  private AttentionViewModel model = make();

  private AttentionViewModel make() {
    return new AttentionViewModel(
        workbench,
        preferences,
        Latest.inline(),
        () -> "The first sentence.",
        place -> place.run() + " " + place.kind() + " " + place.step());
  }

  private AttentionViewModel entered() {
    model.enter(Route.Attention.of(null, null));
    return model;
  }

  private List<Request.Attend> looks() {
    return workbench.asked.stream()
        .filter(Request.Attend.class::isInstance)
        .map(Request.Attend.class::cast)
        .toList();
  }

  private Shown shown() {
    var now = model.shown().get();
    assertThat(now).isNotNull();
    return now;
  }

  @Test
  void opens_the_starter_with_a_sentence_before_anything_is_chosen() {
    entered();
    assertThat(model.standing().get()).isEqualTo(new Standing.Ready());
    assertThat(model.model().get().source()).isEqualTo("starter");
    assertThat(looks().getFirst().subject().text()).isEqualTo("The first sentence.");
    assertThat(model.map().rows()).isEqualTo(shown().capture().tokens().size());
  }

  @Test
  void begins_with_the_last_word_and_a_mixed_head() {
    entered();
    assertThat(shown().capture().tokens().get(model.focus().get())).isEqualTo("sentence");
    assertThat(model.facts().role()).isEqualTo(Role.MIXED);
  }

  @Test
  void is_empty_when_there_is_no_model() {
    workbench.answer(Request.ListModels.class, _ -> new ModelList(List.of()));
    entered();
    assertThat(model.standing().get()).isEqualTo(new Standing.Empty());
    assertThat(looks()).isEmpty();
  }

  @Test
  void a_route_names_model_text_and_pair() {
    model.enter(new Route.Attention("/cache/gpt2", "one", "two", null, -1));
    assertThat(looks())
        .containsExactly(new Request.Attend("/cache/gpt2", Subject.of("one", "two"), false));
    assertThat(model.model().get().name()).isEqualTo("gpt2");
  }

  @Test
  void a_run_is_looked_into_at_any_of_its_checkpoints_under_its_name() throws IOException {
    var run =
        workbench
            .history()
            .create(
                Recipe.of("masked-lm", "/m", Recipe.Source.of("/d")).withName("poems"),
                RunStatus.RUNNING);
    for (var place : List.of("checkpoints/step-64", "checkpoints/step-128", "checkpoints/half"))
      Files.createDirectories(workbench.home().run(run).resolve(place));
    for (var place : List.of("checkpoints/step-64", "checkpoints/step-128", "final")) {
      var folder = Files.createDirectories(workbench.home().run(run).resolve(place));
      Files.writeString(folder.resolve("config.json"), "{}");
    }
    entered();
    var places = model.runs().get().getFirst().places();
    assertThat(places).extracting(RunPlaces.Place::kind).containsExactly("final", "step", "step");
    assertThat(places).extracting(RunPlaces.Place::step).containsExactly(0L, 128L, 64L);
    model.choose(places.get(2));
    assertThat(looks().getLast().path()).endsWith("step-64");
    assertThat(shown().capture().model()).isEqualTo("poems step 64");
    model = make();
    entered();
    assertThat(model.model().get().path()).endsWith("step-64");
    model.enter(new Route.Attention(null, null, null, run, 128));
    assertThat(model.model().get().name()).isEqualTo("poems step 128");
    model.enter(Route.Attention.ofRun(run));
    assertThat(model.model().get().name()).isEqualTo("poems final 0");
  }

  @Test
  void the_route_of_a_run_opens_its_checkpoint() {
    model.enter(new Route.Attention(null, "one", null, "r1", 128));
    assertThat(looks().getLast().path())
        .isEqualTo(workbench.home().run("r1") + "/checkpoints/step-128");
  }

  @Test
  void typing_looks_again_and_only_the_newest_answer_counts() {
    entered();
    workbench.hold(Request.Attend.class);
    model.asked().text().set("older");
    model.asked().text().set("newer one");
    assertThat(model.standing().get()).isEqualTo(new Standing.Ready()); // what was there stays
    workbench.release();
    assertThat(shown().capture().tokens()).contains("newer").doesNotContain("older");
  }

  @Test
  void an_empty_field_asks_nothing_and_keeps_what_is_shown() {
    entered();
    int asked = looks().size();
    model.asked().text().set("  ");
    assertThat(looks()).hasSize(asked);
    assertThat(model.shown().get()).isNotNull();
  }

  @Test
  void a_text_that_is_too_long_is_cut_only_when_asked() {
    workbench.fail(Request.Attend.class, new Problem("session.long", 700, 512));
    entered();
    assertThat(model.standing().get())
        .isInstanceOfSatisfying(Standing.Trouble.class, t -> assertThat(t.tooLong()).isTrue());
    workbench.answer(
        Request.Attend.class, q -> FakeAttention.of(workbench.folder(), q.subject().text(), 2, 2));
    model.cut();
    assertThat(looks().getLast().cut()).isTrue();
    assertThat(model.standing().get()).isEqualTo(new Standing.Ready());
    model.asked().text().set("another");
    assertThat(looks().getLast().cut()).isFalse();
  }

  @Test
  void a_model_without_attention_is_a_sentence_and_not_a_cut() {
    workbench.fail(Request.Attend.class, new Problem("session.attention", "lstm"));
    entered();
    assertThat(model.standing().get())
        .isInstanceOfSatisfying(Standing.Trouble.class, t -> assertThat(t.tooLong()).isFalse());
  }

  @Test
  void remembers_for_each_model_what_was_looked_at() {
    entered();
    var first = model.model().get();
    var other = model.models().get().get(1);
    model.asked().text().set("quiet triumph");
    model.head().set(4);
    model.focus().set(1);
    model.scale().set(Scale.LINEAR);
    model.method().set(Method.ROLLOUT);
    model.choose(other);
    model.asked().text().set("for the other");
    assertThat(model.head().get()).isNotEqualTo(4);
    model = make();
    model.enter(Route.Attention.of(first.path(), null));
    assertThat(model.asked().text().get()).isEqualTo("quiet triumph");
    assertThat(model.head().get()).isEqualTo(4);
    assertThat(model.focus().get()).isEqualTo(1);
    assertThat(model.scale().get()).isEqualTo(Scale.LINEAR);
    assertThat(model.method().get()).isEqualTo(Method.ROLLOUT);
    model = make();
    entered();
    assertThat(model.model().get()).isEqualTo(first);
  }

  @Test
  void walking_back_brings_the_sentence_and_the_head() {
    entered();
    model.asked().text().set("before");
    model.head().set(3);
    var state = model.remembered();
    model.asked().text().set("after it");
    model.head().set(7);
    model.restore(state);
    assertThat(model.asked().text().get()).isEqualTo("before");
    assertThat(model.head().get()).isEqualTo(3);
    assertThat(shown().capture().tokens()).contains("before");
  }

  @Test
  void a_smaller_model_does_not_keep_a_head_that_it_lacks() {
    entered();
    model.head().set(15);
    workbench.answer(
        Request.Attend.class, q -> FakeAttention.of(workbench.folder(), q.subject().text(), 2, 2));
    model.asked().text().set("smaller now");
    assertThat(model.head().get()).isLessThan(4);
    assertThat(model.map()).isNotNull();
  }

  @Test
  void a_shorter_text_moves_the_focus_to_a_token_that_exists() {
    entered();
    model.asked().text().set("a b c d e f g h");
    model.focus().set(8);
    model.asked().text().set("a b");
    assertThat(model.focus().get()).isLessThan(shown().capture().tokens().size());
  }

  @Test
  void rollout_shows_layers() {
    entered();
    model.method().set(Method.ROLLOUT);
    model.layer().set(1);
    assertThat(model.facts()).isNull();
    assertThat(model.map()).isEqualTo(shown().capture().rolledOut(1));
    assertThat(Export.choice(model, true, false, Locale.ENGLISH).method())
        .isEqualTo(Method.ROLLOUT);
  }

  @Test
  void heads_are_ordered_by_layer_or_from_narrow_to_wide() {
    entered();
    var facts = shown().capture().facts();
    assertThat(Order.LAYER.of(facts)).isSorted().hasSize(16);
    var entropies =
        Order.ENTROPY.of(facts).stream().map(k -> facts.get(k).entropy().orElseThrow()).toList();
    assertThat(entropies).isSorted();
  }

  @Test
  void what_is_exported_is_what_is_in_sight(@TempDir Path folder) {
    entered();
    model.head().set(6);
    var choice = Export.choice(model, false, false, Locale.ENGLISH);
    assertThat(choice.layer()).isEqualTo(1);
    assertThat(choice.head()).isEqualTo(2);
    assertThat(AttentionFiles.csv(shown().capture(), choice))
        .startsWith(",[CLS],the,first,sentence");
    assertThat(Export.choice(model, true, false, Locale.ENGLISH).head()).isNull();
  }

  @Test
  void speaks_both_languages() {
    BothLanguages.speaks(AttentionScreen.class);
  }
}
