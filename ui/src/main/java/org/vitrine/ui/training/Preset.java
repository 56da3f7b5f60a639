package org.vitrine.ui.training;

import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.train.Arguments;

/// Where a form begins: three sets of settings that fit together.
enum Preset {
  QUICK(Feather.ZAP),
  BALANCED(Feather.TARGET),
  BEST(Feather.STAR);

  /// Above this many parameters a model is tuned at the rates of the papers; small ones need larger steps.
  private static final long LARGE = 20_000_000;

  private final Feather icon;

  Preset(Feather icon) {
    this.icon = icon;
  }

  Feather icon() {
    return icon;
  }

  String key() {
    return "preset." + name().toLowerCase(Locale.ROOT);
  }

  /// @param parameters of the model, 0 if unknown
  Arguments arguments(long parameters) {
    boolean large = parameters == 0 || parameters >= LARGE;
    var all =
        Arguments.DEFAULTS
            .with("max_length", "128")
            .with("warmup_ratio", "0.1")
            .with("weight_decay", "0.01");
    return switch (this) {
      case QUICK ->
          all.with("num_train_epochs", "1")
              .with("max_steps", "200")
              .with("learning_rate", large ? "5e-5" : "5e-4")
              .with("per_device_train_batch_size", "16")
              .with("max_length", "64")
              .with("eval_strategy", "steps")
              .with("eval_steps", "50")
              .with("load_best_model_at_end", "false");
      case BALANCED ->
          all.with("num_train_epochs", "3")
              .with("learning_rate", large ? "2e-5" : "2e-4")
              .with("per_device_train_batch_size", "32");
      case BEST ->
          all.with("num_train_epochs", "8")
              .with("learning_rate", large ? "2e-5" : "2e-4")
              .with("per_device_train_batch_size", "32")
              .with("lr_scheduler_type", "cosine")
              .with("early_stopping_patience", "2")
              .with("max_length", "256");
    };
  }
}
