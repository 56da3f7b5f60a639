package org.vitrine.ui.charts;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.vitrine.ui.kit.Fonts;

/// Tokens and numbers drawn by hand, each in a family that has its characters.
final class TokenText {
  private static final Text RULER = new Text();

  private TokenText() {}

  static Font font(String text, double size) {
    return Font.font(Fonts.monoFor(text), size);
  }

  static Font strong(String text, double size) {
    return Font.font(Fonts.monoFor(text), FontWeight.BOLD, size);
  }

  /// For words of the window.
  static Font words(String text, double size, boolean bold) {
    var family = Fonts.isHan(text) ? Fonts.HAN : Fonts.LATIN;
    return Font.font(family, bold ? FontWeight.BOLD : FontWeight.NORMAL, size);
  }

  static double width(String text, Font font) {
    RULER.setText(text);
    RULER.setFont(font);
    return RULER.getLayoutBounds().getWidth();
  }

  /// The text, cut with … to fit.
  static String fit(String text, Font font, double width) {
    if (width(text, font) <= width) return text;
    int end = text.length();
    while (end > 1 && width(text.substring(0, end) + "…", font) > width) end--;
    return text.substring(0, end) + "…";
  }

  /// Whether a token stands upright where Latin ones are turned.
  static boolean upright(String text) {
    return Fonts.isHan(text) || text.length() == 1;
  }

  /// @param align where `x` is in the text; `y` is its middle
  static void draw(
      GraphicsContext g, String text, Font font, double x, double y, TextAlignment align) {
    g.setFont(font);
    g.setTextAlign(align);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(text, x, y);
  }

  /// Text that reads upwards, begun at (x, y), centred on x.
  static void upwards(GraphicsContext g, String text, Font font, double x, double y) {
    g.save();
    g.translate(x, y);
    g.rotate(-90);
    draw(g, text, font, 0, 0, TextAlignment.LEFT);
    g.restore();
  }

  /// Spaces and line ends of a token, made visible.
  static String shown(String token) {
    return token.isBlank() ? token.replace(' ', '␣').replace('\n', '⏎').replace('\t', '⇥') : token;
  }
}
