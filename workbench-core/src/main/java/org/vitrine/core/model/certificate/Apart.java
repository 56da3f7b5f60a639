package org.vitrine.core.model.certificate;

import java.util.Locale;

/// How far some values lie from others.
///
/// @param difference largest absolute one, NaN if a value is no number or one is missing
/// @param share the same divided by the range of the wanted values, or by the largest of them where all agree
public record Apart(double difference, double share) {
  public static final Apart NOT = new Apart(0, 0);

  public static Apart of(float[] found, float[] wanted) {
    if (found.length != wanted.length) return new Apart(Double.NaN, Double.NaN);
    double worst = 0, low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < wanted.length; i++) {
      low = Math.min(low, wanted[i]);
      high = Math.max(high, wanted[i]);
      // The same infinity, or the same NaN, is no difference.
      if (Float.compare(found[i], wanted[i]) != 0)
        worst = Math.max(worst, Math.abs((double) found[i] - wanted[i]));
    }
    if (worst == 0) return NOT;
    double range = high > low ? high - low : Math.max(Math.abs(high), Float.MIN_NORMAL);
    return new Apart(worst, worst / range);
  }

  /// `8.3e-7`: two digits are what such a number is worth.
  public static String written(double value) {
    if (value == 0 || !Double.isFinite(value)) return value == 0 ? "0" : String.valueOf(value);
    return String.format(Locale.ROOT, "%.1e", value)
        .replaceFirst("e([+-])0", "e$1")
        .replace("e+", "e");
  }
}
