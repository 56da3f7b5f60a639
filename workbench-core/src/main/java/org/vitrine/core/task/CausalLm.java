package org.vitrine.core.task;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.model.net.Head;

/// Say what comes next: every token is asked for but the first (METHODS 2.6, 2.7).
public record CausalLm(long pad) implements Task {
  public static final String NAME = "causal-lm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Head head() {
    return Head.CAUSAL_LM;
  }

  @Override
  public Padded batch(List<Example> asked, SplittableRandom random) {
    var examples = TextExample.all(asked);
    var padded = Padded.of(examples, pad);
    var labels = padded.ids().clone();
    long items = 0;
    for (int row = 0; row < examples.size(); row++) {
      int length = examples.get(row).length(), at = row * padded.width();
      Arrays.fill(labels, at + length, at + padded.width(), Padded.IGNORED);
      items += Math.max(0, length - 1);
    }
    return padded.withTokens(labels, items);
  }

  @Override
  public Score score(Examples asked) {
    return new TokenScore();
  }
}
