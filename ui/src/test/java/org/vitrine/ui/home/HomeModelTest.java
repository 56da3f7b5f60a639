package org.vitrine.ui.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Feed;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeRuns;
import org.vitrine.ui.testing.FakeWorkbench;

class HomeModelTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private final Latest latest = Latest.inline();
  private final Preferences preferences = new Preferences(workbench.home());
  private final Feed feed = new Feed(workbench.history(), latest);
  private final HomeModel model = new HomeModel(workbench, latest, preferences, feed);

  @AfterEach
  void close() {
    workbench.close();
  }

  @Test
  void says_everything_in_both_languages() {
    BothLanguages.speaks(HomeScreen.class);
  }

  @Test
  void looks_at_a_sentence_of_its_own_before_anything_is_chosen() {
    model.speak(Locale.ENGLISH);
    assertThat(model.sentence().get())
        .isEqualTo("The film is slow, but the ending is a quiet triumph.");
    var look = model.look().get();
    assertThat(look).isNotNull();
    assertThat(look.links(look.start()))
        .isNotEmpty()
        .allSatisfy(l -> assertThat(l.weight()).isGreaterThanOrEqualTo(Look.LEAST));
  }

  @Test
  void leaves_out_links_to_separators() {
    model.speak(Locale.ENGLISH);
    var look = model.look().get();
    for (int i = 0; i < look.tokens().size(); i++) {
      assertThat(look.links(i)).noneMatch(l -> look.tokens().get(l.to()).special());
    }
  }

  @Test
  void a_new_language_brings_its_own_sentence_unless_the_user_wrote_one() {
    model.speak(Locale.ENGLISH);
    model.speak(Locale.SIMPLIFIED_CHINESE);
    assertThat(model.sentence().get()).startsWith("片子");
    model.sentence().set("My own words.");
    model.speak(Locale.SIMPLIFIED_CHINESE);
    assertThat(model.sentence().get()).isEqualTo("My own words.");
    assertThat(new Preferences(workbench.home()).get().sentence()).isEqualTo("My own words.");
  }

  @Test
  void another_sentence_comes_round() {
    model.speak(Locale.ENGLISH);
    var first = model.sentence().get();
    model.another(false);
    assertThat(model.sentence().get()).isNotEqualTo(first);
    model.another(false);
    assertThat(model.sentence().get()).isEqualTo(first);
  }

  @Test
  void an_answer_to_an_older_sentence_is_dropped() {
    model.speak(Locale.ENGLISH);
    workbench.hold(Request.Attend.class);
    model.sentence().set("Old words");
    model.sentence().set("New words");
    workbench.release();
    assertThat(model.look().get().text()).isEqualTo("New words");
  }

  @Test
  void says_what_happened_when_the_starter_cannot_be_opened_and_tries_again() {
    workbench.fail(Request.Attend.class, new Problem("session.lost", "log"));
    model.speak(Locale.ENGLISH);
    assertThat(model.look().get()).isNull();
    assertThat(model.trouble().get().key()).isEqualTo("session.lost");
    workbench.answer(
        Request.Attend.class,
        q -> org.vitrine.ui.testing.FakeAttention.of(workbench.folder(), q.subject().text(), 2, 2));
    model.again();
    assertThat(model.trouble().get()).isNull();
    assertThat(model.look().get()).isNotNull();
  }

  @Test
  void a_paused_run_goes_on_at_a_word() {
    FakeRuns.into(workbench);
    feed.look();
    var paused = model.paused().orElseThrow();
    assertThat(paused.name()).isEqualTo("poems-gpt2");
    assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
    model.goOn(paused, _ -> {});
    assertThat(workbench.commanded).containsEntry(paused.id(), Command.RESUME);
    assertThat(workbench.resumed).isEmpty();
  }

  @Test
  void shows_the_newest_runs_first_and_no_steps_once_a_run_finished() {
    assertThat(model.showsSteps()).isTrue();
    FakeRuns.into(workbench);
    feed.look();
    assertThat(model.recent())
        .extracting(r -> r.name())
        .startsWith("sst2-bert-base", "sst2-bert-base-lora");
    assertThat(model.showsSteps()).isFalse();
  }

  @Test
  void a_curve_comes_from_the_history() {
    FakeRuns.into(workbench);
    feed.look();
    var heard = new ArrayList<Double>();
    model.curve(model.recent().getFirst(), heard::addAll);
    assertThat(heard).hasSizeGreaterThan(10).allMatch(Double::isFinite);
  }
}
