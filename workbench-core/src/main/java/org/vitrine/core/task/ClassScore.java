package org.vitrine.core.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.tensor.Tensors;

/// Accuracy and what else the confusion matrix tells (METHODS 3.1), as scikit-learn counts it.
public final class ClassScore implements Score {
  /// Rows truth, columns prediction.
  private final long[][] confusion;

  private double loss;
  private long examples;

  public ClassScore(int classes) {
    confusion = new long[classes][classes];
  }

  @Override
  public void add(Output output, Prepared batch, double lossSum) {
    var values = Tensors.floats(output.logits());
    int classes = values.length / batch.rows();
    for (int row = 0; row < batch.rows(); row++) {
      long truth = batch.labels()[row];
      if (truth == Padded.IGNORED) continue;
      add((int) truth, argmax(values, row * classes, classes));
    }
    loss += lossSum;
  }

  /// One example; a prediction outside the known classes counts as a miss of its truth.
  public void add(int truth, int prediction) {
    confusion[truth][Math.min(prediction, confusion.length - 1)]++;
    examples++;
  }

  public long[][] confusion() {
    return confusion;
  }

  @Override
  public long examples() {
    return examples;
  }

  @Override
  public Map<String, Double> metrics() {
    int classes = confusion.length;
    var truths = new double[classes];
    var predictions = new double[classes];
    double hits = 0;
    for (int t = 0; t < classes; t++) {
      hits += confusion[t][t];
      for (int p = 0; p < classes; p++) {
        truths[t] += confusion[t][p];
        predictions[p] += confusion[t][p];
      }
    }
    double macro = 0,
        weighted = 0,
        occurring = 0,
        product = 0,
        truthSquares = 0,
        predictionSquares = 0;
    for (int k = 0; k < classes; k++) {
      double f1 = over(2 * confusion[k][k], truths[k] + predictions[k]);
      if (truths[k] + predictions[k] > 0) occurring++;
      macro += f1;
      weighted += f1 * truths[k];
      product += truths[k] * predictions[k];
      truthSquares += truths[k] * truths[k];
      predictionSquares += predictions[k] * predictions[k];
    }
    double n = examples;
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("loss", over(loss, n));
    metrics.put("accuracy", over(hits, n));
    metrics.put("f1_macro", over(macro, occurring));
    metrics.put("f1_weighted", over(weighted, n));
    metrics.put(
        "matthews",
        over(hits * n - product, Math.sqrt((n * n - predictionSquares) * (n * n - truthSquares))));
    return metrics;
  }

  private static double over(double a, double b) {
    return b == 0 ? 0 : a / b;
  }

  static int argmax(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) if (values[from + i] > values[from + best]) best = i;
    return best;
  }
}
