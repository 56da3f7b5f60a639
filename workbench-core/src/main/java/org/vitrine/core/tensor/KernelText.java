package org.vitrine.core.tensor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The TorchScript archive around `kernels.py`, written byte for byte so that no Python is needed at any point.
///
/// | entry                   | content                                                                    |
/// |-------------------------|----------------------------------------------------------------------------|
/// | `k/data.pkl`            | a pickle of one object of class `__torch__.K` with `training = False`       |
/// | `k/code/__torch__.py`   | the text                                                                   |
/// | `k/constants.pkl`       | a pickle of the empty tuple                                                |
/// | `k/version`             | 10, the current format; a lower number brings old meanings of operators back |
final class KernelText {
  private static final byte[] OBJECT =
      join(
          new byte[] {(byte) 0x80, 2},
          ascii("c__torch__\nK\n"),
          new byte[] {')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0},
          ascii("training"),
          new byte[] {(byte) 0x89, 'u', 'b', '.'});
  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

  private KernelText() {}

  static InputStream archive() throws IOException {
    try (var text =
        Objects.requireNonNull(KernelText.class.getResourceAsStream("kernels.py"), "kernels.py")) {
      return archive(text.readAllBytes());
    }
  }

  private static InputStream archive(byte[] text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      entry(zip, "k/data.pkl", OBJECT);
      entry(zip, "k/code/__torch__.py", text);
      entry(zip, "k/constants.pkl", EMPTY_TUPLE);
      entry(zip, "k/version", ascii("10\n"));
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) all.writeBytes(part);
    return all.toByteArray();
  }
}
