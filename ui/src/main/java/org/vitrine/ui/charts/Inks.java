package org.vitrine.ui.charts;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Raster;
import org.vitrine.core.insight.Role;
import org.vitrine.core.insight.Scale;
import org.vitrine.ui.kit.Palette;

/// Attention inks as JavaFX draws them.
public final class Inks {
  private Inks() {}

  /// The ink of a role under the setting `attention_ink`: `role`, `one` (violet for all) or `grey`.
  public static Ink of(Role role, String setting) {
    return switch (setting) {
      case "one" -> Ink.VIOLET;
      case "grey" -> Ink.GREY;
      default -> role.ink();
    };
  }

  /// @param shade 0 paper to 1 full ink
  public static Color colour(Ink ink, double shade, Palette palette) {
    int argb = ink.at(shade, palette.dark());
    return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
  }

  /// The whole map as a square image of so many pixels.
  static WritableImage image(HeadMap map, Ink ink, Scale scale, Palette palette, int pixels) {
    return image(map, ink, scale, palette, 0, 0, map.rows(), map.columns(), pixels, pixels);
  }

  /// A part of the map from (row, column) on.
  ///
  /// @param down rows; @param across columns
  /// @param wide pixels; @param high pixels
  static WritableImage image(
      HeadMap map,
      Ink ink,
      Scale scale,
      Palette palette,
      double row,
      double column,
      double down,
      double across,
      int wide,
      int high) {
    int width = Math.max(1, wide), height = Math.max(1, high);
    var raster = new Raster(map, scale, ink.table(palette.dark()), argb(palette.line()));
    var image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            width,
            height,
            PixelFormat.getIntArgbInstance(),
            raster.pixels(row, column, down, across, width, height),
            0,
            width);
    return image;
  }

  static int argb(Color colour) {
    return 0xFF000000
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }
}
