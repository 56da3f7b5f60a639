package org.vitrine.core.task;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.model.net.Head;

/// Read one text and write another: translate, sum up, answer. Every token of what is to be written is asked for, the end
/// among them; the decoder reads them shifted by one.
public record Seq2Seq(long pad) implements Task {
  public static final String NAME = "seq2seq";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Head head() {
    return Head.SEQUENCE_TO_SEQUENCE;
  }

  @Override
  public Padded batch(List<Example> asked, SplittableRandom random) {
    var examples = TextExample.all(asked);
    int width = Math.max(1, examples.stream().mapToInt(e -> e.target().length).max().orElse(1));
    var labels = new long[examples.size() * width];
    Arrays.fill(labels, Padded.IGNORED);
    long items = 0;
    for (int row = 0; row < examples.size(); row++) {
      var target = examples.get(row).target();
      System.arraycopy(target, 0, labels, row * width, target.length);
      items += target.length;
    }
    return Padded.of(examples, pad).withTokens(labels, items);
  }

  @Override
  public Score score(Examples asked) {
    return new TokenScore();
  }
}
