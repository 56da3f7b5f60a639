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

  /// The whole map as an image of so many pixels.
  static WritableImage image(HeadMap map, Ink ink, Scale scale, Palette palette, int pixels) {
    return image(map, ink, scale, palette, 0, 0, map.size(), pixels);
  }

  /// A square part of the map, `span` cells wide from (row, column).
  static WritableImage image(
      HeadMap map,
      Ink ink,
      Scale scale,
      Palette palette,
      double row,
      double column,
      double span,
      int pixels) {
    int size = Math.max(1, pixels);
    var raster = new Raster(map, scale, ink.table(palette.dark()), argb(palette.line()));
    var image = new WritableImage(size, size);
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            size,
            size,
            PixelFormat.getIntArgbInstance(),
            raster.pixels(row, column, span, size, size),
            0,
            size);
    return image;
  }

  static int argb(Color colour) {
    return 0xFF000000
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }
}
