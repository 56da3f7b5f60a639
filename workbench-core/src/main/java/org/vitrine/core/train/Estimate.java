package org.vitrine.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.model.Description;

/// What tuning will need, before the first step is measured (METHODS 4.1, 4.2).
///
/// @param memory bytes by part
/// @param trainable parameters that learn
/// @param flops floating point operations of one update
public record Estimate(Map<String, Long> memory, long trainable, double flops) {
  /// What a core of a laptop does with matrices of this size, floating point operations a second; measured runs replace it.
  private static final double SLOW = 20e9;

  private static final double FAST = 80e9;
  private static final long ENGINE = 250L << 20;

  public static Estimate of(Recipe recipe, Description model) {
    var a = recipe.arguments();
    var sizes = model.sizes();
    long length =
        a.maxLength() > 0
            ? Math.min(a.maxLength(), sizes.maxPositions())
            : Math.min(512, sizes.maxPositions());
    long batch = a.perDeviceTrainBatchSize(),
        d = sizes.hiddenSize(),
        heads = sizes.heads(),
        layers = sizes.layers();
    long inner = sizes.innerSize(), delta = 1, e = 4;
    long all = model.parameters();
    long layer = layers == 0 ? 0 : 4 * d * d + 2 * d * inner;
    long trainable =
        switch (recipe.learns()) {
          case "all" -> all;
          case "head" -> d * Math.max(2, model.labels().size());
          default -> Math.min(all, layer * parse(recipe.learns()));
        };
    long learning =
        recipe.learns().equals("all") ? layers : Math.min(layers, parse(recipe.learns()));
    long activations =
        learning
            * (batch * length * (e * 6 * d + delta * d)
                + batch * length * (e * (2 * d + inner) + delta * d)
                + 4 * batch * heads * length);
    Map<String, Long> memory = new LinkedHashMap<>();
    memory.put("weights", all * 4);
    memory.put("gradients", trainable * 4);
    memory.put("optimizer", trainable * 8);
    memory.put("activations", Math.round(activations * 1.1));
    memory.put("engine", ENGINE);
    long computing = layers * layer;
    double tokens = (double) batch * length * a.gradientAccumulationSteps();
    double flops =
        tokens * (2.0 * computing + 4.0 * learning * layer + 4.0 * layers * d * length * 3);
    return new Estimate(memory, trainable, flops);
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
