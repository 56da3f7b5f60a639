package org.vitrine.ui.training;

import java.util.List;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Numbers;
import tools.jackson.databind.node.ObjectNode;

/// One thing that can be set, by the name that `TrainingArguments` has for it, or the recipe's own.
///
/// @param choices what it can be, empty for a number
/// @param more whether it is folded away at first
record Setting(String name, List<String> choices, boolean more) {
  private static final List<String> SWITCH = List.of("false", "true");

  static final List<Setting> ALL =
      List.of(
          of("learns", "all", "head"),
          of("num_train_epochs"),
          of("learning_rate"),
          of("per_device_train_batch_size"),
          of("gradient_accumulation_steps"),
          of("max_length"),
          of("seed"),
          more("max_steps"),
          more("lr_scheduler_type", "linear", "cosine", "constant", "constant_with_warmup"),
          more("warmup_ratio"),
          more("weight_decay"),
          more("max_grad_norm"),
          more("label_smoothing_factor"),
          more("dropout"),
          more("validation"),
          more("eval_strategy", "no", "steps", "epoch"),
          more("load_best_model_at_end", "false", "true"),
          more("early_stopping_patience"),
          more("group_by_length", "false", "true"),
          more("mlm_probability"),
          more("scratch", "false", "true"),
          more("device"),
          more("format", "float32", "bf16", "fp16"),
          more("tf32", "false", "true"),
          more("gradient_checkpointing", "false", "true"),
          more("kernels", "shipped", "fastest"));

  private static Setting of(String name, String... choices) {
    return new Setting(name, List.of(choices), false);
  }

  private static Setting more(String name, String... choices) {
    return new Setting(name, List.of(choices), true);
  }

  static Setting named(String name) {
    return ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /// Whether it belongs to the recipe and not to its arguments.
  private boolean own() {
    return name.equals("learns")
        || name.equals("device")
        || name.equals("scratch")
        || name.equals("format")
        || name.equals("validation");
  }

  boolean isSwitch() {
    return choices.equals(SWITCH);
  }

  /// Whether it means anything for this recipe.
  boolean fits(Recipe recipe) {
    return switch (name) {
      case "mlm_probability" -> recipe.task().equals("masked-lm");
      case "label_smoothing_factor" -> recipe.task().endsWith("-classification");
      case "validation" -> recipe.evalData() == null;
      default -> true;
    };
  }

  /// The value as text, empty for none.
  String of(Recipe recipe) {
    if (own()) {
      return switch (name) {
        case "learns" -> recipe.learns();
        case "device" -> recipe.device();
        case "scratch" -> String.valueOf(recipe.scratch());
        case "format" -> recipe.arguments().numberFormat();
        default -> text(recipe.data().validation());
      };
    }
    ObjectNode all = Json.mapper().valueToTree(recipe.arguments());
    var value = all.path(name);
    return value.isNull()
        ? ""
        : value.isFloatingPointNumber() ? text(value.asDouble()) : value.asString();
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Numbers.compact(value).replace('−', '-');
  }

  /// The recipe with this value.
  ///
  /// @throws Problem if it cannot be that
  Recipe give(Recipe r, String value) {
    if (!own())
      return r.with(
          r.arguments().with(name, value.isBlank() && name.equals("dropout") ? "none" : value));
    return switch (name) {
      case "learns" -> r.withLearns(value);
      case "device" -> r.withDevice(value);
      case "scratch" -> r.withScratch(Boolean.parseBoolean(value));
      case "format" -> r.with(r.arguments().in(value));
      default -> r.withData(r.data().withValidation(share(value)));
    };
  }

  private double share(String value) {
    double share;
    try {
      share = Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      throw new Problem("train.value", e, value, name);
    }
    if (!(share >= 0 && share <= 0.9)) throw new Problem("train.range", name, value);
    return share;
  }

  /// The value that an arrow key makes of this one, as text: the next of 1, 2, 5 times a power of ten.
  String stepped(double value, int by) {
    double next = value <= 0 && by > 0 ? least() : step(value, by);
    return text(
        whole() && next < 1 ? (name.endsWith("size") || name.endsWith("steps") ? 1 : 0) : next);
  }

  private boolean whole() {
    return least() == 1 && !name.equals("num_train_epochs") && !name.equals("max_grad_norm");
  }

  /// Where counting up begins.
  private double least() {
    return switch (name) {
      case "learning_rate" -> 1e-6;
      case "warmup_ratio",
          "weight_decay",
          "label_smoothing_factor",
          "dropout",
          "validation",
          "mlm_probability" ->
          0.01;
      default -> 1;
    };
  }

  /// The next larger or smaller of 1, 2, 5 times a power of ten.
  ///
  /// @param value above 0; others step by 1
  static double step(double value, int by) {
    if (value <= 0) return Math.max(0, value + by);
    double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9)), times = value / power;
    double next =
        by > 0
            ? (times < 1.999 ? 2 : times < 4.999 ? 5 : 10)
            : times > 5.001 ? 5 : times > 2.001 ? 2 : times > 1.001 ? 1 : 0.5;
    return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.3g", next * power));
  }
}
