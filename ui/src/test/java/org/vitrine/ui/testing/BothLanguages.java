package org.vitrine.ui.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Checks that a bundle says the same things in both languages.
public final class BothLanguages {
  private BothLanguages() {}

  /// @param type any class of the package
  public static void speaks(Class<?> type) {
    var english = read(type, "texts.properties");
    var chinese = read(type, "texts_zh.properties");
    assertThat(chinese.stringPropertyNames())
        .as("%s", type)
        .isEqualTo(english.stringPropertyNames());
    for (var key : english.stringPropertyNames()) {
      assertThat(english.getProperty(key)).as(key).isNotBlank().doesNotContain("'");
      assertThat(chinese.getProperty(key)).as(key).isNotBlank().doesNotContain("'");
      assertThat(places(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  private static java.util.Set<String> places(String pattern) {
    var places = new java.util.TreeSet<String>();
    var match = java.util.regex.Pattern.compile("\\{(\\d)").matcher(pattern);
    while (match.find()) places.add(match.group(1));
    return places;
  }

  private static Properties read(Class<?> type, String name) {
    var texts = new Properties();
    try (InputStream in = type.getResourceAsStream(name)) {
      assertThat(in).as("%s of %s", name, type.getPackageName()).isNotNull();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
