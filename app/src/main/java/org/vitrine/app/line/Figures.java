package org.vitrine.app.line;

import java.util.Locale;

/// Numbers as people read them.
public final class Figures {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  private Figures() {}

  /// "1.5 MB", in steps of 1,000 as file managers count.
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || value >= 99.5 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  /// "22.6 M"; empty below one.
  public static String count(long count) {
    if (count < 1) return "";
    if (count < 10_000) return String.format(Locale.ROOT, "%,d", count);
    if (count < 1_000_000) return String.format(Locale.ROOT, "%.0f K", count / 1e3);
    if (count < 1_000_000_000) return String.format(Locale.ROOT, "%.1f M", count / 1e6);
    return String.format(Locale.ROOT, "%.2f G", count / 1e9);
  }

  /// "87.4 %".
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /// Four significant digits: "0.6931", "2.000e-05".
  public static String number(double value) {
    double size = Math.abs(value);
    if (value == 0 || (size >= 0.001 && size < 100_000)) {
      return String.format(Locale.ROOT, size >= 100 ? "%.1f" : "%.4f", value);
    }
    return String.format(Locale.ROOT, "%.2e", value);
  }

  /// "42 s", "3:07 min", "1:02:03 h".
  public static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    if (whole < 3600) return String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    return String.format(Locale.ROOT, "%d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
