package org.vitrine.core.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;

/// The forms of weight files, told by their first bytes; and what people hand over in place of them, so that the sentence
/// names it.
enum Form {
  SAFETENSORS,
  /// what `torch.save` writes, in both of its forms
  TORCH,
  /// NumPy's `.npz`
  NUMPY;

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /// Length of what stands before an entry's name in a zip.
  private static final int ZIP_LOCAL = 30;

  private static final byte[] GIT_LFS =
      "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);

  /// @throws Problem for a file that is none of these, if it can be named, or cannot be read
  static Form of(Path file) {
    var start = start(file);
    // A safetensors file shows itself by the brace after its length, whose own bytes can look like
    // anything.
    if (start.length > 8 && start[8] == '{') return SAFETENSORS;
    if (begins(start, GIT_LFS)) throw new Problem("weights.lfs", file);
    if (begins(start, ZIP)) return firstName(start).endsWith(".npy") ? NUMPY : TORCH;
    if (start.length > 1 && start[0] == (byte) 0x80 && start[1] <= 5 && start[1] >= 2) return TORCH;
    // An ONNX model begins with field 1, its IR version, as a small number.
    if (start.length > 2 && start[0] == 8 && start[1] > 0 && start[1] < 32 && start[2] == 0x12)
      throw new Problem("weights.onnx_given", file);
    return SAFETENSORS;
  }

  /// Why this folder without weights is refused.
  static Problem instead(Path folder) {
    try (var all = Files.list(folder)) {
      for (var file : all.sorted().toList()) {
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx"))
          return new Problem("weights.onnx_given", file);
      }
    } catch (IOException _) {
      // A folder that cannot be listed holds nothing that we could name.
    }
    return new Problem("weights.none", folder);
  }

  private static byte[] start(Path file) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(ZIP_LOCAL + 256);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }

  private static String firstName(byte[] start) {
    if (start.length < ZIP_LOCAL) return "";
    int length = (start[26] & 0xff) | (start[27] & 0xff) << 8;
    int end = Math.min(start.length, ZIP_LOCAL + length);
    return new String(Arrays.copyOfRange(start, ZIP_LOCAL, end), StandardCharsets.UTF_8);
  }

  private static boolean begins(byte[] start, byte[] with) {
    return start.length >= with.length
        && Arrays.equals(start, 0, with.length, with, 0, with.length);
  }
}
