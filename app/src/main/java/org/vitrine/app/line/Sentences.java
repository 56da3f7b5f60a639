package org.vitrine.app.line;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import org.vitrine.core.base.Texts;
import org.vitrine.core.train.RunEvent.Notice;

/// Notices by key and facts as sentences of one language: those of the key's own package first, then the others'.
public final class Sentences {
  private static final List<String> BUNDLES =
      List.of(
          "train.notices",
          "history.notices",
          "data.notices",
          "model.notices",
          "device.findings",
          "session.notices");

  private final Locale locale;

  public Sentences(Locale locale) {
    this.locale = locale;
  }

  public String notice(Notice notice) {
    return notice(notice.key(), notice.facts().toArray());
  }

  public String notice(String key, Object... facts) {
    return inCore(key.replaceFirst("\\..*", "") + ".notices", key, facts)
        .or(() -> BUNDLES.stream().flatMap(b -> inCore(b, key, facts).stream()).findFirst())
        .or(() ->
            in("org.vitrine.core.%s.problems".formatted(key.replaceFirst("\\..*", "")), key, facts))
        .orElseGet(() -> Texts.of("org.vitrine.app.texts", locale).get(key, facts));
  }

  private Optional<String> inCore(String bundle, String key, Object... facts) {
    return in("org.vitrine.core." + bundle, key, facts);
  }

  private Optional<String> in(String bundle, String key, Object... facts) {
    try {
      var texts = Texts.of(bundle, locale);
      return texts.has(key) ? Optional.of(texts.get(key, facts)) : Optional.empty();
    } catch (MissingResourceException _) {
      return Optional.empty();
    }
  }
}
