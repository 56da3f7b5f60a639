package org.vitrine.core.insight;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// A picture under way: paper of a size and a pen for text and maps.
final class Sheet {
  private static final Color TEXT = new Color(0x24292F), DARK_TEXT = new Color(0xC9D1D9);
  private static final Color MUTED = new Color(0x57606A), DARK_MUTED = new Color(0x8B949E);
  private static final int HAIRLINE = 0xFFE6EAEE, DARK_HAIRLINE = 0xFF21262D;

  final boolean dark;
  final BufferedImage image;
  final Graphics2D pen;

  Sheet(int width, int height, boolean dark) {
    this.dark = dark;
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    pen.setColor(new Color(dark ? Ink.DARK_PAPER : Ink.LIGHT_PAPER));
    pen.fillRect(0, 0, width, height);
    strong();
  }

  Sheet strong() {
    pen.setColor(dark ? DARK_TEXT : TEXT);
    return this;
  }

  Sheet muted() {
    pen.setColor(dark ? DARK_MUTED : MUTED);
    return this;
  }

  /// @param side −1 begins at x, 0 is centred on it, 1 ends there
  /// @return width of the text
  double text(String text, Font font, double x, double y, int side) {
    double width = font.getStringBounds(text, pen.getFontRenderContext()).getWidth();
    pen.setFont(font);
    pen.drawString(text, (float) (x - width * (side + 1) / 2), (float) y);
    return width;
  }

  double width(String text, Font font) {
    return font.getStringBounds(text, pen.getFontRenderContext()).getWidth();
  }

  /// Text that reads upwards, begun at (x, y).
  void upwards(String text, Font font, double x, double y) {
    var before = pen.getTransform();
    pen.translate(x, y);
    pen.rotate(-Math.PI / 2);
    text(text, font, 0, 0, -1);
    pen.setTransform(before);
  }

  /// A square map with a hairline around it.
  void map(HeadMap map, Ink ink, Scale scale, int x, int y, int width, int height) {
    int hatch = dark ? DARK_HAIRLINE : HAIRLINE;
    var pixels = new Raster(map, scale, ink.table(dark), hatch).pixels(width, height);
    image.setRGB(x, y, width, height, pixels, 0, width);
    pen.setColor(new Color(hatch));
    pen.setStroke(new BasicStroke(2));
    pen.drawRect(x - 1, y - 1, width + 1, height + 1);
  }

  /// Ink from 0 to 1 with ticks.
  void legend(Ink ink, Scale scale, int x, int y, int width, int height, double type) {
    for (int k = 0; k < width; k++) {
      pen.setColor(new Color(ink.at((double) k / (width - 1), dark)));
      pen.fillRect(x + k, y, 1, height);
    }
    pen.setColor(new Color(dark ? DARK_HAIRLINE : HAIRLINE));
    pen.drawRect(x - 1, y - 1, width + 1, height + 1);
    muted();
    for (double tick : Scale.TICKS) {
      var text = tick == 0 ? "0" : tick == 1 ? "1" : Double.toString(tick);
      text(
          text,
          Type.mono(text, type),
          x + scale.shade(tick, 1) * width,
          y + height + type * 1.4,
          0);
    }
  }
}
