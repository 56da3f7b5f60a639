package org.vitrine.core.picture;

import java.util.function.DoubleUnaryOperator;

/// Another size for a picture, with Pillow's filters and to Pillow's bytes: first across, then down, each weight a whole
/// number of 2⁻²² parts and each pass rounded to bytes
/// (<https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters>).
enum Resampling {
  NEAREST(0, _ -> 0),
  LANCZOS(3, x -> x > -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0),
  BILINEAR(1, x -> Math.max(0, 1 - Math.abs(x))),
  BICUBIC(2, Resampling::cubic),
  BOX(0.5, x -> x > -0.5 && x <= 0.5 ? 1 : 0),
  HAMMING(1, Resampling::hamming);

  private static final int PRECISION = 22;

  private final double support;
  private final DoubleUnaryOperator filter;

  Resampling(double support, DoubleUnaryOperator filter) {
    this.support = support;
    this.filter = filter;
  }

  Picture to(Picture from, int width, int height) {
    if (from.width() == width && from.height() == height) return from;
    if (this == NEAREST) return nearest(from, width, height);
    var wide = from.width() == width ? from : across(from, width);
    return wide.height() == height ? wide : down(wide, height);
  }

  private static Picture nearest(Picture from, int width, int height) {
    var to = new byte[width * height * from.channels()];
    int[] columns = nearest(from.width(), width), rows = nearest(from.height(), height);
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++)
        for (int c = 0; c < from.channels(); c++)
          to[(y * width + x) * from.channels() + c] = (byte) from.at(columns[x], rows[y], c);
    return new Picture(width, height, from.channels(), to);
  }

  /// Added up step by step, as Pillow does: at the border of two pixels the last bit decides.
  private static int[] nearest(int from, int to) {
    double step = (double) from / to, at = step * 0.5;
    var places = new int[to];
    for (int i = 0; i < to; i++, at += step) places[i] = Math.min(from - 1, (int) at);
    return places;
  }

  /// What a place of the result takes: `weights` of the places from `first` on.
  private record Taps(int first, int[] weights) {}

  private Taps[] taps(int from, int to) {
    double scale = (double) from / to, stretch = Math.max(scale, 1), reach = support * stretch;
    var taps = new Taps[to];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(from, (int) (centre + reach + 0.5));
      var shares = new double[end - first];
      double sum = 0;
      for (int k = 0; k < shares.length; k++) {
        shares[k] = filter.applyAsDouble((k + first - centre + 0.5) / stretch);
        sum += shares[k];
      }
      var weights = new int[shares.length];
      for (int k = 0; k < shares.length; k++) {
        double share = (sum == 0 ? shares[k] : shares[k] / sum) * (1 << PRECISION);
        weights[k] = (int) (share < 0 ? share - 0.5 : share + 0.5);
      }
      taps[i] = new Taps(first, weights);
    }
    return taps;
  }

  private Picture across(Picture from, int width) {
    var taps = taps(from.width(), width);
    int channels = from.channels();
    var to = new byte[width * from.height() * channels];
    for (int y = 0; y < from.height(); y++)
      for (int x = 0; x < width; x++)
        for (int c = 0; c < channels; c++) {
          int sum = 1 << (PRECISION - 1);
          int[] weights = taps[x].weights;
          for (int k = 0; k < weights.length; k++)
            sum += from.at(taps[x].first + k, y, c) * weights[k];
          to[(y * width + x) * channels + c] = clip(sum);
        }
    return new Picture(width, from.height(), channels, to);
  }

  private Picture down(Picture from, int height) {
    var taps = taps(from.height(), height);
    int width = from.width(), channels = from.channels();
    var to = new byte[width * height * channels];
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++)
        for (int c = 0; c < channels; c++) {
          int sum = 1 << (PRECISION - 1);
          int[] weights = taps[y].weights;
          for (int k = 0; k < weights.length; k++)
            sum += from.at(x, taps[y].first + k, c) * weights[k];
          to[(y * width + x) * channels + c] = clip(sum);
        }
    return new Picture(width, height, channels, to);
  }

  private static byte clip(int sum) {
    return (byte) Math.clamp(sum >> PRECISION, 0, 255);
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
  }

  private static double cubic(double x) {
    double a = -0.5, at = Math.abs(x);
    if (at < 1) return ((a + 2) * at - (a + 3)) * at * at + 1;
    return at < 2 ? (((at - 5) * at + 8) * at - 4) * a : 0;
  }

  private static double hamming(double x) {
    double at = Math.abs(x) * Math.PI;
    if (at == 0) return 1;
    return at >= Math.PI ? 0 : Math.sin(at) / at * (0.54 + 0.46 * Math.cos(at));
  }
}
