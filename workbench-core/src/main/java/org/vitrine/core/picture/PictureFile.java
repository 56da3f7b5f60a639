package org.vitrine.core.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;

/// PNG, JPEG, GIF and BMP files. Transparency is left out and the camera's rotation mark is not followed, as the reference
/// does not; the first picture of several is read.
public final class PictureFile {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");
  // decoded and copied, a pixel takes up to twelve bytes
  private static final long MOST_PIXELS =
      Math.min(100_000_000, Runtime.getRuntime().maxMemory() / 16);

  private PictureFile() {}

  /// Whether a file's name ends like a picture's.
  public static boolean named(Path file) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /// What a file says of itself before its pixels are read.
  public record Size(int width, int height) {}

  /// @throws Problem `picture.none` if it is no picture, `picture.large` if it claims more than a hundred million pixels, or than memory holds
  public static Size size(Path file) {
    return with(file, reader -> checked(file, reader));
  }

  /// @throws Problem `picture.none`, `picture.large`, `picture.broken`, `picture.form`, `picture.colours`
  public static Picture read(Path file) {
    return with(
        file,
        reader -> {
          checked(file, reader);
          try {
            return pixels(file, reader.read(0));
          } catch (IOException | RuntimeException e) {
            if (e instanceof Problem known) throw known;
            throw new Problem("picture.broken", e, file);
          }
        });
  }

  /// The bytes of a PNG file.
  public static byte[] png(Picture picture) {
    int type =
        picture.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    var image = new BufferedImage(picture.width(), picture.height(), type);
    for (int y = 0; y < picture.height(); y++)
      for (int x = 0; x < picture.width(); x++)
        for (int c = 0; c < picture.channels(); c++)
          image.getRaster().setSample(x, y, c, picture.at(x, y, c));
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no faults
    }
    return out.toByteArray();
  }

  private interface Reading<T> {
    T of(ImageReader reader) throws IOException;
  }

  private static <T> T with(Path file, Reading<T> reading) {
    try (InputStream stream = Files.newInputStream(file);
        var in = ImageIO.createImageInputStream(stream)) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) throw new Problem("picture.none", file);
      var reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return reading.of(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }

  private static Size checked(Path file, ImageReader reader) {
    int width, height;
    try {
      width = reader.getWidth(0);
      height = reader.getHeight(0);
    } catch (IOException | RuntimeException e) {
      throw new Problem("picture.broken", e, file);
    }
    if (width < 1 || height < 1) throw new Problem("picture.broken", file);
    if ((long) width * height > MOST_PIXELS)
      throw new Problem("picture.large", file, width, height);
    return new Size(width, height);
  }

  private static Picture pixels(Path file, BufferedImage image) {
    int width = image.getWidth(), height = image.getHeight();
    var raster = image.getRaster();
    boolean deep = raster.getDataBuffer().getDataType() != DataBuffer.TYPE_BYTE;
    boolean palette = image.getColorModel() instanceof IndexColorModel;
    int bands = raster.getNumBands();
    if (deep && image.getSampleModel().getSampleSize(0) > 8)
      throw new Problem("picture.form", file, image.getSampleModel().getSampleSize(0));
    if (bands > 3 && !image.getColorModel().hasAlpha()) throw new Problem("picture.colours", file);
    if (palette || deep) return packed(image);
    // The bands themselves: Java's own way to grey pixels bends their values.
    boolean grey = bands < 3;
    int channels = grey ? 1 : 3;
    var bytes = new byte[width * height * channels];
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++)
        for (int c = 0; c < channels; c++)
          bytes[(y * width + x) * channels + c] = (byte) row[x * bands + c];
    }
    return new Picture(width, height, channels, bytes);
  }

  private static Picture packed(BufferedImage image) {
    int width = image.getWidth(), height = image.getHeight();
    var bytes = new byte[width * height * 3];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 3;
        bytes[at] = (byte) (row[x] >> 16);
        bytes[at + 1] = (byte) (row[x] >> 8);
        bytes[at + 2] = (byte) row[x];
      }
    }
    return new Picture(width, height, 3, bytes);
  }
}
