package org.vitrine.app.demo;

import java.util.List;
import org.vitrine.core.insight.HeadMap;

/// What one head reads, as arcs over the sentence: the thicker, the more. Weights under 0.07 are left out, and links to the
/// markers at both ends are hairlines: they say mostly that a head rests.
final class Arcs {
  private static final double LEAST = 0.07;
  private static final double CHARACTER = 9.2, PAD = 8, SKY = 150, GROUND = 44;

  private Arcs() {}

  static String svg(List<String> tokens, HeadMap map, String about) {
    var middles = new double[tokens.size()];
    double x = 0;
    for (int i = 0; i < tokens.size(); i++) {
      double width = width(tokens.get(i));
      middles[i] = x + width / 2;
      x += width;
    }
    var svg = new StringBuilder();
    svg.append(
        "<svg class=\"arcs\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">"
            .formatted(x, SKY + GROUND, Html.escape(about)));
    for (int i = 0; i < tokens.size(); i++) {
      for (int j = 0; j < tokens.size(); j++) {
        if (i != j && map.at(i, j) >= LEAST)
          svg.append(arc(middles[i], middles[j], x, map.at(i, j), edge(j, tokens)));
      }
    }
    for (int i = 0; i < tokens.size(); i++) svg.append(token(tokens, i, middles[i]));
    return svg.append("</svg>").toString();
  }

  private static boolean edge(int j, List<String> tokens) {
    return j == 0 || j == tokens.size() - 1;
  }

  private static String arc(double from, double to, double all, double weight, boolean hairline) {
    double height = 26 + (SKY - 34) * Math.abs(to - from) / all;
    return "<path class=\"%s\" d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\" stroke-width=\"%.2f\" opacity=\"%.2f\"/>"
        .formatted(
            hairline ? "rest" : "arc",
            from,
            SKY,
            from,
            SKY - 1.33 * height,
            to,
            SKY - 1.33 * height,
            to,
            SKY,
            hairline ? 0.8 : 0.8 + 5.5 * weight,
            hairline ? 0.55 : 0.35 + 0.65 * weight);
  }

  private static String token(List<String> tokens, int i, double middle) {
    return "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" class=\"%s\">%s</text>"
        .formatted(
            middle, SKY + 24, edge(i, tokens) ? "token edge" : "token", Html.escape(tokens.get(i)));
  }

  private static double width(String token) {
    return PAD
        + token
            .codePoints()
            .mapToDouble(c -> Character.isIdeographic(c) ? 1.7 * CHARACTER : CHARACTER)
            .sum();
  }
}
