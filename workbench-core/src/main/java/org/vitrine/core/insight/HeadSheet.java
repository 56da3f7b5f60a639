package org.vitrine.core.insight;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Texts;

/// Every head of a model on one picture.
final class HeadSheet {
  private static final int MARGIN = 48, HEADER = 150, AXIS = 60, GAP = 10, LINE = 46;

  private final Capture capture;
  private final Texts texts;
  private final Scale scale;
  private final boolean dark;

  HeadSheet(Capture capture, Texts texts, Scale scale, boolean dark) {
    this.capture = capture;
    this.texts = texts;
    this.scale = scale;
    this.dark = dark;
  }

  BufferedImage draw(@Nullable Integer only) {
    int heads = capture.maps().heads();
    if (only != null) capture.head(only, 0);
    var layers =
        only == null ? IntStream.range(0, capture.maps().depth()).toArray() : new int[] {only};
    int size = Math.clamp(1900 / heads - GAP, 96, 260);
    var counts = counts(layers);
    int width = 2 * MARGIN + AXIS + Math.max(heads * (size + GAP), 900);
    int maps = MARGIN + HEADER + AXIS;
    int foot = maps + layers.length * (size + GAP) + 24;
    var sheet = new Sheet(width, foot + (counts.size() + 2) / 3 * LINE + MARGIN, dark);
    title(sheet, only, layers.length, heads);
    for (int head = 0; head < heads; head++) {
      var name = Integer.toString(head + 1);
      sheet.muted();
      sheet.text(
          name,
          Type.mono(name, 24),
          MARGIN + AXIS + head * (size + GAP) + size / 2.0,
          maps - 16,
          0);
    }
    for (int row = 0; row < layers.length; row++) {
      int y = maps + row * (size + GAP);
      var name = Integer.toString(layers[row] + 1);
      sheet.muted().text(name, Type.mono(name, 24), MARGIN + AXIS - 18, y + size / 2.0 + 9, 1);
      for (int head = 0; head < heads; head++)
        thumbnail(sheet, layers[row], head, MARGIN + AXIS + head * (size + GAP), y, size);
    }
    roles(sheet, counts, foot, width);
    return sheet.image;
  }

  private void title(Sheet sheet, @Nullable Integer only, int layers, int heads) {
    var title =
        only == null
            ? texts.get("picture.sheet", layers, heads)
            : texts.get("picture.layer", only + 1, heads);
    sheet.strong().text(title, Type.strong(title, 46), MARGIN, MARGIN + 46, -1);
    var text = capture.model() + "    " + String.join(" ", capture.tokens());
    var line = text.length() > 120 ? text.substring(0, 120) + "…" : text;
    sheet.muted().text(line, Type.text(line, 26), MARGIN, MARGIN + 96, -1);
  }

  private void thumbnail(Sheet sheet, int layer, int head, int x, int y, int size) {
    var role = capture.facts(layer, head).role();
    sheet.map(capture.head(layer, head), role.ink(), scale, x, y, size, size);
    code(sheet, role, x + 5, y + 5);
  }

  private void code(Sheet sheet, Role role, int x, int y) {
    var font = Type.strong(role.code(), 20);
    sheet.pen.setColor(new Color(role.ink().at(0.75, dark)));
    sheet.pen.fillRoundRect(x, y, 38, 28, 8, 8);
    sheet.pen.setColor(dark ? new Color(Ink.DARK_PAPER) : Color.WHITE);
    sheet.text(role.code(), font, x + 19, y + 21, 0);
  }

  private Map<Role, Integer> counts(int[] layers) {
    var counts = new EnumMap<Role, Integer>(Role.class);
    for (int layer : layers)
      for (int head = 0; head < capture.maps().heads(); head++)
        counts.merge(capture.facts(layer, head).role(), 1, Integer::sum);
    return counts;
  }

  private void roles(Sheet sheet, Map<Role, Integer> counts, int top, int width) {
    int column = (width - 2 * MARGIN) / 3, place = 0;
    for (var each : counts.entrySet()) {
      int x = MARGIN + place % 3 * column, y = top + place / 3 * LINE;
      code(sheet, each.getKey(), x, y);
      var name = texts.get("role." + each.getKey().key());
      double wide = sheet.strong().text(name, Type.text(name, 26), x + 52, y + 23, -1);
      var count = each.getValue().toString();
      sheet.muted().text(count, Type.mono(count, 24), x + 72 + wide, y + 23, -1);
      place++;
    }
  }
}
