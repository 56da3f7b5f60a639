package org.vitrine.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Settings;
import org.vitrine.core.session.protocol.EngineList.EngineInfo;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.testing.FakeEngines;
import org.vitrine.ui.testing.FakeWorkbench;

class EnginesModelTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private final FakeEngines engines = FakeEngines.into(workbench);
  private final Preferences preferences = new Preferences(workbench.home());
  private int switched;
  private final EnginesModel model =
      new EnginesModel(workbench, preferences, Latest.inline(), () -> switched++);

  @BeforeEach
  void look() {
    model.look();
    workbench.asked.clear();
  }

  @AfterEach
  void close() {
    workbench.close();
  }

  @Test
  void fetches_nothing_before_somebody_agrees() {
    model.offer("cuda");
    assertThat(workbench.asked).containsExactly(new Request.OfferEngine("cuda"));
    assertThat(model.question().get()).isInstanceOf(EnginesModel.Question.Fetch.class);
    assertThat(model.back()).isTrue();
    model.agree();
    assertThat(workbench.asked).hasSize(1);
    assertThat(model.back()).isFalse();
  }

  @Test
  void installs_tries_and_uses_what_was_agreed_to() {
    model.offer("cuda");
    model.agree();
    assertThat(workbench.asked).contains(new Request.InstallEngine("cuda", List.of(), true));
    assertThat(model.done().get()).isInstanceOf(EnginesModel.Done.Used.class);
    assertThat(model.work().get()).isNull();
    assertThat(used()).isEqualTo("cuda");
    assertThat(model.fetchable()).isEmpty();
    assertThat(switched).isEqualTo(1);
  }

  @Test
  void a_later_change_of_another_setting_keeps_the_new_engine() {
    engines.with("cuda");
    model.use("cuda");
    preferences.set("text_size", 125);
    assertThat(Settings.of(workbench.home()).engine()).isEqualTo("cuda");
  }

  @Test
  void begins_no_fetch_without_network_or_room() {
    workbench.answer(Request.OfferEngine.class, q -> FakeEngines.offer(q.name(), false, 1L << 40));
    model.offer("cuda");
    model.agree();
    workbench.answer(Request.OfferEngine.class, q -> FakeEngines.offer(q.name(), true, 1L << 30));
    model.offer("cuda");
    model.agree();
    assertThat(workbench.asked).doesNotHaveAnyElementsOfTypes(Request.InstallEngine.class);
  }

  @Test
  void tells_how_far_it_is_and_cancelling_ends_the_work() {
    workbench.hold(Request.InstallEngine.class);
    model.offer("cuda");
    model.agree();
    var progress = workbench.progress;
    var answer = workbench.newest;
    progress.at("device.progress.fetching", 40, 100);
    assertThat(model.step().get())
        .isEqualTo(new EnginesModel.Step("device.progress.fetching", 40, 100, 0, -1));
    model.cancel();
    assertThat(answer).isCancelled();
    assertThat(model.work().get()).isNull();
    progress.at("device.progress.fetching", 60, 100);
    assertThat(model.step().get().done()).isEqualTo(40);
    assertThat(used()).isEqualTo("cpu");
    assertThat(model.trouble().get()).isNull();
  }

  @Test
  void does_one_thing_at_a_time() {
    engines.with("cuda");
    workbench.hold(Request.VerifyEngine.class);
    model.verify("cuda");
    model.use("cuda");
    assertThat(workbench.asked).containsExactly(new Request.VerifyEngine("cuda"));
    workbench.release();
    assertThat(model.done().get()).isEqualTo(new EnginesModel.Done.Verified("cuda", 23));
  }

  @Test
  void says_why_something_failed_and_forgets_it_with_the_next_attempt() {
    engines.with("cuda");
    workbench.fail(Request.UseEngine.class, new Problem("session.engine_no_card", "cuda"));
    model.use("cuda");
    assertThat(Objects.requireNonNull(model.trouble().get()).key())
        .isEqualTo("session.engine_no_card");
    assertThat(used()).isEqualTo("cpu");
    assertThat(switched).isZero();
    model.verify("cuda");
    assertThat(model.trouble().get()).isNull();
  }

  @Test
  void removes_after_a_yes_and_goes_back_to_the_one_that_came_with_the_program() {
    engines.with("cuda");
    model.use("cuda");
    var engine = engine("cuda");
    model.askRemove(engine);
    assertThat(workbench.asked).doesNotHaveAnyElementsOfTypes(Request.RemoveEngine.class);
    model.agree();
    assertThat(model.done().get()).isEqualTo(new EnginesModel.Done.Removed("cuda"));
    assertThat(used()).isEqualTo("cpu");
    assertThat(Settings.of(workbench.home()).engine()).isEqualTo("cpu");
    assertThat(model.fetchable()).contains("cuda");
  }

  @Test
  void files_get_a_name_that_nothing_has() {
    model.installFrom(List.of("/jars/pytorch-native-cu124-2.5.1-linux-x86_64.jar"));
    model.installFrom(List.of("/libtorch"));
    model.installFrom(List.of("/other"));
    assertThat(workbench.asked)
        .contains(
            new Request.InstallEngine(
                "cu124", List.of("/jars/pytorch-native-cu124-2.5.1-linux-x86_64.jar"), true),
            new Request.InstallEngine("own", List.of("/libtorch"), true),
            new Request.InstallEngine("own-2", List.of("/other"), true));
  }

  private EngineInfo engine(String name) {
    return Objects.requireNonNull(model.list().get()).engines().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String used() {
    return Objects.requireNonNull(model.list().get()).engines().stream()
        .filter(EngineInfo::inUse)
        .findFirst()
        .orElseThrow()
        .name();
  }
}
