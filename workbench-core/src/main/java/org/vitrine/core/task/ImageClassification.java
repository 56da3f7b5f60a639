package org.vitrine.core.task;

import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.model.net.Head;

/// One class a picture.
public record ImageClassification(List<String> labels) implements Task {
  public static final String NAME = "image-classification";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Head head() {
    return Head.IMAGE_CLASSIFICATION;
  }

  @Override
  public Prepared batch(List<Example> examples, SplittableRandom random) {
    var pictures = examples.stream().map(e -> ((PictureExample) e).values()).toList();
    return Pictures.of(pictures, examples.stream().mapToLong(Example::label).toArray());
  }

  @Override
  public Score score(Examples asked) {
    return new ClassScore(labels.size());
  }
}
