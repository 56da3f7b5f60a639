package org.vitrine.core.insight;

/// The colour space in which equal steps look equal: Björn Ottosson 2020, "A perceptual color space for image processing".
///
/// @param l lightness, 0 black to 1 white
/// @param a green to red
/// @param b blue to yellow
public record Oklab(double l, double a, double b) {

  /// @param rgb sRGB as 0xRRGGBB; bits above are ignored
  public static Oklab of(int rgb) {
    double r = linear(rgb >> 16 & 255), g = linear(rgb >> 8 & 255), b = linear(rgb & 255);
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new Oklab(
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
  }

  /// Opaque sRGB as 0xFFRRGGBB; what lies outside is clipped.
  public int argb() {
    double l3 = cube(l + 0.3963377774 * a + 0.2158037573 * b);
    double m3 = cube(l - 0.1055613458 * a - 0.0638541728 * b);
    double s3 = cube(l - 0.0894841775 * a - 1.2914855480 * b);
    return 0xFF000000
        | coded(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3) << 16
        | coded(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3) << 8
        | coded(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3);
  }

  /// The colour at `share` of the way to another, 0..1.
  public Oklab to(Oklab other, double share) {
    return new Oklab(
        l + (other.l - l) * share, a + (other.a - a) * share, b + (other.b - b) * share);
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static double linear(int coded) {
    double c = coded / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static int coded(double linear) {
    double c = Math.clamp(linear, 0.0, 1.0);
    return (int)
        Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055));
  }
}
