package org.vitrine.ui;

import static org.assertj.core.api.BDDAssertions.then;

import java.awt.Font;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fonts in resources can show what the program says.
@NullMarked
class FontsTest {
  @ParameterizedTest
  @ValueSource(strings = {"NotoSansSC-Regular", "NotoSansSC-SemiBold"})
  void every_character_of_a_chinese_text_has_a_shape(String file) throws Exception {
    var font = font(file);
    var missing = new TreeSet<String>();
    for (var text : texts("_zh.properties"))
      Files.readString(text)
          .codePoints()
          .filter(c -> !Character.isISOControl(c) && !font.canDisplay(c))
          .forEach(c -> missing.add(Character.toString(c)));
    then(missing).as("run assets/fonts/cut.sh").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inter-Regular", "Inter-Medium", "Inter-SemiBold"})
  void every_character_of_an_english_text_has_a_shape(String file) throws Exception {
    var font = font(file);
    for (var text : texts(".properties")) {
      if (text.toString().contains("_zh.")) continue;
      var missing = new TreeSet<String>();
      Files.readString(text)
          .codePoints()
          .filter(c -> !Character.isISOControl(c) && !han(c) && !font.canDisplay(c))
          .forEach(c -> missing.add(Character.toString(c)));
      then(missing).as(text.toString()).isEmpty();
    }
  }

  @Test
  void semi_bold_is_the_bold_of_its_family() throws Exception {
    then(font("Inter-SemiBold").getFamily()).isEqualTo(font("Inter-Regular").getFamily());
    then(font("NotoSansSC-SemiBold").getFamily()).isEqualTo(font("NotoSansSC-Regular").getFamily());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inter", "JetBrainsMono", "NotoSansSC"})
  void each_font_comes_with_its_licence(String font) throws Exception {
    try (var in = FontsTest.class.getResourceAsStream("fonts/" + font + "-OFL.txt")) {
      then(in).isNotNull();
      then(new String(in.readAllBytes())).contains("SIL Open Font License, Version 1.1");
    }
  }

  /// The language menu names 中文 in English too; such a word falls back to the Chinese font.
  private static boolean han(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
  }

  private static Font font(String name) throws Exception {
    try (var in = FontsTest.class.getResourceAsStream("fonts/" + name + ".ttf")) {
      then(in).as(name).isNotNull();
      return Font.createFont(Font.TRUETYPE_FONT, in);
    }
  }

  /// Texts of all modules; tests run in the folder of this one.
  private static List<Path> texts(String end) throws IOException {
    try (var files = Files.walk(Path.of(".."))) {
      return files
          .filter(f ->
              f.toString().replace(File.separatorChar, '/').contains("src/main/resources")
                  && f.toString().endsWith(end))
          .toList();
    }
  }
}
