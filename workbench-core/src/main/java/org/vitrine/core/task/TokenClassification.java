package org.vitrine.core.task;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.model.net.Head;

/// A tag for every word: names, parts of speech, slots. Only a word's first piece has a label.
public record TokenClassification(List<String> labels, long pad) implements Task {
  public static final String NAME = "token-classification";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Head head() {
    return Head.TOKEN_CLASSIFICATION;
  }

  @Override
  public Padded batch(List<Example> asked, SplittableRandom random) {
    var examples = TextExample.all(asked);
    var padded = Padded.of(examples, pad);
    var labels = new long[padded.ids().length];
    Arrays.fill(labels, Padded.IGNORED);
    long items = 0;
    for (int row = 0; row < examples.size(); row++) {
      var own = examples.get(row).target();
      System.arraycopy(own, 0, labels, row * padded.width(), own.length);
      items += Arrays.stream(own).filter(l -> l != Padded.IGNORED).count();
    }
    return padded.withTokens(labels, items);
  }

  @Override
  public Score score(Examples asked) {
    return new EntityScore(labels);
  }

  @Override
  public String leadingMetric() {
    return Entities.marked(labels) ? "f1" : "loss";
  }
}
