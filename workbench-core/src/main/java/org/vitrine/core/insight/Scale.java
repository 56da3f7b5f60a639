package org.vitrine.core.insight;

import java.util.List;
import java.util.Locale;

/// How a weight becomes a shade, both 0..1. The range is fixed, so maps can be compared; [#ROW] gives that up and says so.
public enum Scale {
  /// √, the default: small weights can be told apart.
  SQRT,
  LINEAR,
  /// Each row by its own largest weight.
  ROW;

  /// Weights at which a legend has its ticks.
  public static final List<Double> TICKS = List.of(0.0, 0.05, 0.2, 0.5, 1.0);

  /// @param rowMax the largest weight of the row, used by [#ROW] alone
  public double shade(double weight, double rowMax) {
    double clipped = Math.clamp(weight, 0.0, 1.0);
    return switch (this) {
      case SQRT -> Math.sqrt(clipped);
      case LINEAR -> clipped;
      case ROW -> rowMax <= 0 ? 0 : Math.min(1, clipped / rowMax);
    };
  }

  /// The name in settings: `sqrt`, `linear`, `row`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The scale of this [#key], √ if nobody knows it.
  public static Scale ofKey(String key) {
    for (var scale : values()) if (scale.key().equals(key)) return scale;
    return SQRT;
  }
}
