package org.vitrine.core.insight;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Texts;

/// Attention as a drawing (SVG) that a paper can scale and a person can edit: text stays text. A map of up to 160 tokens is
/// one rectangle a cell; larger maps, and the many of a sheet, are embedded as images of one pixel a cell.
final class AttentionSvg {
  private static final int MOST_CELLS = 160,
      MARGIN = 24,
      SPAN = 640,
      LEAST = 420,
      SMALL = 96,
      GAP = 6;
  private static final String MONO = "font-family='JetBrains Mono, monospace'";
  private static final String TEXT = "font-family='Inter, Noto Sans SC, sans-serif'";

  private final Capture capture;
  private final AttentionFiles.Choice choice;
  private final Texts texts;
  private final StringBuilder svg = new StringBuilder();

  AttentionSvg(Capture capture, AttentionFiles.Choice choice) {
    this.capture = capture;
    this.choice = choice;
    texts = Texts.of("org.vitrine.core.insight.texts", choice.locale());
  }

  /// One map with its tokens on both axes.
  ///
  /// @param role null for a rollout
  String one(HeadMap map, @Nullable Role role, String title) {
    double cell = (double) SPAN / Math.max(map.rows(), map.columns());
    double type = Math.clamp(cell * 0.62, 7, 14);
    double left = MARGIN + axis(capture.tokens(), type), top = 78 + axis(capture.keys(), type);
    double across = cell * map.columns(), down = cell * map.rows();
    var ink = role == null ? Ink.VIOLET : role.ink();
    begin(left + Math.max(across, LEAST) + MARGIN, top + down + 62);
    title(title + (role == null ? "" : " · " + role.code() + " " + name(role)), capture.model());
    if (Math.max(map.rows(), map.columns()) <= MOST_CELLS) cells(map, ink, left, top, cell);
    else image(map, ink, left, top, across, down);
    int every = Math.max(1, (int) Math.ceil(type * 1.2 / cell));
    for (int i = 0; i < map.rows(); i += every) {
      double middle = cell * (i + 0.5);
      text(capture.tokens().get(i), MONO, type, left - 6, top + middle + type * 0.35, "end", "");
    }
    for (int j = 0; j < map.columns(); j += every) {
      var token = capture.keys().get(j);
      double middle = cell * (j + 0.5);
      if (Type.upright(token)) text(token, MONO, type, left + middle, top - 6, "middle", "");
      else {
        double x = left + middle + type * 0.35, y = top - 6;
        var turned = String.format(Locale.ROOT, " transform='rotate(-90 %.2f %.2f)'", x, y);
        text(token, MONO, type, x, y, "start", turned);
      }
    }
    legend(ink, left, top + down + 14);
    text(
        texts.get("picture.axes"),
        TEXT,
        12,
        left + Math.max(across, LEAST),
        top + down + 26,
        "end",
        "");
    return end();
  }

  private static double axis(List<String> tokens, double type) {
    int longest = tokens.stream().mapToInt(String::length).max().orElse(1);
    return Math.min(longest, 16) * type * 0.62 + 12;
  }

  /// Every head as a small map, a row a layer.
  ///
  /// @param only this layer, null for all
  String sheet(@Nullable Integer only) {
    int heads = capture.maps().heads();
    var layers =
        only == null ? IntStream.range(0, capture.maps().depth()).boxed().toList() : List.of(only);
    double left = MARGIN + 26, top = 96;
    begin(left + heads * (SMALL + GAP) + MARGIN, top + layers.size() * (SMALL + GAP) + MARGIN);
    var title =
        only == null
            ? texts.get("picture.sheet", layers.size(), heads)
            : texts.get("picture.layer", only + 1, heads);
    title(title, capture.model() + "    " + String.join(" ", capture.tokens()));
    for (int head = 0; head < heads; head++)
      text(
          Integer.toString(head + 1),
          MONO,
          11,
          left + head * (SMALL + GAP) + SMALL / 2.0,
          top - 6,
          "middle",
          "");
    for (int row = 0; row < layers.size(); row++) {
      double y = top + row * (SMALL + GAP);
      text(
          Integer.toString(layers.get(row) + 1),
          MONO,
          11,
          left - 8,
          y + SMALL / 2.0 + 4,
          "end",
          "");
      for (int head = 0; head < heads; head++) {
        var role = capture.facts(layers.get(row), head).role();
        double x = left + head * (SMALL + GAP);
        image(capture.head(layers.get(row), head), role.ink(), x, y, SMALL, SMALL);
        text(role.code(), TEXT, 10, x + 4, y + 12, "start", " font-weight='600'");
      }
    }
    return end();
  }

