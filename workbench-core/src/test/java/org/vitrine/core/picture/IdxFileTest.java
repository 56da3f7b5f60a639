package org.vitrine.core.picture;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;

class IdxFileTest {
  @TempDir Path folder;

  private static byte[] idx(int bytes, int... shape) {
    var buffer = ByteBuffer.allocate(4 + 4 * shape.length + bytes);
    buffer.putInt(0x0800 | shape.length);
    for (int size : shape) buffer.putInt(size);
    for (int i = 0; i < bytes; i++) buffer.put((byte) i);
    return buffer.array();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("x-idx"), bytes);
  }

  private void refused(byte[] bytes) throws IOException {
    var file = file(bytes);
    thenThrownBy(() -> IdxFile.read(file))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("picture.idx"));
  }

  @Test
  void pictures_and_labels_are_read() throws IOException {
    var pictures = IdxFile.read(file(idx(24, 2, 3, 4)));
    then(pictures.pictures()).isTrue();
    then(pictures.count()).isEqualTo(2);
    var second = pictures.picture(1);
    then(second.width()).isEqualTo(4);
    then(second.height()).isEqualTo(3);
    then(second.at(1, 2, 0)).isEqualTo(12 + 9);
    var labels = IdxFile.read(file(idx(200, 200)));
    then(labels.pictures()).isFalse();
    then(labels.label(199)).isEqualTo(199);
  }

  @Test
  void a_packed_file_is_the_same() throws IOException {
    var packed = folder.resolve("x.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(idx(24, 2, 3, 4));
    }
    then(IdxFile.is(packed)).isTrue();
    then(IdxFile.read(packed).picture(0).at(3, 0, 0)).isEqualTo(3);
    var cut = Files.readAllBytes(packed);
    refused(java.util.Arrays.copyOf(cut, cut.length - 9));
  }

  @Test
  void another_length_or_kind_is_refused() throws IOException {
    refused(idx(23, 2, 3, 4));
    refused(idx(25, 2, 3, 4));
    refused(idx(24, 4, 6));
    refused(idx(0, 0));
    refused(idx(4, -1));
    refused(idx(10, Integer.MAX_VALUE, Integer.MAX_VALUE, 2));
    refused(idx(10, 1 << 29));
    var floats = idx(24, 2, 3, 4);
    floats[2] = 0x0d;
    refused(floats);
    refused(new byte[] {0, 0});
    then(IdxFile.is(file(floats))).isFalse();
  }
}
