package org.vitrine.core.task;

import java.util.List;
import org.vitrine.core.model.Model;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.picture.Picture;
import org.vitrine.core.picture.Preprocessing;

/// What a model says of pictures, as its classes with probabilities.
public record PictureAnswers(Model model, Preprocessing preprocessing) {

  /// Likeliest first; empty lists where the model has no classes.
  public List<List<Answers.Score>> of(List<Picture> pictures) {
    if (!model.head().classifiesPictures())
      return pictures.stream().map(_ -> List.<Answers.Score>of()).toList();
    var batch = Pictures.of(pictures.stream().map(preprocessing::values).toList(), new long[0]);
    try (var scope = model.scope().inner()) {
      var output = model.forward(batch.on(scope, model), Pass.inference());
      return Answers.classes(model, output.logits(), pictures.size());
    }
  }
}
