package org.vitrine.core.task.generate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.Batch;
import org.vitrine.core.model.Model;
import org.vitrine.core.nn.Cache;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// A decoder's logits for what comes after texts that grow by one token a step. With the cache a step reads one position,
/// without it the whole text; the numbers agree but for rounding.
public final class NextTokens implements AutoCloseable {
  private final Model model;
  private final @Nullable Cache cache;

  public NextTokens(Model model, boolean caching) {
    this.model = model;
    cache = caching ? new Cache(model.scope()) : null;
  }

  /// @param texts of one length, longer than those of the call before
  /// @param parents for each text the place of its beginning among those of the call before; empty at the first call
  /// @return logits [V] for each text
  public double[][] after(List<long[]> texts, int[] parents) {
    int rows = texts.size(), length = texts.getFirst().length;
    int past = cache == null ? 0 : cache.length(), fresh = length - past;
    if (cache != null) cache.reorder(parents);
    var ids = new long[rows * fresh];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(texts.get(row), past, ids, row * fresh, fresh);
    }
    var seen = new long[rows * length];
    Arrays.fill(seen, 1);
    try (Scope step = model.scope().inner()) {
      var batch =
          new Batch(
              Tensors.of(step, ids, rows, fresh),
              Tensors.of(step, seen, rows, length),
              null,
              null,
              null,
              java.util.Map.of());
      var pass = Pass.inference().lastOnly();
      if (cache != null) pass.caching(cache);
      return split(Tensors.floats(model.forward(batch, pass).logits()), rows);
    }
  }

  private static double[][] split(float[] all, int rows) {
    int width = all.length / rows;
    var split = new double[rows][width];
    for (int i = 0; i < all.length; i++) split[i / width][i % width] = all[i];
    return split;
  }

  @Override
  public void close() {
    if (cache != null) cache.close();
  }
}
