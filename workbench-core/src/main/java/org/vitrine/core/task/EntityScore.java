package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.task.Entities.Entity;
import org.vitrine.core.tensor.Tensors;

/// Entities that were found, as seqeval counts them (METHODS 3.4), and how many words have the right tag. Where the tags
/// mark no entities (parts of speech, say) the words alone are counted.
public final class EntityScore implements Score {
  private final List<String> labels;
  private final boolean marked;
  private final Map<String, Counts> types = new TreeMap<>();
  private double loss;
  private long words, right, sentences;

  private static final class Counts {
    private double hits, found, wanted;

    double precision() {
      return over(hits, found);
    }

    double recall() {
      return over(hits, wanted);
    }

    double f1() {
      return over(2 * hits, found + wanted);
    }
  }

  public EntityScore(List<String> labels) {
    this.labels = labels;
    marked = Entities.marked(labels);
  }

  @Override
  public void add(Output output, Prepared prepared, double lossSum) {
    var batch = (Padded) prepared;
    try (var best = output.logits().argMax(-1)) { // [B, T]
      var said = Tensors.longs(best);
      for (int row = 0; row < batch.rows(); row++) {
        var truths = new ArrayList<String>();
        var answers = new ArrayList<String>();
        for (int at = row * batch.width(); at < (row + 1) * batch.width(); at++) {
          if (batch.labels()[at] == Padded.IGNORED) continue;
          truths.add(labels.get((int) batch.labels()[at]));
          answers.add(said[at] < labels.size() ? labels.get((int) said[at]) : "O");
        }
        add(truths, answers);
      }
    }
    loss += lossSum;
  }

  /// One sentence: the tags that its words have and those that they were given.
  public void add(List<String> truths, List<String> answers) {
    sentences++;
    words += truths.size();
    for (int i = 0; i < truths.size(); i++) if (truths.get(i).equals(answers.get(i))) right++;
    if (!marked) return;
    var wanted = new HashSet<>(Entities.of(truths));
    for (var each : wanted) counts(each).wanted++;
    for (var each : Entities.of(answers)) {
      counts(each).found++;
      if (wanted.contains(each)) counts(each).hits++;
    }
  }

  private Counts counts(Entity entity) {
    return types.computeIfAbsent(entity.type(), _ -> new Counts());
  }

  @Override
  public long examples() {
    return sentences;
  }

  @Override
  public Map<String, Double> metrics() {
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("loss", over(loss, words));
    if (marked) {
      var all = new Counts();
      double macro = 0, weighted = 0;
      for (var each : types.values()) {
        all.hits += each.hits;
        all.found += each.found;
        all.wanted += each.wanted;
        macro += each.f1();
        weighted += each.f1() * each.wanted;
      }
      metrics.put("f1", all.f1());
      metrics.put("precision", all.precision());
      metrics.put("recall", all.recall());
      metrics.put("f1_macro", over(macro, types.size()));
      metrics.put("f1_weighted", over(weighted, all.wanted));
    }
    metrics.put("accuracy", over(right, words));
    return metrics;
  }

  /// Precision, recall, F1 and number of wanted entities of each type.
  @Override
  public Map<String, Double> details() {
    var details = new LinkedHashMap<String, Double>();
    types.forEach((name, counts) -> {
      details.put("f1_" + name, counts.f1());
      details.put("precision_" + name, counts.precision());
      details.put("recall_" + name, counts.recall());
      details.put("support_" + name, counts.wanted);
    });
    return details;
  }

  private static double over(double a, double b) {
    return b == 0 ? 0 : a / b;
  }
}
