package org.vitrine.core.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// The README.md of a tuned model: what it was tuned from, on what, how, and how well it did. Hugging Face reads its head.
record ModelCard(
    Recipe recipe, Map<String, Object> environment, long steps, Map<String, Double> metrics) {

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("README.md"), text());
  }

  private String text() {
    var a = recipe.arguments();
    var base = Path.of(recipe.model()).getFileName();
    var data = Path.of(recipe.data().path()).getFileName();
    var text = new StringBuilder();
    text.append("---\nlibrary_name: transformers\npipeline_tag: ").append(pipeline());
    text.append("\nbase_model: ").append(base).append("\ntags:\n- vitrine\n---\n\n");
    text.append("# ")
        .append(recipe.name() == null ? base + " on " + data : recipe.name())
        .append("\n\n");
    text.append("`").append(base).append("` tuned on `").append(data).append("` for ");
    text.append(recipe.task()).append(" with Vitrine, ").append(steps).append(" updates");
    if (recipe.scratch()) text.append(", from random weights");
    text.append(".\n\n");
    if (!metrics.isEmpty()) {
      text.append("| measure | value |\n|---|---|\n");
      metrics.forEach((name, value) -> row(text, name, String.format(Locale.ROOT, "%.4f", value)));
      text.append('\n');
    }
    text.append("| setting | value |\n|---|---|\n");
    row(text, "learning_rate", a.learningRate());
    row(text, "train_batch_size", a.perDeviceTrainBatchSize());
    row(text, "gradient_accumulation_steps", a.gradientAccumulationSteps());
    row(text, "lr_scheduler_type", a.lrSchedulerType());
    row(text, "weight_decay", a.weightDecay());
    row(text, "gradient_checkpointing", a.gradientCheckpointing());
    row(text, "seed", a.seed());
    row(text, "what learns", recipe.learns());
    environment.forEach((name, value) -> row(text, name, value));
    return text.toString();
  }

  private String pipeline() {
    return switch (recipe.task()) {
      case "masked-lm" -> "fill-mask";
      case "causal-lm" -> "text-generation";
      case "seq2seq" -> "text2text-generation";
      default -> recipe.task();
    };
  }

  private static void row(StringBuilder text, String name, Object value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }
}
