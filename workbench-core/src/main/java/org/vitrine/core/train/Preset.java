package org.vitrine.core.train;

/// Where a recipe begins: three sets of arguments that fit together.
public enum Preset {
  /// Does it learn at all? As many updates whatever the size of the data, so that it takes minutes at most.
  QUICK,
  /// What the authors of the model would try first.
  BALANCED,
  /// More passes and longer texts, until nothing is gained.
  BEST;

  /// From this many parameters on a model is tuned at the rates of the papers; smaller ones need larger steps.
  private static final long LARGE = 60_000_000;

  /// @param parameters of the model, 0 if unknown
  public Arguments arguments(long parameters) {
    boolean large = parameters == 0 || parameters >= LARGE;
    var all =
        Arguments.DEFAULTS
            .with("max_length", "128")
            .with("warmup_ratio", "0.1")
            .with("weight_decay", "0.01");
    return switch (this) {
      case QUICK ->
          all.with("num_train_epochs", "1")
              .with("max_steps", "100")
              .with("learning_rate", large ? "5e-5" : "2e-4")
              .with("per_device_train_batch_size", "16")
              .with("max_length", "64")
              .with("eval_strategy", "steps")
              .with("eval_steps", "25")
              .with("load_best_model_at_end", "false");
      case BALANCED ->
          all.with("num_train_epochs", "3")
              .with("learning_rate", large ? "2e-5" : "1e-4")
              .with("per_device_train_batch_size", "32");
      case BEST ->
          all.with("num_train_epochs", "8")
              .with("learning_rate", large ? "2e-5" : "1e-4")
              .with("per_device_train_batch_size", "32")
              .with("lr_scheduler_type", "cosine")
              .with("early_stopping_patience", "2")
              .with("max_length", "256");
    };
  }
}
