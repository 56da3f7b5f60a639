package org.vitrine.core.data;

import java.util.List;
import java.util.Locale;
import org.vitrine.core.base.Texts;

/// Something worth telling about data that stops nobody: a key of `notices.properties` and facts, as in
/// [org.vitrine.core.base.Problem].
public record Note(String key, List<Object> facts) {
  static Note of(String key, Object... facts) {
    return new Note(key, List.of(facts));
  }

  public String sentence(Locale locale) {
    return Texts.of("org.vitrine.core.data.notices", locale).get(key, facts.toArray());
  }
}
