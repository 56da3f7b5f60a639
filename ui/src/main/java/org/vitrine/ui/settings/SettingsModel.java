package org.vitrine.ui.settings;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vitrine.core.base.Json;
import org.vitrine.core.session.Settings;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.kit.Words;
import tools.jackson.databind.JsonNode;

/// Which section shows, what is searched for, which settings differ from how Vitrine came.
final class SettingsModel {
  private final Preferences preferences;
  private final StringProperty section = new SimpleStringProperty("appearance");
  private final StringProperty query = new SimpleStringProperty("");

  SettingsModel(Preferences preferences) {
    this.preferences = preferences;
  }

  StringProperty section() {
    return section;
  }

  StringProperty query() {
    return query;
  }

  /// Those of the section; while something is searched for, those of all sections whose name or sentence has it, in either
  /// language.
  List<Setting> shown(Words words) {
    var typed = query.get().strip().toLowerCase(Locale.ROOT);
    if (typed.isEmpty())
      return Setting.ALL.stream().filter(s -> s.section().equals(section.get())).toList();
    return Setting.ALL.stream().filter(s -> texts(s, words).contains(typed)).toList();
  }

  private static String texts(Setting setting, Words words) {
    var all = new StringBuilder(setting.name().replace('_', ' '));
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      all.append('\n').append(words.get(locale, setting.name()));
      all.append('\n').append(words.get(locale, setting.name() + ".text"));
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }

  JsonNode value(Setting setting) {
    return preferences.get().get(setting.name());
  }

  boolean changed(Setting setting) {
    return !value(setting).equals(Settings.DEFAULTS.get(setting.name()));
  }

  void reset(Setting setting) {
    preferences.set(setting.name(), Settings.DEFAULTS.get(setting.name()));
  }

  /// What a developer needs to know of this computer; no text of the user's.
  static String diagnostics(DoctorReport report) {
    var facts = Json.object();
    facts.set("versions", Json.mapper().valueToTree(report.versions()));
    facts.set("devices", Json.mapper().valueToTree(report.devices()));
    facts.put("disk_free", report.diskFree());
    facts.set(
        "findings",
        Json.mapper().valueToTree(report.findings().stream().map(f -> f.what().key()).toList()));
    return Json.pretty(facts);
  }
}
