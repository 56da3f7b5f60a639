package org.vitrine.core.train;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.Precision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Hyperparameters by the names and with the meanings of `transformers.TrainingArguments`; what its trainer takes from
/// elsewhere (text length, masking, patience) stands after them.
///
/// @param maxSteps updates in all; −1 to count epochs
/// @param warmupSteps updates of warm-up; between 0 and 1 a share of all
/// @param evalStrategy `no`, `steps` or `epoch`; so `saveStrategy`
/// @param evalOnStart whether the untouched model is measured too, before the first update
/// @param saveTotalLimit checkpoints kept, 0 for all; the best and the latest always stay
/// @param metricForBestModel `loss`, `accuracy`, ...; a leading `eval_` may be left out; empty for the task's own, which is
///     the F1 of entities and answers and the loss of all others
/// @param greaterIsBetter null: true unless the metric is a loss or perplexity
/// @param dataloaderDropLast drop a short last batch
/// @param groupByLength batches of like length
/// @param maxLength longest text in tokens, 0 for what the model reads; language models: the block size
/// @param earlyStoppingPatience evaluations without gain before the run ends, 0 for never
/// @param bf16 matrix products in bfloat16, all else in float32; `fp16` in half precision with a scaled loss
/// @param tf32 float32 products of a card with 10 bits of fraction; nothing on a processor
/// @param gradientCheckpointing keep only the inputs of layers and compute them again for the gradients: less memory, a
///     third more time, the same numbers
/// @param autoFindBatchSize where memory runs out, halve the micro-batch and go on; false ends the run
/// @param kernels of matrix products: `shipped`, as the engine library chooses; `avx512`, also on processors that are not
///     Intel's; `fastest`, whichever a short measurement finds, which a run worker puts in its place before it trains
/// @param dropout overrides every dropout rate of the model; null keeps them
public record Arguments(
    double learningRate,
    int perDeviceTrainBatchSize,
    int perDeviceEvalBatchSize,
    int gradientAccumulationSteps,
    double numTrainEpochs,
    long maxSteps,
    double warmupSteps,
    double warmupRatio,
    String lrSchedulerType,
    double weightDecay,
    double adamBeta1,
    double adamBeta2,
    double adamEpsilon,
    double maxGradNorm,
    double labelSmoothingFactor,
    long seed,
    String evalStrategy,
    long evalSteps,
    boolean evalOnStart,
    String saveStrategy,
    long saveSteps,
    int saveTotalLimit,
    long loggingSteps,
    boolean loadBestModelAtEnd,
    String metricForBestModel,
    @Nullable Boolean greaterIsBetter,
    boolean dataloaderDropLast,
    boolean groupByLength,
    boolean bf16,
    boolean fp16,
    boolean tf32,
    boolean gradientCheckpointing,
    boolean autoFindBatchSize,
    int maxLength,
    double mlmProbability,
    boolean wholeWordMask,
    int earlyStoppingPatience,
    double earlyStoppingThreshold,
    String kernels,
    @Nullable Double dropout) {

  public static final Arguments DEFAULTS =
      new Arguments(
          5e-5, 8, 8, 1, 3, -1, 0, 0, "linear", 0, 0.9, 0.999, 1e-8, 1, 0, 42, "epoch", 500, false,
          "epoch", 500, 3, 1, true, "", null, false, true, false, false, false, false, true, 0,
          0.15, false, 0, 0, "shipped", null);

  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "evaluation_strategy", "eval_strategy",
          "per_gpu_train_batch_size", "per_device_train_batch_size",
          "per_gpu_eval_batch_size", "per_device_eval_batch_size",
          "train_batch_size", "per_device_train_batch_size",
          "eval_batch_size", "per_device_eval_batch_size",
          "epochs", "num_train_epochs",
          "batch_size", "per_device_train_batch_size",
          "max_seq_length", "max_length",
          "block_size", "max_length");

  /// This with one value changed.
  ///
  /// @param name as `TrainingArguments` spells it, old or new; dashes are as good as underscores
  /// @throws Problem `train.argument` for a name that is none, `train.value` for a value of the wrong kind
  public Arguments with(String name, String value) {
    ObjectNode all = Json.mapper().valueToTree(this);
    var key = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    key = OLD_NAMES.getOrDefault(key, key);
    var old = all.get(key);
    if (old == null) throw new Problem("train.argument", name);
    try {
      all.set(key, parsed(old, key, value.strip()));
      return Json.convert(all, Arguments.class).checked();
    } catch (IllegalArgumentException e) {
      throw new Problem("train.value", e, value, name);
    }
  }

  private static JsonNode parsed(JsonNode old, String key, String value) {
    var nodes = Json.mapper().getNodeFactory();
    var lower = value.toLowerCase(Locale.ROOT);
    if (old.isBoolean() || key.equals("greater_is_better")) {
      return switch (lower) {
        case "true", "yes", "1" -> nodes.booleanNode(true);
        case "false", "no", "0" -> nodes.booleanNode(false);
        // no word about tf32 is a no; whether greater is better is then for the metric to say
        case "null", "none" -> key.equals("tf32") ? nodes.booleanNode(false) : nodes.nullNode();
        default -> throw new IllegalArgumentException(value);
      };
    }
    if (old.isString()) return nodes.stringNode(lower);
    if (lower.equals("null") || lower.equals("none")) return nodes.nullNode();
    if (old.isIntegralNumber()) {
      double number = Double.parseDouble(value);
      if (number != Math.rint(number)) throw new IllegalArgumentException(value);
      return nodes.numberNode((long) number);
    }
    return nodes.numberNode(Double.parseDouble(value));
  }

  /// What matrix products are computed in.
  public Precision precision() {
    return bf16 ? Precision.BFLOAT16 : fp16 ? Precision.FLOAT16 : Precision.FLOAT32;
  }

  /// The same as a word: `float32`, `bf16` or `fp16`.
  public String numberFormat() {
    return precision().label();
  }

  /// With matrix products in another precision.
  ///
  /// @param label as [#numberFormat] has it
  /// @throws Problem `train.value` for another word
  public Arguments in(String label) {
    for (var each : Precision.values()) {
      if (each.label().equals(label)) {
        return with("bf16", "false")
            .with("fp16", String.valueOf(each == Precision.FLOAT16))
            .with("bf16", String.valueOf(each == Precision.BFLOAT16));
      }
    }
    throw new Problem("train.value", label, "precision");
  }

  /// @throws Problem `train.range` naming the first value that makes no sense
  public Arguments checked() {
    require(learningRate >= 0 && Double.isFinite(learningRate), "learning_rate", learningRate);
    require(perDeviceTrainBatchSize > 0, "per_device_train_batch_size", perDeviceTrainBatchSize);
    require(perDeviceEvalBatchSize > 0, "per_device_eval_batch_size", perDeviceEvalBatchSize);
    require(
        gradientAccumulationSteps > 0, "gradient_accumulation_steps", gradientAccumulationSteps);
    require(numTrainEpochs > 0 || maxSteps > 0, "num_train_epochs", numTrainEpochs);
    require(warmupSteps >= 0, "warmup_steps", warmupSteps);
    require(warmupRatio >= 0 && warmupRatio <= 1, "warmup_ratio", warmupRatio);
    require(weightDecay >= 0, "weight_decay", weightDecay);
    require(adamBeta1 >= 0 && adamBeta1 < 1, "adam_beta1", adamBeta1);
    require(adamBeta2 >= 0 && adamBeta2 < 1, "adam_beta2", adamBeta2);
    require(adamEpsilon >= 0, "adam_epsilon", adamEpsilon);
    require(
        labelSmoothingFactor >= 0 && labelSmoothingFactor < 1,
        "label_smoothing_factor",
        labelSmoothingFactor);
    require(mlmProbability > 0 && mlmProbability < 1, "mlm_probability", mlmProbability);
    require(!(bf16 && fp16), "bf16", "true, fp16 = true");
    require(maxLength >= 0, "max_length", maxLength);
    require(
        oneOf(lrSchedulerType, "linear", "cosine", "constant", "constant_with_warmup"),
        "lr_scheduler_type",
        lrSchedulerType);
    require(oneOf(evalStrategy, "no", "steps", "epoch"), "eval_strategy", evalStrategy);
    require(oneOf(saveStrategy, "no", "steps", "epoch"), "save_strategy", saveStrategy);
    require(oneOf(kernels, "shipped", "avx512", "fastest"), "kernels", kernels);
    require(evalSteps > 0 || !evalStrategy.equals("steps"), "eval_steps", evalSteps);
    require(saveSteps > 0 || !saveStrategy.equals("steps"), "save_steps", saveSteps);
    require(dropout == null || (dropout >= 0 && dropout < 1), "dropout", String.valueOf(dropout));
    return this;
  }

  private static boolean oneOf(String value, String... all) {
    return java.util.Arrays.asList(all).contains(value);
  }

  private static void require(boolean sound, String name, Object value) {
    if (!sound) throw new Problem("train.range", name, value);
  }
}
