package org.vitrine.core.task.generate;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Cache;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// A model's logits for what comes after texts that grow by one token a step. With the cache a step reads one position,
/// without it the whole text; the numbers agree but for rounding. An encoder-decoder reads its source at the first step
/// only if there is a cache.
public final class NextTokens implements AutoCloseable {
  private final Model model;
  private final long @Nullable [] source;
  private final @Nullable Cache cache;

  /// For a decoder.
  public NextTokens(Model model, boolean caching) {
    this(model, null, caching);
  }

  /// @param source what an encoder-decoder reads while it writes; null for a decoder
  public NextTokens(Model model, long @Nullable [] source, boolean caching) {
    this.model = model;
    this.source = source;
    cache = caching ? new Cache(model.scope()) : null;
  }

  /// @param texts of one length, longer than those of the call before
  /// @param parents for each text the place of its beginning among those of the call before; empty at the first call
  /// @return logits [V] for each text
  public double[][] after(List<long[]> texts, int[] parents) {
    return after(texts, parents, new int[texts.size()]);
  }

  /// The same for texts that were made one length by tokens before their beginning, which nothing sees.
  ///
  /// @param padding how many such tokens each text has
  double[][] after(List<long[]> texts, int[] parents, int[] padding) {
    int rows = texts.size(), length = texts.getFirst().length;
    int past = cache == null ? 0 : cache.length(), fresh = length - past;
    if (cache != null) cache.reorder(parents);
    var ids = new long[rows * fresh];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(texts.get(row), past, ids, row * fresh, fresh);
    }
    try (Scope step = model.scope().inner()) {
      var written = Tensors.of(step, ids, rows, fresh);
      var batch =
          source == null
              ? decoded(step, written, length, padding)
              : batch(
                  Tensors.of(step, repeated(source, rows), rows, source.length),
                  ones(step, rows, source.length),
                  Map.of("decoder_input_ids", written));
      var pass = Pass.inference().lastOnly();
      if (cache != null) pass.caching(cache);
      return split(Tensors.floats(model.forward(batch, pass).logits()), rows);
    }
  }

  private static Batch decoded(Scope step, NDArray written, int length, int[] padding) {
    int rows = padding.length, fresh = (int) written.getShape().get(1);
    if (Arrays.stream(padding).allMatch(n -> n == 0))
      return batch(written, ones(step, rows, length), Map.of());
    var mask = new long[rows * length];
    var places = new long[rows * fresh];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(mask, row * length + padding[row], (row + 1) * length, 1);
      for (int i = 0; i < fresh; i++)
        places[row * fresh + i] = Math.max(0, length - fresh + i - padding[row]);
    }
    var seen = Tensors.of(step, mask, rows, length);
    return new Batch(written, seen, null, Tensors.of(step, places, rows, fresh), null, Map.of());
  }

  private static Batch batch(NDArray ids, NDArray mask, Map<String, NDArray> more) {
    return new Batch(ids, mask, null, null, null, more);
  }

  private static NDArray ones(Scope step, int rows, int length) {
    var all = new long[rows * length];
    Arrays.fill(all, 1);
    return Tensors.of(step, all, rows, length);
  }

  private static long[] repeated(long[] text, int rows) {
    var all = new long[rows * text.length];
    for (int row = 0; row < rows; row++)
      System.arraycopy(text, 0, all, row * text.length, text.length);
    return all;
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
