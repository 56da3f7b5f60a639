package org.vitrine.core.picture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;

/// Files of bytes in rows, as MNIST's: pictures of one size and channel, or a label for each. Packed with gzip or not.
/// <http://yann.lecun.com/exdb/mnist/>
///
/// @param shape [count] of labels, [count, height, width] of pictures
/// @param bytes all of them
public record IdxFile(int[] shape, byte[] bytes) {
  private static final int BYTES = 0x08;
  private static final long MOST = 1L << 30;

  /// Whether a file begins like one.
  public static boolean is(Path file) {
    try (var in = opened(file)) {
      var start = in.readNBytes(4);
      return start.length == 4
          && start[0] == 0
          && start[1] == 0
          && start[2] == BYTES
          && (start[3] == 1 || start[3] == 3);
    } catch (IOException _) {
      return false;
    }
  }

  /// @throws Problem `picture.idx` if it is none, holds more than a gigabyte, or ends too early or too late
  public static IdxFile read(Path file) {
    try (var in = new DataInputStream(opened(file))) {
      int mark = in.readInt();
      if (mark >> 8 != BYTES) throw new Problem("picture.idx", file);
      var shape = new int[mark & 0xff];
      if (shape.length != 1 && shape.length != 3) throw new Problem("picture.idx", file);
      long all = 1;
      for (int i = 0; i < shape.length; i++) {
        shape[i] = in.readInt();
        if (shape[i] < 1 || (all *= shape[i]) > MOST) throw new Problem("picture.idx", file);
      }
      // read as far as there is something, not as far as the header claims
      var bytes = in.readNBytes((int) all);
      if (bytes.length < all || in.read() >= 0) throw new Problem("picture.idx", file);
      return new IdxFile(shape, bytes);
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      throw new Problem("picture.idx", e, file);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }

  private static InputStream opened(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      in.mark(2);
      boolean packed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return packed ? new BufferedInputStream(new GZIPInputStream(in)) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  public int count() {
    return shape[0];
  }

  public boolean pictures() {
    return shape.length == 3;
  }

  public int label(int index) {
    return bytes[index] & 0xff;
  }

  public Picture picture(int index) {
    int height = shape[1], width = shape[2], size = height * width;
    var own = java.util.Arrays.copyOfRange(bytes, index * size, (index + 1) * size);
    return new Picture(width, height, 1, own);
  }
}
