package org.vitrine.ui.kit;

import java.time.Duration;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.vitrine.core.base.Texts;

/// The texts of one package in the language of the window.
///
/// A package `org.vitrine.ui.home` keeps them in `org/vitrine/ui/home/texts.properties` and `texts_zh.properties`; what it
/// lacks is looked for among the kit's. A language switch builds views anew over the same view models, so a view may read
/// texts once; a view model keeps facts and never a text.
public final class Words {
  private final ObjectProperty<Locale> locale;
  private final String bundle;

  private Words(ObjectProperty<Locale> locale, String bundle) {
    this.locale = locale;
    this.bundle = bundle;
  }

  /// The kit's own words, in this language for now.
  public static Words in(Locale language) {
    return new Words(new SimpleObjectProperty<>(language), bundleOf(Words.class));
  }

  /// The words of the package of `type`, in the language of these.
  public Words of(Class<?> type) {
    return new Words(locale, bundleOf(type));
  }

  public Locale locale() {
    return locale.get();
  }

  public boolean chinese() {
    return locale.get().getLanguage().equals("zh");
  }

  public ReadOnlyObjectProperty<Locale> localeProperty() {
    return locale;
  }

  public void speak(Locale language) {
    locale.set(language);
  }

  public boolean has(String key) {
    return Texts.of(bundle, locale()).has(key)
        || Texts.of(bundleOf(Words.class), locale()).has(key);
  }

  /// The text of this key with its places filled; the key itself where nobody wrote one.
  public String get(String key, Object... facts) {
    var own = Texts.of(bundle, locale());
    return (own.has(key) ? own : Texts.of(bundleOf(Words.class), locale())).get(key, facts);
  }

  /// The same, in a given language: for the search of the palette, which knows both.
  public String get(Locale language, String key, Object... facts) {
    return in(language, bundle).get(key, facts);
  }

  private static Words in(Locale language, String bundle) {
    return new Words(new SimpleObjectProperty<>(language), bundle);
  }

  /// 67,349
  public String count(long number) {
    return Numbers.count(number);
  }

  /// 4.4 M · 440 万
  public String about(double number) {
    return Numbers.about(number, chinese());
  }

  /// 12.0 GB
  public String bytes(long bytes) {
    return Numbers.bytes(bytes);
  }

  /// 4 min · 4 分钟
  public String duration(Duration time) {
    return Numbers.duration(time, chinese());
  }

  private static String bundleOf(Class<?> type) {
    return type.getPackageName() + ".texts";
  }
}
