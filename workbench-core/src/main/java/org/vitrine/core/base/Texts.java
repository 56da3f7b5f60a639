package org.vitrine.core.base;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The texts of one bundle in one language. Patterns are [MessageFormat]'s; apostrophes in them are typographic (’).
public final class Texts {
  private static final ResourceBundle.Control NO_DEFAULT_LOCALE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle bundle;
  private final Locale locale;

  private Texts(ResourceBundle bundle, Locale locale) {
    this.bundle = bundle;
    this.locale = locale;
  }

  /// @param bundle name of a properties file on the class path, with dots and without ending
  /// @throws MissingResourceException if there is no such file
  public static Texts of(String bundle, Locale locale) {
    return new Texts(ResourceBundle.getBundle(bundle, locale, NO_DEFAULT_LOCALE), locale);
  }

  /// The bundle in which the sentences of this problem's key stand.
  static Texts ofKey(String key, Locale locale) {
    var room = key.substring(0, Math.max(0, key.indexOf('.')));
    var home = room.equals("app") || room.equals("ui") ? "org.vitrine." : "org.vitrine.core.";
    return of(home + room + ".problems", locale);
  }

  public Locale locale() {
    return locale;
  }

  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /// The text of this key with its places filled; the key and the facts themselves where nobody wrote one.
  public String get(String key, Object... facts) {
    if (!has(key)) return facts.length == 0 ? key : key + " " + java.util.Arrays.toString(facts);
    var pattern = bundle.getString(key);
    if (facts.length == 0) return pattern;
    try {
      return new MessageFormat(pattern, locale).format(facts);
    } catch (IllegalArgumentException _) {
      // a fact that is no number after all, NaN for example, is shown as it is
      return new MessageFormat(pattern.replaceAll("\\{(\\d+),[^}]*}", "{$1}"), locale)
          .format(facts);
    }
  }
}
