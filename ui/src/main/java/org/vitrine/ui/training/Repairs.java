package org.vitrine.ui.training;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;

/// What a fault offers, in words.
final class Repairs {
  private Repairs() {}

  static String name(Words words, Fault fault) {
    var repair = fault.repair();
    var gather = repair.get("gradient_accumulation_steps");
    var batch = repair.get("per_device_train_batch_size");
    var length = repair.get("max_length");
    if (gather != null && batch != null && length != null)
      return words.get("repair.shorter", batch, gather, length);
    if (gather != null && batch != null)
      return words.get("repair.gather", batch, Integer.parseInt(gather));
    var only = repair.entrySet().iterator().next();
    return words.get(
        "repair", Sentences.choice(words, Setting.named(only.getKey()), only.getValue()));
  }

  /// A fault of what has no row of its own.
  static Node sentence(Words words, Fault fault, TrainModel model) {
    var what =
        Labels.wrapped(fault.problem().sentence(words.locale()), "v-caption", "v-strong", "v-bad");
    what.setGraphic(Boxes.classes(Icons.tiny(Tone.BAD.icon()), "v-bad"));
    var box =
        new VBox(
            what, Labels.wrapped(fault.problem().remedy(words.locale()), "v-caption", "v-muted"));
    if (!fault.repair().isEmpty())
      box.getChildren().add(Buttons.repair(name(words, fault), () -> model.repair(fault)));
    return box;
  }
}
