package org.vitrine.core.insight;

/// The colours in which weights are drawn: ramps from paper to ink of near-equal steps in [Oklab]. Lightness falls alike in
/// all of them (on dark paper it rises), so equal weights look equally strong whatever the hue.
public enum Ink {
  VIOLET(
      stops(0xCBC1FF, 0x9C83F2, 0x6B44C5, 0x3E0487), stops(0x3E3364, 0x7461B5, 0xAD9DF3, 0xDED9FE)),
  BLUE(
      stops(0xA0CCFE, 0x4193E8, 0x0D60AA, 0x023665), stops(0x1C3E63, 0x3A74B2, 0x76AFEE, 0xC8E1FE)),
  TEAL(
      stops(0x97D3D6, 0x18A2A9, 0x017074, 0x013E41), stops(0x104446, 0x237C80, 0x62B3B7, 0xAAECEF)),
  GREEN(
      stops(0xA5D6AE, 0x4BA663, 0x0E7335, 0x01411A), stops(0x1F4328, 0x3C7C4C, 0x74B582, 0xB7EEC1)),
  MAGENTA(
      stops(0xF9B0D0, 0xDB619D, 0xA30C67, 0x63043C), stops(0x5A263F, 0xA64C77, 0xE588B2, 0xFFCFE2)),
  GREY(
      stops(0xC4C8CD, 0x8D949D, 0x5C636D, 0x2F363F), stops(0x3A3D41, 0x6A6F76, 0x9FA5AC, 0xDADEE5)),
  AMBER(
      stops(0xE9BD98, 0xC57C35, 0x8C510C, 0x502B00), stops(0x503216, 0x94602E, 0xCF9867, 0xFFD5B2));

  public static final int LIGHT_PAPER = 0xFFFFFFFF;
  public static final int DARK_PAPER = 0xFF0D1117;

  private final int[] light;
  private final int[] dark;

  /// @param light colours at ¼, ½, ¾, 1 on white paper; `dark` on dark paper
  Ink(int[] light, int[] dark) {
    this.light = table(LIGHT_PAPER, light);
    this.dark = table(DARK_PAPER, dark);
  }

  /// 256 opaque colours from paper to full ink, as 0xAARRGGBB; not to be written to.
  public int[] table(boolean onDark) {
    return onDark ? dark : light;
  }

  /// The colour of a shade, 0 paper to 1 full ink.
  public int at(double shade, boolean onDark) {
    return table(onDark)[(int) Math.round(255 * Math.clamp(shade, 0.0, 1.0))];
  }

  private static int[] stops(int... stops) {
    return stops;
  }

  private static int[] table(int paper, int[] stops) {
    var table = new int[256];
    for (int k = 0; k < 256; k++) {
      double place = k / 255.0 * stops.length;
      int below = Math.min((int) place, stops.length - 1);
      var from = Oklab.of(below == 0 ? paper : stops[below - 1]);
      table[k] = from.to(Oklab.of(stops[below]), place - below).argb();
    }
    return table;
  }
}
