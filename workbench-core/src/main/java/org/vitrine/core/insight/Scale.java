package org.vitrine.core.insight;

import java.util.Locale;

/// How a weight becomes a shade, both 0..1. The range is fixed, so maps can be compared.
public enum Scale {
  /// √, the default: small weights can be told apart.
  ROOT,
  LINEAR;

  /// Weights at which a legend has its ticks.
  public static final double[] TICKS = {0, 0.05, 0.2, 0.5, 1};

  public double shade(double weight) {
    double clipped = Math.clamp(weight, 0.0, 1.0);
    return this == ROOT ? Math.sqrt(clipped) : clipped;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
