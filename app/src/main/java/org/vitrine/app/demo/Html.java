package org.vitrine.app.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/// Pieces of a page that stands alone.
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /// Pixels as a picture inside the page.
  ///
  /// @param pixels 0xAARRGGBB, row by row
  static String data(int[] pixels, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not refuse
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /// A picture in two versions: the page shows the one that suits its theme.
  static String picture(String light, String dark, String about, String style) {
    return """
    <picture><source media="(prefers-color-scheme: dark)" srcset="%s">\
    <img class="%s" src="%s" alt="%s"></picture>\
    """
        .formatted(dark, style, light, escape(about));
  }
}
