package org.vitrine.core.nn;

import org.vitrine.core.tensor.AttentionKernels;

/// How rotary positions are stretched for texts longer than those a model learnt from.
public sealed interface RotaryScaling {
  /// Radians a position, [width / 2], slowest last.
  ///
  /// @param length of the text; only where it [grows][#grows]
  float[] frequencies(int width, double theta, long length);

  /// Whether frequencies change with the text's length.
  default boolean grows() {
    return false;
  }

  /// Multiplies cosines and sines, and so the scores by its square.
  default double factor() {
    return 1;
  }

  /// θ^(−2i / width).
  record Plain() implements RotaryScaling {
    @Override
    public float[] frequencies(int width, double theta, long length) {
      return AttentionKernels.frequencies(width, theta);
    }
  }

  /// All positions `by` times closer: Chen et al. 2023, arXiv:2306.15595.
  record Linear(double by) implements RotaryScaling {
    @Override
    public float[] frequencies(int width, double theta, long length) {
      var all = AttentionKernels.frequencies(width, theta);
      for (int i = 0; i < all.length; i++) all[i] /= (float) by;
      return all;
    }
  }

  /// A larger θ the further a text goes beyond `learnt` positions. Keys that a cache holds keep the angles they had when
  /// they were read, as in the reference.
  record Dynamic(double by, long learnt) implements RotaryScaling {
    @Override
    public boolean grows() {
      return true;
    }

    @Override
    public float[] frequencies(int width, double theta, long length) {
      double beyond = by * Math.max(length, learnt) / learnt - (by - 1);
      return AttentionKernels.frequencies(
          width, theta * Math.pow(beyond, (double) width / (width - 2)));
    }
  }

  /// Llama 3.1's: slow pairs are slowed `by` times, fast ones stay, those between go over smoothly.
  ///
  /// @param low wavelengths above learnt / low are slow; @param high those below learnt / high are fast
  record Llama3(double by, double low, double high, long learnt) implements RotaryScaling {
    @Override
    public float[] frequencies(int width, double theta, long length) {
      var all = AttentionKernels.frequencies(width, theta);
      for (int i = 0; i < all.length; i++) {
        float wave = (float) (2 * Math.PI) / all[i];
        if (wave > learnt / low) {
          all[i] /= (float) by;
        } else if (wave >= learnt / high) {
          float fast = (learnt / wave - (float) low) / (float) (high - low);
          all[i] = (1 - fast) * all[i] / (float) by + fast * all[i];
        }
      }
      return all;
    }
  }

  /// YaRN: as [Llama3], the bounds told in turns over the `learnt` positions and the way between them straight in the
  /// number of the pair; scores are sharpened by [#factor]: Peng et al. 2023, arXiv:2309.00071.
  ///
  /// @param fast pairs with more turns stay; @param slow those with fewer are slowed
  /// @param whole whether bounds are rounded outwards to whole pairs
  record Yarn(double by, double fast, double slow, long learnt, boolean whole, double factor)
      implements RotaryScaling {
    @Override
    public float[] frequencies(int width, double theta, long length) {
      double first = pair(fast, width, theta), last = pair(slow, width, theta);
      first = Math.max(whole ? Math.floor(first) : first, 0);
      last = Math.min(whole ? Math.ceil(last) : last, width - 1);
      if (first == last) last += 0.001;
      var all = AttentionKernels.frequencies(width, theta);
      for (int i = 0; i < all.length; i++) {
        float slowed = Math.clamp((float) (i - first) / (float) (last - first), 0f, 1f);
        float stays = 1 - slowed;
        all[i] = all[i] / (float) by * (1 - stays) + all[i] * stays;
      }
      return all;
    }

    /// The pair that makes so many turns over the learnt positions.
    private double pair(double turns, int width, double theta) {
      return width * Math.log(learnt / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
    }

    /// The usual factor, of a scaling by `by`.
    public static double usualFactor(double by, double share) {
      return by <= 1 ? 1 : 0.1 * share * Math.log(by) + 1;
    }
  }
}