  private String name(Role role) {
    return texts.get("role." + role.key());
  }

  private void begin(double width, double height) {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' width='%.0f' height='%.0f'>",
        width, height, width, height);
    add(
        "<defs><pattern id='masked' width='5' height='5' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
            + "<path d='M0 0V5' stroke='%s' stroke-width='1'/></pattern></defs>",
        line());
    add("<rect width='100%%' height='100%%' fill='%s'/>", paper());
  }

  private String end() {
    return svg.append("</svg>\n").toString();
  }

  private void title(String title, String about) {
    text(title, TEXT, 20, MARGIN, MARGIN + 18, "start", " font-weight='600'");
    var line = about.length() > 140 ? about.substring(0, 140) + "…" : about;
    text(line, TEXT, 13, MARGIN, MARGIN + 40, "start", "");
  }

  private void cells(HeadMap map, Ink ink, double left, double top, double cell) {
    for (int i = 0; i < map.rows(); i++) {
      float by = choice.scale() == Scale.ROW ? map.rowMax(i) : 1;
      int masked = -1;
      for (int j = 0; j <= map.columns(); j++) {
        boolean sees = j == map.columns() || map.visible().sees(i, j);
        if (!sees) {
          if (masked < 0) masked = j;
          continue;
        }
        if (masked >= 0)
          rect(left + masked * cell, top + i * cell, (j - masked) * cell, cell, "url(#masked)");
        masked = -1;
        if (j == map.columns()) continue;
        double shade =
            by == 0 ? 0 : choice.scale().shade(by == 1 ? map.at(i, j) : map.at(i, j) / by, 1);
        if (shade > 0)
          rect(left + j * cell, top + i * cell, cell, cell, colour(ink.at(shade, choice.dark())));
      }
    }
    frame(left, top, map.columns() * cell, map.rows() * cell);
  }

  private void image(HeadMap map, Ink ink, double left, double top, double across, double down) {
    int wide = map.columns(), high = map.rows();
    var argb =
        new Raster(map, choice.scale(), ink.table(choice.dark()), hatch()).pixels(wide, high);
    var picture = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, wide, high, argb, 0, wide);
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    add(
        "<image x='%.2f' y='%.2f' width='%.2f' height='%.2f' preserveAspectRatio='none' style='image-rendering:pixelated' href='data:image/png;base64,",
        left, top, across, down);
    svg.setLength(svg.length() - 1);
    svg.append(Base64.getEncoder().encodeToString(bytes.toByteArray())).append("'/>\n");
    frame(left, top, across, down);
  }

  private void frame(double left, double top, double across, double down) {
    add(
        "<rect x='%.2f' y='%.2f' width='%.2f' height='%.2f' fill='none' stroke='%s'/>",
        left, top, across, down, line());
  }

  private void rect(double x, double y, double width, double height, String fill) {
    add(
        "<rect x='%.2f' y='%.2f' width='%.2f' height='%.2f' fill='%s'/>",
        x, y, width, height, fill);
  }

  private void legend(Ink ink, double left, double top) {
    int wide = 200;
    for (int k = 0; k < wide; k += 4)
      rect(left + k, top, 4.2, 10, colour(ink.at(k / (double) (wide - 4), choice.dark())));
    for (double tick : Scale.TICKS) {
      var name = tick == 0 ? "0" : tick == 1 ? "1" : Double.toString(tick);
      text(name, MONO, 10, left + choice.scale().shade(tick, 1) * wide, top + 22, "middle", "");
    }
  }

  private void text(
      String text, String family, double size, double x, double y, String anchor, String more) {
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            default -> {
              boolean allowed =
                  c == '\t'
                      || c >= 0x20 && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
              safe.appendCodePoint(allowed ? c : 0xFFFD);
            }
          }
        });
    add(
        "<text %s font-size='%.1f' x='%.2f' y='%.2f' text-anchor='%s' fill='%s'%s xml:space='preserve'>%s</text>",
        family, size, x, y, anchor, choice.dark() ? "#C9D1D9" : "#24292F", more, safe);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private int hatch() {
    return choice.dark() ? 0xFF30363D : 0xFFD0D7DE;
  }

  private String line() {
    return colour(hatch());
  }

  private String paper() {
    return colour(choice.dark() ? Ink.DARK_PAPER : Ink.LIGHT_PAPER);
  }

  private static String colour(int argb) {
    return String.format(Locale.ROOT, "#%06X", argb & 0xFFFFFF);
  }
}
