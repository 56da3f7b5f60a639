package org.vitrine.core.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import tools.jackson.databind.node.ObjectNode;

/// A run's whole description: a run is a function of it. The window's form, the command line and a saved file all make a
/// recipe, and nothing else starts training.
///
/// @param name what the user calls the run, null for one made from model and data
/// @param task `text-classification`, `token-classification`, `masked-lm`, `causal-lm`, `seq2seq`
/// @param model folder of the checkpoint to start from
/// @param scratch true to keep only its architecture and draw the weights anew
/// @param data what to learn from
/// @param evalData what to measure on; null cuts `data.validation()` off the data
/// @param arguments hyperparameters by the names of `TrainingArguments`
/// @param learns `all`, `head`, or `last:N` (the head and the last N layers)
/// @param device `auto`, `cpu` or `cuda:N`
/// @param threads engine threads, 0 for the default
/// @param probes texts whose attention and prediction are captured while training
public record Recipe(
    @Nullable String name,
    String task,
    String model,
    boolean scratch,
    Source data,
    @Nullable Source evalData,
    Arguments arguments,
    String learns,
    String device,
    int threads,
    List<Probe> probes) {

  public Recipe {
    learns = learns == null ? "all" : learns;
    device = device == null ? "auto" : device;
    arguments = arguments == null ? Arguments.DEFAULTS : arguments;
    probes = probes == null ? List.of() : List.copyOf(probes);
  }

  public static Recipe of(String task, String model, Source data) {
    return new Recipe(
        null, task, model, false, data, null, Arguments.DEFAULTS, "all", "auto", 0, List.of());
  }

  /// One data file with its column mapping.
  ///
  /// @param path CSV, TSV, JSON, JSONL or text
  /// @param text name of the text column, null to guess
  /// @param pair name of the second text column, null for none
  /// @param label name of the label column, null to guess
  /// @param encoding null to detect
  /// @param delimiter null to detect
  /// @param header null to detect
  /// @param validation share cut off for evaluation where the recipe names no evaluation data, 0 .. 0.9
  /// @param leaveOut which rows are not read though they stand in the file, by the steps of [org.vitrine.core.data.Sieve]
  public record Source(
      String path,
      @Nullable String text,
      @Nullable String pair,
      @Nullable String label,
      @Nullable String encoding,
      @Nullable String delimiter,
      @Nullable Boolean header,
      double validation,
      List<String> leaveOut) {

    public Source {
      leaveOut = leaveOut == null ? List.of() : List.copyOf(leaveOut);
    }

    /// A source of which every row is read.
    public Source(
        String path,
        @Nullable String text,
        @Nullable String pair,
        @Nullable String label,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable Boolean header,
        double validation) {
      this(path, text, pair, label, encoding, delimiter, header, validation, List.of());
    }

    public static Source of(String path) {
      return new Source(path, null, null, null, null, null, null, 0.1);
    }

    public Source withValidation(double share) {
      return new Source(path, text, pair, label, encoding, delimiter, header, share, leaveOut);
    }

    public Source withPath(String path) {
      return new Source(path, text, pair, label, encoding, delimiter, header, validation, leaveOut);
    }

    public Source withColumns(
        @Nullable String text, @Nullable String pair, @Nullable String label) {
      return new Source(path, text, pair, label, encoding, delimiter, header, validation, leaveOut);
    }

    public Source withLeaveOut(List<String> steps) {
      return new Source(path, text, pair, label, encoding, delimiter, header, validation, steps);
    }
  }

  /// A text to watch, with the label that would be right, if somebody knows it.
  public record Probe(String text, @Nullable String pair, @Nullable String label) {}

  public Recipe withName(@Nullable String name) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe withTask(String task) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe withModel(String model) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe withScratch(boolean scratch) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe withData(Source data) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe withEvalData(@Nullable Source evalData) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe with(Arguments arguments) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe withLearns(String learns) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe withDevice(String device) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public Recipe withProbes(List<Probe> probes) {
    return new Recipe(
        name, task, model, scratch, data, evalData, arguments, learns, device, threads, probes);
  }

  public ObjectNode toJson() {
    return Json.mapper().valueToTree(this);
  }

  /// @throws org.vitrine.core.base.Problem if a name is unknown or a value has the wrong kind
  public static Recipe fromJson(ObjectNode json) {
    var copy = json.deepCopy();
    var given = copy.remove("arguments");
    var arguments = Arguments.DEFAULTS;
    if (given instanceof ObjectNode object) {
      for (var field : object.properties()) {
        if (!field.getValue().isNull()) {
          var value = field.getValue();
          var said = value.isValueNode() ? value.asString() : value.toString();
          arguments = arguments.with(field.getKey(), said);
        }
      }
    }
    return Json.convert(copy, Recipe.class).with(arguments);
  }
}
