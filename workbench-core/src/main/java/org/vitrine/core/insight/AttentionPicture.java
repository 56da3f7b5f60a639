package org.vitrine.core.insight;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Texts;

/// Pictures of attention for papers and stages, in the inks of the window; needs no display.
public final class AttentionPicture {
  private static final int MARGIN = 48;
  private static final int MOST_PIXELS = 1600;

  private final Capture capture;
  private final Texts texts;
  private final Scale scale;
  private final boolean dark;

  public AttentionPicture(Capture capture, Locale locale, Scale scale, boolean dark) {
    this.capture = capture;
    this.texts = Texts.of("org.vitrine.core.insight.texts", locale);
    this.scale = scale;
    this.dark = dark;
  }

  /// One head with its tokens on both axes.
  ///
  /// @throws org.vitrine.core.base.Problem if there is no such head
  public BufferedImage head(int layer, int head) {
    var map = capture.head(layer, head);
    var facts = capture.facts(layer, head);
    var about =
        number("picture.entropy", facts.entropy(), 2)
            + number("picture.distance", facts.distance(), 1);
    return large(map, facts.role(), texts.get("picture.head", layer + 1, head + 1), about);
  }

  /// The rollout up to a layer with its tokens on both axes.
  ///
  /// @throws org.vitrine.core.base.Problem if there is no such layer
  public BufferedImage rollout(int layer) {
    return large(capture.rolledOut(layer), null, texts.get("picture.rollout", layer + 1), "");
  }

  /// Every head as a small map, a row a layer, each in the ink of its role; under it what the inks mean.
  ///
  /// @param only this layer, null for all
  public BufferedImage sheet(@Nullable Integer only) {
    return new HeadSheet(capture, texts, scale, dark).draw(only);
  }

  private String number(String key, OptionalDouble value, int digits) {
    if (value.isEmpty()) return "";
    return texts.get(key, String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble()))
        + "    ";
  }

  private BufferedImage large(HeadMap map, @Nullable Role role, String title, String about) {
    int cell = Math.clamp(MOST_PIXELS / Math.max(map.rows(), map.columns()), 2, 96);
    int across = cell * map.columns(), down = cell * map.rows();
    double type = Math.clamp(cell * 0.5, 18, 34);
    int every =
        Math.max(1, (int) Math.ceil(type * 1.25 / cell)); // labels that would touch are left out
    var measure = new Sheet(1, 1, dark);
    int left = axis(measure, capture.tokens(), type), above = axis(measure, capture.keys(), type);
    int head = 150;
    int width = MARGIN + left + Math.max(across, 700) + MARGIN;
    var sheet = new Sheet(width, MARGIN + head + above + down + 130 + MARGIN, dark);
    title(sheet, title, role, about);
    int x = MARGIN + left, y = MARGIN + head + above;
    tokens(sheet, x, y, cell, every, type);
    var ink = role == null ? Ink.VIOLET : role.ink();
    sheet.map(map, ink, scale, x, y, across, down);
    lines(sheet, x, y, cell, map);
    sheet.legend(ink, scale, x, y + down + 36, Math.min(across, 620), 22, 22);
    var axes = texts.get("picture.axes");
    sheet.muted().text(axes, Type.text(axes, 24), width - MARGIN, y + down + 60, 1);
    return sheet.image;
  }

  private static int axis(Sheet measure, List<String> tokens, double type) {
    double longest = 0;
    for (var token : tokens)
      longest = Math.max(longest, measure.width(token, Type.mono(token, type)));
    return (int) Math.min(longest, type * 14) + 24;
  }

  private void title(Sheet sheet, String title, @Nullable Role role, String about) {
    double end =
        MARGIN + sheet.strong().text(title, Type.strong(title, 46), MARGIN, MARGIN + 46, -1);
    if (role != null) {
      var name = role.code() + " " + texts.get("role." + role.key());
      var font = Type.strong(name, 28);
      double wide = sheet.width(name, font);
      sheet.pen.setColor(new Color(role.ink().at(0.25, dark)));
      sheet.pen.fillRoundRect((int) end + 28, MARGIN + 10, (int) wide + 32, 46, 14, 14);
      sheet.strong().text(name, font, end + 44, MARGIN + 43, -1);
    }
    var line = capture.model() + (about.isEmpty() ? "" : "    " + about);
    sheet.muted().text(line, Type.text(line, 26), MARGIN, MARGIN + 96, -1);
  }

  private void tokens(Sheet sheet, int x, int y, int cell, int every, double type) {
    sheet.strong();
    for (int i = 0; i < capture.tokens().size(); i += every) {
      var token = capture.tokens().get(i);
      double middle = cell * (i + 0.5);
      sheet.text(token, Type.mono(token, type), x - 16, y + middle + type * 0.35, 1);
    }
    for (int j = 0; j < capture.keys().size(); j += every) {
      var token = capture.keys().get(j);
      var font = Type.mono(token, type);
      double middle = cell * (j + 0.5);
      if (Type.upright(token)) sheet.text(token, font, x + middle, y - 18, 0);
      else sheet.upwards(token, font, x + middle + type * 0.35, y - 16);
    }
  }

  private void lines(Sheet sheet, int x, int y, int cell, HeadMap map) {
    if (cell < 12) return;
    sheet.pen.setColor(dark ? new Color(255, 255, 255, 20) : new Color(20, 10, 60, 22));
    int across = map.columns() * cell, down = map.rows() * cell;
    for (int j = 1; j < map.columns(); j++) sheet.pen.fillRect(x + j * cell, y, 1, down);
    for (int i = 1; i < map.rows(); i++) sheet.pen.fillRect(x, y + i * cell, across, 1);
  }
}
