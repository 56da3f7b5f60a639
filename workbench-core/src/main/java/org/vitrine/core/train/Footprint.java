package org.vitrine.core.train;

import java.util.Objects;
import org.vitrine.core.model.Description;
import org.vitrine.core.model.Layout;
import org.vitrine.core.model.net.Head;

/// What a process needs for a model, without a recipe: to run one example, and to tune every weight with the usual settings (METHODS 4.1).
///
/// @param run bytes; `tune` likewise
/// @param batch examples of an update; @param tokens of each, 0 where there are none
public record Footprint(long run, long tune, int batch, int tokens) {
  private static final int RUN_TOKENS = 512, TUNE_TOKENS = 128;

  /// @throws org.vitrine.core.base.Problem that says why the model's sizes are not known
  public static Footprint of(Description model) {
    var sizes = model.sizes();
    var layout = Objects.requireNonNull(model.layout());
    int batch = Arguments.DEFAULTS.perDeviceTrainBatchSize();
    long weights = model.parameters() * Float.BYTES;
    var running = new Activations.Load(1, RUN_TOKENS, Float.BYTES, false, true);
    var tuning = new Activations.Load(batch, TUNE_TOKENS, Float.BYTES, true, false);
    long maps = Maps.values(sizes) * Float.BYTES;
    long run = weights + Activations.running(layout, running) + maps;
    long tune =
        weights * 4
            + Activations.kept(layout, tuning, Long.MAX_VALUE, false)
            + Estimate.MAPS * maps * batch;
    var first = layout.first();
    int length = (int) Activations.load(layout, first, tuning).tokens();
    run += logits(model, 1, Activations.load(layout, first, running).tokens()) * 4;
    tune += logits(model, batch, length) * (4 + 8);
    return new Footprint(whole(run), whole(tune), batch, spoken(layout) ? length : 0);
  }

  private static boolean spoken(Layout layout) {
    return layout.reads() != Layout.Reads.ROWS && first(layout) != Layout.Kind.CONVOLUTION;
  }

  private static Layout.Kind first(Layout layout) {
    return layout.first().kind();
  }

  /// Outputs at all places that have some.
  private static long logits(Description model, long batch, long tokens) {
    var head = model.head();
    if (head == null) return 0;
    long vocabulary = model.sizes().vocabSize(), labels = model.labels().size();
    if (head.speaks()) return batch * tokens * vocabulary;
    return batch * (head == Head.TOKEN_CLASSIFICATION ? tokens : 1) * Math.max(1, labels);
  }

  /// With a tenth for what no formula counts, and the engine's own.
  private static long whole(long bytes) {
    return (long) (bytes * 1.1) + Estimate.ENGINE;
  }
}
