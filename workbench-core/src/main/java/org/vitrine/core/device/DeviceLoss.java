package org.vitrine.core.device;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vitrine.core.base.Problem;

/// Tells from an engine's error that the graphics card, not the work, gave up: after that no call of this process reaches
/// the card any more, and another process may.
public final class DeviceLoss {
  /// As CUDA, its libraries and PyTorch word it.
  private static final List<String> LOST =
      List.of(
          "gpu is lost",
          "device is lost",
          "unspecified launch failure",
          "unspecified launch timeout",
          "launch timed out and was terminated",
          "uncorrectable ecc error",
          "uncorrectable nvlink error",
          "no cuda-capable device",
          "an illegal memory access was encountered",
          "misaligned address",
          "hardware stack error",
          "illegal instruction was encountered",
          "device-side assert",
          "driver shutting down",
          "all cuda-capable devices are busy or unavailable",
          "device(s) is/are busy or unavailable",
          "unknown error",
          "cuda driver error",
          "cudnn_status_execution_failed",
          "cudnn_status_internal_error",
          "cublas_status_execution_failed",
          "cublas_status_internal_error");

  /// An unknown error of something else is nobody's card.
  private static final List<String> CUDA = List.of("cuda", "cudnn", "cublas", "gpu");

  private DeviceLoss() {}

  /// `device.lost` with the engine's own words, if that is what happened.
  public static Optional<Problem> of(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      var text = String.valueOf(each.getMessage());
      var small = text.toLowerCase(Locale.ROOT);
      boolean cuda = CUDA.stream().anyMatch(small::contains);
      if (cuda && !small.contains("out of memory") && LOST.stream().anyMatch(small::contains)) {
        var said = text.lines().map(String::strip).filter(line -> says(line)).findFirst();
        return Optional.of(new Problem("device.lost", error, said.orElse(text)));
      }
      if (each.getCause() == each) break;
    }
    return Optional.empty();
  }

  private static boolean says(String line) {
    var small = line.toLowerCase(Locale.ROOT);
    return LOST.stream().anyMatch(small::contains);
  }
}
