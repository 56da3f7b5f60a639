package org.vitrine.ui.kit;

import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them. The minus is −; a comma groups thousands in both languages.
public final class Numbers {
  private Numbers() {}

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace('-', '−');
  }

  /// Two to three digits and a unit: 4.4 M, 109 M, 0.6 B; in Chinese 440 万, 1.1 亿.
  public static String about(double number, boolean chinese) {
    double size = Math.abs(number);
    if (chinese) {
      if (size >= 1e8) return digits(number / 1e8) + " 亿";
      if (size >= 1e4) return digits(number / 1e4) + " 万";
      return digits(number);
    }
    if (size >= 5e8) return digits(number / 1e9) + " B";
    if (size >= 1e6) return digits(number / 1e6) + " M";
    if (size >= 1e4) return digits(number / 1e3) + " K";
    return size == Math.rint(size) ? count((long) number) : digits(number);
  }

  private static String digits(double number) {
    double size = Math.abs(number);
    var pattern =
        size >= 100 || number == Math.rint(number)
            ? "%,.0f"
            : size >= 10 ? "%.1f" : size >= 1 ? "%.1f" : "%.2f";
    return trimmed(String.format(Locale.ROOT, pattern, number)).replace('-', '−');
  }

  private static String trimmed(String number) {
    return number.contains(".") ? number.replaceAll("0+$", "").replaceAll("\\.$", "") : number;
  }

  /// Binary units under their usual names: 1 GB is 2³⁰ bytes, as the memory of devices is told.
  public static String bytes(long bytes) {
    double size = bytes;
    for (var unit : new String[] {"B", "KB", "MB", "GB"}) {
      if (size < 1000 || unit.equals("GB")) {
        var pattern = unit.equals("B") || (size >= 100) ? "%,.0f %s" : "%,.1f %s";
        return String.format(Locale.ROOT, pattern, size, unit);
      }
      size /= 1024;
    }
    throw new AssertionError(bytes);
  }

  public static String duration(Duration time, boolean chinese) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) return seconds + (chinese ? " 秒" : " s");
    long minutes = Math.round(seconds / 60.0);
    if (minutes < 60) return minutes + (chinese ? " 分钟" : " min");
    return minutes / 60
        + (chinese ? " 小时 " : " h ")
        + String.format(Locale.ROOT, "%02d", minutes % 60);
  }

  /// 9:41, 1:02:09
  public static String clock(Duration time) {
    long s = Math.max(0, time.toSeconds());
    return s < 3600
        ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }

  /// 93.0 %
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100).replace('-', '−');
  }

  /// A rate as people write it: 2e-5, 0.01.
  public static String compact(double value) {
    if (value == 0) return "0";
    double size = Math.abs(value);
    if (size >= 0.001 && size < 100_000) {
      return trimmed(String.format(Locale.ROOT, "%.4f", value)).replace('-', '−');
    }
    int exponent = (int) Math.floor(Math.log10(size));
    return trimmed(String.format(Locale.ROOT, "%.2f", value / Math.pow(10, exponent)))
        + "e"
        + exponent;
  }
}
