package org.vitrine.core.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// Recognises what people hand over in place of a safetensors file, so that the sentence names it.
final class ForeignForms {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] GIT_LFS =
      "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);

  private ForeignForms() {}

  /// Why this folder without safetensors files is refused.
  static Problem instead(Path folder) {
    try (var all = Files.list(folder)) {
      for (var file : all.sorted().toList()) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".bin") || name.endsWith(".pt") || name.endsWith(".pth"))
          return new Problem("weights.pickle", file);
        if (name.endsWith(".onnx")) return new Problem("weights.onnx_given", file);
      }
    } catch (IOException _) {
      // A folder that cannot be listed holds nothing that we could name.
    }
    return new Problem("weights.none", folder);
  }

  /// The sentence for a file whose first bytes are those of another form, or null. A safetensors file shows itself by the
  /// brace after its length, whose own bytes can look like anything.
  static @Nullable Problem of(Path file, byte[] start) {
    if (start.length > 8 && start[8] == '{') return null;
    if (begins(start, GIT_LFS)) return new Problem("weights.lfs", file);
    if (begins(start, ZIP)
        || (start.length > 1 && start[0] == (byte) 0x80 && start[1] <= 5 && start[1] >= 2))
      return new Problem("weights.pickle", file);
    // An ONNX model begins with field 1, its IR version, as a small number.
    if (start.length > 2 && start[0] == 8 && start[1] > 0 && start[1] < 32 && start[2] == 0x12)
      return new Problem("weights.onnx_given", file);
    return null;
  }

  private static boolean begins(byte[] start, byte[] with) {
    if (start.length < with.length) return false;
    for (int i = 0; i < with.length; i++) if (start[i] != with[i]) return false;
    return true;
  }
}
