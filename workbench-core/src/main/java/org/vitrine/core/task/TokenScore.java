package org.vitrine.core.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.tensor.Tensors;

/// Loss a token, perplexity (METHODS 3.5) and how often the likeliest token was the right one.
final class TokenScore implements Score {
  private double loss;
  private long items, hits, examples;

  @Override
  public void add(Output output, Prepared batch, double lossSum) {
    var labels = output.scoredLabels();
    if (labels == null)
      throw new IllegalArgumentException("a language model is scored at its labelled places");
    // argmax in the engine: a block of logits [N, V] is too large to carry into Java
    try (var best = output.logits().argMax(-1)) {
      var said = Tensors.longs(best);
      var truth = Tensors.longs(labels);
      for (int i = 0; i < said.length; i++) if (said[i] == truth[i]) hits++;
      items += said.length;
    }
    examples += batch.rows();
    loss += lossSum;
  }

  @Override
  public long examples() {
    return examples;
  }

  @Override
  public Map<String, Double> metrics() {
    double mean = items == 0 ? 0 : loss / items;
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("loss", mean);
    metrics.put("perplexity", Math.exp(mean));
    metrics.put("accuracy", items == 0 ? 0 : (double) hits / items);
    return metrics;
  }
}
