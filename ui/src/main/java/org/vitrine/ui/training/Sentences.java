package org.vitrine.ui.training;

import org.vitrine.ui.kit.Words;

/// What a setting means for this data and this model, in one sentence.
final class Sentences {
  private final Words words;
  private final TrainModel model;

  Sentences(Words words, TrainModel model) {
    this.words = words;
    this.model = model;
  }

  String of(String name) {
    var recipe = model.recipe().get();
    var plan = model.report().get();
    var a = recipe.arguments();
    if (plan != null) {
      switch (name) {
        case "learns" -> {
          if (plan.trainable() > 0)
            return words.get(
                "say.learns", words.about(plan.trainable()), words.about(plan.parameters()));
        }
        case "num_train_epochs" -> {
          return words.get(
              "say.epochs", words.count(plan.trainRows()), words.count(plan.updatesPerEpoch()));
        }
        case "per_device_train_batch_size" -> {
          int all = a.perDeviceTrainBatchSize() * a.gradientAccumulationSteps();
          return words.get("say.batch", words.count(all), words.count(plan.updates()));
        }
        case "validation" -> {
          return words.get("say.validation", words.count(plan.evalRows()));
        }
        case "warmup_ratio" -> {
          return words.get("say.warmup", words.count(plan.warmup()), words.count(plan.updates()));
        }
        default -> {}
      }
    }
    var key = "about." + name;
    return words.has(key) ? words.get(key) : "";
  }

  /// A value as the form shows it.
  static String choice(Words words, Setting setting, String value) {
    if (setting.isSwitch()) return words.get("switch." + value);
    if (value.startsWith("last:"))
      return words.get("choice.learns.last", Integer.parseInt(value.substring(5)));
    var key = "choice." + setting.name() + "." + value;
    return words.has(key) ? words.get(key) : value;
  }
}
