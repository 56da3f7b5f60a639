package org.vitrine.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vitrine.core.model.Description;
import org.vitrine.core.task.ImageClassification;
import org.vitrine.core.task.MaskedLm;
import org.vitrine.core.task.QuestionAnswering;
import org.vitrine.core.task.TextClassification;
import org.vitrine.core.task.TokenClassification;

/// What tuning will need, before the first step is measured (METHODS 4.1, 4.2).
///
/// @param memory bytes by part
/// @param trainable parameters that learn
/// @param flops floating point operations of one update
public record Estimate(Map<String, Long> memory, long trainable, double flops) {
  /// What a core of a laptop does with matrices of this size, floating point operations a second; measured runs replace it.
  private static final double SLOW = 20e9;

  private static final double FAST = 80e9;

  /// Of a convolution its map, the normalised one, what follows its activation and the sum with the shortcut are kept, and
  /// some again in the order that the engine's convolutions want; as `MemoryBench` measures it for two nets.
  static final int MAPS = 6;

  /// Of a process that has the engine and no model.
  static final long ENGINE = 250L << 20;

  /// @param card whether it runs on a graphics card, where attention with dropout keeps no scores
  public static Estimate of(Recipe recipe, Description model, boolean card) {
    var a = recipe.arguments();
    var sizes = model.sizes();
    boolean pictures = recipe.task().equals(ImageClassification.NAME);
    int asked = a.maxLength() > 0 && !pictures ? a.maxLength() : 512;
    int length = pictures ? sizes.maxPositions() : Math.min(asked, sizes.maxPositions());
    var layout = Objects.requireNonNull(model.layout()); // known where sizes are
    long d = sizes.hiddenSize(), all = model.parameters();
    long learning = recipe.learns().equals("all") ? Long.MAX_VALUE : parse(recipe.learns());
    long last =
        recipe.learns().equals("all")
            ? 0
            : Activations.topmost(layout, learning).stream().mapToLong(Work::weights).sum();
    boolean asks = recipe.task().equals(QuestionAnswering.NAME);
    long outputs = asks || model.labels().isEmpty() ? 2 : model.labels().size();
    long trainable = recipe.learns().equals("all") ? all : Math.min(all, last + d * outputs);
    boolean tags = recipe.task().equals(TokenClassification.NAME);
    boolean classifies = tags || asks || pictures || recipe.task().equals(TextClassification.NAME);
    double share = recipe.task().equals(MaskedLm.NAME) ? a.mlmProbability() : 1;
    long scored =
        tags || asks || !classifies
            ? Math.round(a.perDeviceTrainBatchSize() * length * share)
            : a.perDeviceTrainBatchSize();
    var dropout = a.dropout();
    boolean drops = dropout == null || dropout > 0;
    int held = a.precision().mixed() ? 6 : 4; // with the casts that the backward pass needs
    int e = a.precision().bytes();
    var load = new Activations.Load(a.perDeviceTrainBatchSize(), length, e, drops, card || !drops);
    long kept = Activations.kept(layout, load, learning, a.gradientCheckpointing());
    kept += MAPS * Maps.values(sizes) * a.perDeviceTrainBatchSize() * e;
    long head = scored * (classifies ? outputs : sizes.vocabSize()) * (e + 8L);
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("weights", all * held);
    parts.put("gradients", trainable * 4);
    parts.put("optimizer", trainable * 8);
    parts.put("activations", Math.round((kept + head) * 1.1));
    parts.put("engine", ENGINE);
    double examples = (double) a.perDeviceTrainBatchSize() * a.gradientAccumulationSteps();
    double work = Work.update(layout, load, learning, a.gradientCheckpointing());
    // a convolution's backward pass costs twice its forward, too
    return new Estimate(parts, trainable, examples * (work + 3 * Maps.work(sizes)));
  }

  private static long parse(String learns) {
    return learns.startsWith("last:") ? Long.parseLong(learns.substring(5)) : 0;
  }

  /// Shortest and longest likely time.
  public List<Double> seconds(long updates) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    return List.of(updates * flops / (FAST * threads), updates * flops / (SLOW * threads));
  }
}
