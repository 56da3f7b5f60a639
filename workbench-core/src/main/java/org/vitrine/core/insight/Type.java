package org.vitrine.core.insight;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;

/// Type for pictures: Vitrine's own families if they came with the program, the system's otherwise.
public final class Type {
  private static final String FOLDER = "/org/vitrine/ui/fonts/";
  private static final Font MONO = load("JetBrainsMono-Regular.ttf", Font.MONOSPACED);
  private static final Font TEXT = load("Inter-Regular.ttf", Font.SANS_SERIF);
  private static final Font STRONG = load("Inter-SemiBold.ttf", Font.SANS_SERIF);
  private static final Font HAN = load("NotoSansSC-Regular.ttf", Font.SANS_SERIF);

  private Type() {}

  /// For tokens and numbers.
  static Font mono(String text, double size) {
    return fitting(MONO, text, size);
  }

  /// For names and sentences.
  ///
  /// @param text what is to be written, so that a font is taken that can
  /// @param size in pixels
  public static Font text(String text, double size) {
    return fitting(TEXT, text, size);
  }

  /// As [#text], heavier.
  public static Font strong(String text, double size) {
    return fitting(STRONG, text, size);
  }

  /// Whether a token stands upright where Latin ones are turned.
  static boolean upright(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic) || text.length() == 1;
  }

  private static Font fitting(Font wanted, String text, double size) {
    var font = wanted;
    if (wanted.canDisplayUpTo(text) >= 0) font = HAN;
    if (font.canDisplayUpTo(text) >= 0) font = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    return font.deriveFont((float) size);
  }

  private static Font load(String file, String otherwise) {
    try (var in = Type.class.getResourceAsStream(FOLDER + file)) {
      if (in != null) return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException _) {
      // the system's does as well
    }
    return new Font(otherwise, Font.PLAIN, 1);
  }
}
