package org.vitrine.core.task;

import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.model.net.Head;

/// One class a text, or a pair of texts.
public record TextClassification(List<String> labels, long pad) implements Task {
  public static final String NAME = "text-classification";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Head head() {
    return Head.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public Padded batch(List<Example> asked, SplittableRandom random) {
    var examples = TextExample.all(asked);
    var classes = examples.stream().mapToLong(TextExample::label).toArray();
    long items = examples.stream().filter(e -> e.label() != Padded.IGNORED).count();
    return Padded.of(examples, pad).withClasses(classes, items);
  }

  @Override
  public Score score(Examples asked) {
    return new ClassScore(labels.size());
  }
}
