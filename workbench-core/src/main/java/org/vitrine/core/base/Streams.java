package org.vitrine.core.base;

import java.util.SplittableRandom;

/// Random numbers as a function of (seed, stream, step), so that nothing depends on what was drawn before and a resumed
/// run is exact (METHODS 2.14; the mixing is SplitMix64's: Steele, Lea, Flood 2014).
public enum Streams {
  /// step = place of the tensor's name in sorted order
  NEW_WEIGHTS,
  /// step = epoch
  DATA_ORDER,
  /// step = micro-batch since the run's start
  DROPOUT,
  /// step = micro-batch since the run's start
  MASKING,
  /// step = sequence
  GENERATION,
  BOOTSTRAP,
  /// step = batch; the same at every evaluation
  EVALUATION_MASKING,
  PROBES;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /// The 64-bit key of this stream at this step.
  public long key(long seed, long step) {
    return mix(mix(mix(seed + GOLDEN) + ordinal() + GOLDEN) + step + GOLDEN);
  }

  public SplittableRandom at(long seed, long step) {
    return new SplittableRandom(key(seed, step));
  }

  /// A number in 0 .. n−1.
  public static int below(SplittableRandom random, int n) {
    return (int) Math.floor(random.nextDouble() * n);
  }

  /// The numbers 0 .. n−1 in random order (Fisher and Yates, from the end).
  public static int[] permutation(SplittableRandom random, int n) {
    var order = new int[n];
    for (int i = 0; i < n; i++) order[i] = i;
    for (int i = n - 1; i > 0; i--) {
      int j = below(random, i + 1), kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
