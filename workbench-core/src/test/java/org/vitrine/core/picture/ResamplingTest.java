package org.vitrine.core.picture;

import static org.assertj.core.api.BDDAssertions.then;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bytes beside those that Pillow 9.4 makes of the same picture.
class ResamplingTest {
  private static final HexFormat HEX = HexFormat.of();

  private static Picture picture() {
    int width = 7, height = 5;
    var bytes = new byte[width * height * 3];
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++)
        for (int c = 0; c < 3; c++)
          bytes[(y * width + x) * 3 + c] = (byte) (x * 37 + y * 91 + c * 53 + x * y * c * 11);
    return new Picture(width, height, 3, bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "NEAREST, 80c000ca20761480ec368ce28018b0caa47e",
    "LANCZOS, 5b8264808a958b7e76739590727b6e7b8486",
    "BILINEAR, 63886c81848b81827a6a918d767c76808685",
    "BICUBIC, 5f8568828892857f776e928f747c717e8586",
    "BOX, 6e7e637592927c6e5f529aa283817f8b939c",
    "HAMMING, 6187678d81917683766391937b77758a888a",
  })
  void smaller_pictures_are_pillows(Resampling filter, String bytes) {
    then(HEX.formatHex(filter.to(picture(), 3, 2).bytes())).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "NEAREST, 543f3f219fbbe00a991dc1029c9b698e9b5cdceba7fdb387e5ee6e78ac31e14c",
    "LANCZOS, a69c950a1287e320f0301448e322393321612b77cb3475e0bf07238da9b8ab73",
    "BILINEAR, 56006232b58b1820a45fb24df166c966867408dda9aaf6453c72e88803994140",
    "BICUBIC, 5b1d9375bc15724bebf44db0ac87c9ee83accc3fa41382b5e0577fc05f60fc39",
    "BOX, 8c1902786f0d54f9bc9fa33458a6e5fc862ac2d7db1b463dfa076e37e81b82ca",
    "HAMMING, 6852db13f4678ce12907d3cd2f220cb13f02121292efc5df388943e1c1586735",
  })
  void pictures_made_narrower_and_higher_are_pillows(Resampling filter, String sha256)
      throws NoSuchAlgorithmException {
    var bytes = filter.to(picture(), 4, 9).bytes();
    then(HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))).isEqualTo(sha256);
  }

  @Test
  void grey_is_pillows() {
    then(HEX.formatHex(picture().inGrey().bytes()))
        .isEqualTo("2b50759abfc7568697c55d8b6c7dc4654f69a0405a3c7c9f486babeb97c375a19d337c");
  }

  @Test
  void the_middle_is_cut_out_and_what_is_missing_is_black() {
    var grey = new Picture(3, 3, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    then(grey.middle(1, 1).bytes()).containsExactly(5);
    then(grey.middle(2, 3).bytes()).containsExactly(1, 2, 4, 5, 7, 8);
    then(grey.middle(5, 1).bytes()).containsExactly(0, 4, 5, 6, 0);
  }
}
