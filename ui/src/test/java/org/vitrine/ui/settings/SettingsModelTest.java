package org.vitrine.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitrine.core.session.Settings;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeWorkbench;

class SettingsModelTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private final Preferences preferences = new Preferences(workbench.home());
  private final SettingsModel model = new SettingsModel(preferences);
  private final Words words = Words.in(Locale.ENGLISH).of(SettingsScreen.class);

  @AfterEach
  void close() {
    workbench.close();
  }

  @Test
  void says_everything_in_both_languages() {
    BothLanguages.speaks(SettingsScreen.class);
    for (var setting : Setting.ALL) {
      assertThat(words.has(setting.name())).as(setting.name()).isTrue();
      assertThat(words.has(setting.name() + ".text")).as(setting.name()).isTrue();
      if (setting.kind() instanceof Setting.Kind.Choice(var choices)) {
        for (var choice : choices)
          assertThat(words.has(setting.name() + "." + choice)).as("%s", choice).isTrue();
      }
    }
  }

  @Test
  void every_choice_is_one_that_the_file_takes() {
    for (var setting : Setting.ALL) {
      if (setting.kind() instanceof Setting.Kind.Choice(var choices)) {
        for (var choice : choices) {
          assertThat(Settings.DEFAULTS.with(setting.name(), choice).get(setting.name()).asString())
              .isEqualTo(choice.toString());
        }
      }
    }
  }

  @Test
  void a_change_is_kept_at_once_and_can_be_taken_back() {
    var size = setting("text_size");
    assertThat(model.changed(size)).isFalse();
    preferences.set("text_size", 150);
    assertThat(model.changed(size)).isTrue();
    assertThat(Settings.of(workbench.home()).textSize()).isEqualTo(150);
    model.reset(size);
    assertThat(model.changed(size)).isFalse();
    assertThat(Settings.of(workbench.home()).textSize()).isEqualTo(100);
  }

  @Test
  void finds_a_setting_in_either_language_whatever_section_shows() {
    model.section().set("about");
    model.query().set("课堂");
    assertThat(model.shown(words)).extracting(Setting::name).containsExactly("classroom");
    model.query().set("nvidia");
    assertThat(model.shown(words)).extracting(Setting::name).containsExactly("engine");
    model.query().set("SMOOTH");
    assertThat(model.shown(words)).extracting(Setting::name).containsExactly("smoothing");
  }

  @Test
  void diagnostics_hold_no_folder_of_the_user() {
    var report =
        new DoctorReport(
            java.util.Map.of("java", "25"),
            List.of(),
            "/home/ada/engine",
            "/home/ada/.vitrine",
            5,
            List.of());
    assertThat(SettingsModel.diagnostics(report)).contains("25").doesNotContain("ada");
  }

  private static Setting setting(String name) {
    return Setting.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}
