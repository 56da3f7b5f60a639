package org.vitrine.core.picture;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Problem;

class PictureFileTest {
  @TempDir Path folder;

  private Path written(int type, String format) throws IOException {
    var image = new BufferedImage(9, 6, type);
    for (int y = 0; y < 6; y++)
      for (int x = 0; x < 9; x++)
        image.setRGB(x, y, 0xff000000 | x * 25 << 16 | y * 40 << 8 | (x + y) * 15);
    var file = folder.resolve("p." + format);
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  private void refused(Path file, String key) {
    thenThrownBy(() -> PictureFile.read(file))
        .isInstanceOfSatisfying(
            Problem.class,
            p -> {
              then(p.key()).isEqualTo(key);
              for (var language : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE})
                then(p.full(language)).contains(file.getFileName().toString()).doesNotContain(key);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void pixels_are_read_as_they_were_written(String format) throws IOException {
    var picture = PictureFile.read(written(BufferedImage.TYPE_INT_RGB, format));
    then(picture.channels()).isEqualTo(3);
    then(picture.width()).isEqualTo(9);
    then(picture.at(3, 2, 0)).isEqualTo(75);
    then(picture.at(3, 2, 1)).isEqualTo(80);
    then(picture.at(3, 2, 2)).isEqualTo(75);
  }

  @Test
  void transparency_is_left_out() throws IOException {
    var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00102030);
    image.setRGB(1, 0, 0xff405060);
    var file = folder.resolve("p.png");
    ImageIO.write(image, "png", file.toFile());
    then(PictureFile.read(file).bytes()).containsExactly(0x10, 0x20, 0x30, 0x40, 0x50, 0x60);
  }

  @Test
  void grey_keeps_its_values_and_a_palette_its_colours() throws IOException {
    var grey = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) grey.getRaster().setSample(x, 0, 0, x);
    var file = folder.resolve("g.png");
    ImageIO.write(grey, "png", file.toFile());
    var read = PictureFile.read(file);
    then(read.channels()).isEqualTo(1);
    for (int x = 0; x < 256; x++) then(read.at(x, 0, 0)).isEqualTo(x);
    var palette = PictureFile.read(written(BufferedImage.TYPE_BYTE_BINARY, "gif"));
    then(palette.channels()).isEqualTo(3);
    then(palette.at(8, 5, 0)).isEqualTo(255);
    then(palette.at(0, 0, 0)).isZero();
  }

  @Test
  void a_jpeg_comes_within_what_its_compression_loses() throws IOException {
    var image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 32; y++) for (int x = 0; x < 32; x++) image.setRGB(x, y, 0x3070b0);
    var file = folder.resolve("p.jpg");
    ImageIO.write(image, "jpg", file.toFile());
    var read = PictureFile.read(file);
    then(Math.abs(read.at(9, 20, 0) - 0x30)).isLessThan(4);
    then(Math.abs(read.at(9, 20, 2) - 0xb0)).isLessThan(4);
  }

  @Test
  void sixteen_bits_a_channel_are_refused() throws IOException {
    var file = folder.resolve("deep.png");
    ImageIO.write(new BufferedImage(3, 3, BufferedImage.TYPE_USHORT_GRAY), "png", file.toFile());
    refused(file, "picture.form");
  }

  @Test
  void what_is_no_picture_is_refused() throws IOException {
    refused(Files.writeString(folder.resolve("text.png"), "hello"), "picture.none");
    refused(Files.write(folder.resolve("empty.jpg"), new byte[0]), "picture.none");
  }

  @Test
  void a_picture_that_claims_a_gigapixel_is_refused_before_memory_is_asked_for()
      throws IOException {
    var png = Files.readAllBytes(written(BufferedImage.TYPE_INT_RGB, "png"));
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    var crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    refused(Files.write(folder.resolve("huge.png"), png), "picture.large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void damaged_files_end_in_a_picture_or_in_a_sentence(String format) throws IOException {
    int type = format.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_INT_RGB;
    var whole = Files.readAllBytes(written(type, format));
    var random = new SplittableRandom(17);
    int read = 0, refused = 0;
    for (int i = 0; i < 400; i++) {
      var bytes =
          java.util.Arrays.copyOf(whole, i % 4 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int k = 0; k < 1 + i % 3 && bytes.length > 0; k++)
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      var file = Files.write(folder.resolve("damaged." + format), bytes);
      try {
        var picture = PictureFile.read(file);
        then(picture.bytes()).hasSize(picture.width() * picture.height() * picture.channels());
        read++;
      } catch (Problem p) {
        then(p.key()).startsWith("picture.");
        refused++;
      }
    }
    then(read).isPositive();
    then(refused).isPositive();
  }
}
