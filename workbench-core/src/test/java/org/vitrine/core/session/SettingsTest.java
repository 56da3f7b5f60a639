package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;

class SettingsTest {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void open() {
    home = new Home(folder);
  }

  @Test
  void come_back_as_they_were_kept() {
    var settings =
        Settings.DEFAULTS
            .with("theme", "dark")
            .with("text_size", 150)
            .with("model_folders", List.of("/models"))
            .remember("models.tab", "tensors");
    settings.save(home);
    assertThat(Settings.of(home)).isEqualTo(settings);
    assertThat(Settings.of(home).recall("models.tab", String.class)).isEqualTo("tensors");
  }

  @Test
  void are_the_defaults_where_there_is_no_file() {
    assertThat(Settings.of(home)).isEqualTo(Settings.DEFAULTS);
  }

  @Test
  void leave_out_a_line_that_makes_no_sense() throws IOException {
    Files.writeString(
        home.settings(),
        "{\"theme\": \"pink\", \"text_size\": 9000, \"smoothing\": 0.9, \"later\": 1}");
    assertThat(Settings.of(home)).isEqualTo(Settings.DEFAULTS.with("smoothing", 0.9));
  }

  @Test
  void refuse_a_value_by_the_name_of_the_setting() {
    assertThatThrownBy(() -> Settings.DEFAULTS.with("threads", "many"))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.facts()).contains("threads"));
    assertThatThrownBy(() -> Settings.DEFAULTS.with("colour", 3)).isInstanceOf(Problem.class);
  }

  @Test
  void forget_what_a_screen_kept_in_another_form() {
    var settings = Settings.DEFAULTS.remember("runs.columns", List.of("a", "b"));
    assertThat(settings.recall("runs.columns", Integer.class)).isNull();
    assertThat(settings.recall("runs.sort", String.class)).isNull();
  }
}
