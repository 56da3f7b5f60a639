package org.vitrine.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Columns;
import org.vitrine.app.line.Everywhere;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Recipe;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The options that make a recipe, from a file or word by word; what is said beside a file goes before what stands in it.
final class RecipeOptions {
  private static final double VALIDATION = 0.1;

  @Option(names = "--recipe", paramLabel = "FILE")
  private @Nullable Path file;

  @Option(names = "--model", paramLabel = "DIR")
  private @Nullable String model;

  @Option(names = "--data", paramLabel = "FILE")
  private @Nullable Path data;

  @Option(names = "--eval-data", paramLabel = "FILE")
  private @Nullable Path evalData;

  @Option(names = "--validation", paramLabel = "SHARE")
  private @Nullable Double validation;

  @Option(names = "--task", paramLabel = "TASK")
  private @Nullable String task;

  @Option(names = "--leave-out", paramLabel = "STEP", split = ",")
  private @Nullable List<String> leaveOut;

  @Option(names = "--set", paramLabel = "NAME=VALUE")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--name", paramLabel = "N")
  private @Nullable String name;

  @Option(names = "--scratch")
  private boolean scratch;

  @Option(names = "--learns", paramLabel = "all|head|last:N")
  private @Nullable String learns;

  @Option(names = "--probe", paramLabel = "TEXT")
  private List<String> probes = List.of();

  @Mixin private final Columns columns = new Columns();

  @Nullable Double validation() {
    return validation;
  }

  @Nullable String task() {
    return task;
  }

  /// Whether anything was said about a recipe.
  boolean given() {
    return file != null
        || model != null
        || data != null
        || evalData != null
        || task != null
        || name != null
        || validation != null
        || leaveOut != null
        || learns != null
        || scratch
        || !settings.isEmpty()
        || !probes.isEmpty()
        || columns.given();
  }

  /// Whether there is enough to start with.
  boolean complete() {
    return file != null || (model != null && data != null && task != null);
  }

  /// @throws Problem for a file that is not there or no recipe, a folder that is no model, a setting that does not exist
  Recipe recipe(Workbench bench, Everywhere everywhere) {
    var base = file == null ? empty() : read(file);
    var path = model == null ? Folders.model(bench, base.model()) : Folders.model(bench, model);
    if (!Files.isRegularFile(Path.of(path, "config.json")))
      throw new Problem("session.model", path);
    var source = data == null ? columns.over(base.data()) : columns.source(data, VALIDATION);
    if (leaveOut != null) source = source.withLeaveOut(leaveOut);
    var device =
        file == null || everywhere.deviceOrNull() != null ? everywhere.device() : base.device();
    var threads =
        file == null || everywhere.threadsOrNull() != null ? everywhere.threads() : base.threads();
    return new Recipe(
        name == null ? base.name() : name,
        task == null ? base.task() : task,
        path,
        scratch || base.scratch(),
        withValidation(source),
        evalData == null ? base.evalData() : columns.source(evalData, 0),
        arguments(base.arguments()),
        learns == null ? base.learns() : learns,
        device,
        threads,
        probes.isEmpty()
            ? base.probes()
            : probes.stream().map(t -> new Recipe.Probe(t, null, null)).toList());
  }

  private static Recipe empty() {
    return Recipe.of("", "", Recipe.Source.of(""));
  }

  private Recipe read(Path file) {
    if (!(Json.read(file) instanceof ObjectNode json)) throw new Problem("train.recipe", "model");
    if (model == null) require(json, "model");
    if (data == null) require(json.path("data"), "path");
    if (task == null) require(json, "task");
    return Recipe.fromJson(json);
  }

  private static void require(JsonNode json, String field) {
    if (!json.path(field).isString()) throw new Problem("train.recipe", field);
  }

  private Recipe.Source withValidation(Recipe.Source source) {
    if (validation == null) return source;
    return source.withValidation(validation);
  }

  /// @throws Problem for a setting that does not exist, or a value that it does not take
  void checkSettings() {
    arguments(Arguments.DEFAULTS);
  }

  private Arguments arguments(Arguments base) {
    var all = base;
    for (var setting : settings.entrySet()) all = all.with(setting.getKey(), setting.getValue());
    return all;
  }
}
