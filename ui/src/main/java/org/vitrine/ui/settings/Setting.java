package org.vitrine.ui.settings;

import java.util.List;

/// One line of the settings: `NAME` and `NAME.text` in the texts say what it is.
///
/// @param section `appearance`, `language`, ...
/// @param name in `settings.json`
/// @param kind how it is chosen
record Setting(String section, String name, Kind kind) {
  sealed interface Kind {
    /// One of a few words; `NAME.CHOICE` in the texts, or the choice itself where there is no text.
    record Choice(List<?> choices) implements Kind {}

    record Switch() implements Kind {}

    record Share(double most) implements Kind {}

    /// 0 stands for “as many as there are”.
    record Count(int most) implements Kind {}

    /// One of the devices that were found.
    record Device() implements Kind {}

    record Folders() implements Kind {}

    /// The engines that are here, and what can be done with them.
    record Engines() implements Kind {}
  }

  static final List<Setting> ALL =
      List.of(
          new Setting("appearance", "theme", new Kind.Choice(List.of("light", "dark", "system"))),
          new Setting("appearance", "text_size", new Kind.Choice(List.of(90, 100, 125, 150, 200))),
          new Setting("appearance", "classroom", new Kind.Switch()),
          new Setting(
              "appearance", "row_height", new Kind.Choice(List.of("compact", "normal", "roomy"))),
          new Setting(
              "appearance", "attention_ink", new Kind.Choice(List.of("role", "one", "grey"))),
          new Setting(
              "appearance", "attention_scale", new Kind.Choice(List.of("sqrt", "linear", "row"))),
          new Setting("appearance", "codes_on_maps", new Kind.Switch()),
          new Setting("appearance", "smoothing", new Kind.Share(0.99)),
          new Setting("appearance", "motion", new Kind.Choice(List.of("system", "full", "less"))),
          new Setting("language", "language", new Kind.Choice(List.of("en", "zh", "system"))),
          new Setting("device", "device", new Kind.Device()),
          new Setting("device", "threads", new Kind.Count(256)),
          new Setting("engines", "engine", new Kind.Engines()),
          new Setting("film", "checkpoint_every", new Kind.Count(9999)),
          new Setting("film", "checkpoints_kept", new Kind.Count(99)),
          new Setting("film", "probe_sentences", new Kind.Count(8)),
          new Setting("folders", "model_folders", new Kind.Folders()),
          new Setting("network", "network", new Kind.Choice(List.of("ask", "never"))));

  /// Sections in their order; those after the settings have no settings but facts.
  static final List<String> SECTIONS =
      List.of(
          "appearance",
          "language",
          "device",
          "engines",
          "film",
          "folders",
          "network",
          "keyboard",
          "about");
}
