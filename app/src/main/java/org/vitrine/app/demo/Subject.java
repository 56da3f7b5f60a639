package org.vitrine.app.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Places;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.Recipe.Source;

/// What the demo works on, in one language: a starter model and messages whose mood is to be learnt.
///
/// @param model folder of the starter
/// @param train rows to learn from, `test` rows that are only measured on
/// @param speaker folder of a model that can already name the mood; need not be there
record Subject(Path model, Path train, Path test, Path speaker) {
  private static final String TEXT = "text";
  private static final String LABEL = "sentiment";

  /// @throws Problem `app.no_starter` if the program's folder is not complete
  static Subject of(Locale locale) {
    boolean chinese = locale.getLanguage().equals("zh");
    var language = chinese ? "zh" : "en";
    var data = Places.datasets();
    return new Subject(
        there(Places.models().resolve(chinese ? "bge-small-zh-v1.5" : "all-MiniLM-L6-v2")),
        there(data.resolve("messages-" + language + ".csv")),
        there(data.resolve("messages-" + language + "-test.csv")),
        Places.models().resolve("sentiment-" + language));
  }

  private static Path there(Path path) {
    if (!Files.exists(path)) throw new Problem("app.no_starter", path);
    return path;
  }

  boolean speaks() {
    return Files.isRegularFile(speaker.resolve("config.json"));
  }

  static Source source(Path file) {
    return new Source(file.toString(), TEXT, null, LABEL, null, null, null, 0);
  }

  /// The run to show. The last weights are measured, not the best: choosing by the rows that are measured on would flatter.
  ///
  /// @param scratch true to begin from random weights, with the same budget
  Recipe recipe(String name, boolean scratch, Probes probes, String device, int threads) {
    return new Recipe(
        name,
        "text-classification",
        model.toString(),
        scratch,
        source(train),
        source(test),
        arguments(),
        "all",
        device,
        threads,
        probes.texts());
  }

  private static Arguments arguments() {
    return Arguments.DEFAULTS
        .with("learning_rate", "2e-4")
        .with("per_device_train_batch_size", "16")
        .with("per_device_eval_batch_size", "32")
        .with("num_train_epochs", "5")
        .with("warmup_ratio", "0.1")
        .with("weight_decay", "0.01")
        .with("max_length", "64")
        .with("group_by_length", "true") // half of the time would go into padding
        .with("eval_on_start", "true")
        .with("eval_strategy", "epoch")
        .with("save_strategy", "no")
        .with("kernels", "fastest")
        .with("load_best_model_at_end", "false");
  }
}
