package org.vitrine.core.tensor;

import ai.djl.util.cuda.CudaUtils;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices.Device;
import org.vitrine.core.device.Machine;

/// Which precisions pay where: half-size products only help where the hardware has them.
public final class NumberFormats {
  /// Compute capability of the first cards with bfloat16, and with fast float16.
  private static final int AMPERE = 80, VOLTA = 70;

  private static final int SIDE = 384, ROUNDS = 6;

  /// A product may take this much longer than in float32 and still counts as the processor's own.
  private static final double SLACK = 1.25;

  private static final Map<Precision, Boolean> TRIED = new EnumMap<>(Precision.class);

  private NumberFormats() {}

  /// @throws Problem `tensor.format.processor` or `tensor.format.card` if `device` has no such products of its own
  public static void check(Precision precision, Device device) {
    if (has(precision, device)) return;
    var key = device.gpu() ? "tensor.format.card" : "tensor.format.processor";
    throw new Problem(key, device.name(), precision.label());
  }

  /// Whether `device` computes products of this precision itself.
  public static boolean has(Precision precision, Device device) {
    if (!precision.mixed()) return true;
    return device.gpu() ? card(precision, device) : processor(precision);
  }

  private static boolean card(Precision precision, Device device) {
    int capability;
    try {
      var number = Integer.parseInt(device.id().substring("cuda:".length()));
      capability = Integer.parseInt(CudaUtils.getComputeCapability(number));
    } catch (RuntimeException | LinkageError _) {
      return true; // nobody says: the engine computes it in any case
    }
    return capability >= (precision == Precision.BFLOAT16 ? AMPERE : VOLTA);
  }

  /// By what an x86 system lists; other processors are measured once.
  private static boolean processor(Precision precision) {
    var listed = Machine.features();
    if (!listed.isEmpty()) {
      var wanted =
          precision == Precision.BFLOAT16
              ? List.of("avx512_bf16", "amx_bf16")
              : List.of("avx512_fp16", "amx_fp16");
      return wanted.stream().anyMatch(listed::contains);
    }
    synchronized (TRIED) {
      return TRIED.computeIfAbsent(precision, NumberFormats::isFast);
    }
  }

  /// Whether a product takes about as long as in float32, or less.
  static boolean isFast(Precision precision) {
    try (var scope = Scope.open()) {
      return time(scope, precision) <= SLACK * time(scope, Precision.FLOAT32);
    }
  }

  private static double time(Scope scope, Precision precision) {
    var x = Tensors.normal(scope, 1, 1, SIDE, SIDE);
    var weight = Tensors.normal(scope, 1, 2, SIDE, SIDE);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long began = System.nanoTime();
      Kernels.withoutGradients(() -> precision.during(() -> Kernels.linear(x, weight, null)))
          .close();
      best = Math.min(best, System.nanoTime() - began);
    }
    return best;
  }
}
