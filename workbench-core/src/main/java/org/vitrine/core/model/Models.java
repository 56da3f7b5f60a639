package org.vitrine.core.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Streams;
import org.vitrine.core.device.Devices.Device;
import org.vitrine.core.model.family.Families;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.weights.TensorInfo;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// Opens folders.
public final class Models {
  /// A tree is built before the weights are looked at, so a file must not ask for any number of layers.
  private static final int MOST_LAYERS = 10_000;

  private static final List<String> LAYERS =
      List.of(
          "num_hidden_layers",
          "num_layers",
          "n_layers",
          "n_layer",
          "encoder_layers",
          "decoder_layers",
          "num_decoder_layers");

  private Models() {}

  /// A tree that is not filled yet.
  record Plan(Family family, Head head, ModelConfig config, Net net, Map<String, Param> params) {}

  /// Opens a folder with `config.json` and weights.
  ///
  /// @param head null for what `architectures` says
  /// @param labels names for a head with labels, null for those in `config.json`; a head of another size is drawn anew
  /// @throws Problem if the folder is damaged, the family unknown, or a setting not honoured; each says which
  public static Model open(
      Path folder, @Nullable Head head, @Nullable List<String> labels, Device device, Opening how) {
    var json = config(folder);
    var plan = plan(json, head, labels, how.dropout());
    var weights = how.fromScratch() ? null : Weights.open(folder);
    Scope scope = null;
    try {
      if (weights != null && plan.family.noteParted(json, names(weights)))
        plan = plan(json, head, labels, how.dropout());
      scope = Scope.open(device);
      var report = fill(plan, weights, scope, how);
      // Nothing points into the file once every weight has memory of its own.
      var kept = how.learning() || device.gpu() ? null : weights;
      if (weights != null && kept == null) weights.close();
      return new Model(
          plan.family,
          plan.head,
          plan.config,
          plan.net,
          plan.params,
          report,
          device,
          scope,
          kept,
          how.learning());
    } catch (RuntimeException | Error e) {
      if (scope != null) scope.close();
      if (weights != null) weights.close();
      throw e;
    }
  }

  private static Set<String> names(Weights weights) {
    return weights.tensors().stream().map(TensorInfo::name).collect(Collectors.toSet());
  }

  static ObjectNode config(Path folder) {
    var file = folder.resolve("config.json");
    if (!Files.isDirectory(folder)) throw new Problem("model.no_folder", folder);
    if (!Files.isRegularFile(file)) throw new Problem("model.no_config", folder);
    if (Json.read(file) instanceof ObjectNode json) return json;
    throw new Problem("model.no_config", folder);
  }

  static Plan plan(
      ObjectNode json,
      @Nullable Head wanted,
      @Nullable List<String> labels,
      @Nullable Double dropout) {
    var type = json.path("model_type").asString("");
    if (type.isEmpty()) throw new Problem("model.no_type");
    var family = Families.of(type);
    family.complete(json);
    var head = wanted != null ? wanted : saidHead(family, json);
    if (!family.heads().contains(head)) throw new Problem("model.head", type, head.name());
    if (labels != null && head.labelled()) {
      ModelConfig.name(json, labels);
      if (head.classifies()) json.remove("problem_type");
    }
    // A classifier that finds a text's end by its padding needs a padding id; the end of text
    // serves, as is usual.
    if (head == Head.SEQUENCE_CLASSIFICATION
        && json.path("pad_token_id").isMissingNode() | json.path("pad_token_id").isNull()
        && json.path("eos_token_id").isIntegralNumber()) {
      json.set("pad_token_id", json.get("eos_token_id"));
    }
    var settings = new Settings(json, dropout);
    for (var name : LAYERS) {
      if (settings.integer(name, 0, 0) > MOST_LAYERS) throw settings.wrong(name);
    }
    var at = Params.root();
    int outputs = head.labelled() ? ModelConfig.labels(json).size() : 0;
    var net = family.build(settings, head, outputs, at);
    return new Plan(family, head, family.facts(settings, json), net, at.all());
  }

  /// The head that `architectures` names; the bare model if it names none.
  private static Head saidHead(Family family, ObjectNode json) {
    var said = json.path("architectures").path(0).asString("");
    if (said.isEmpty()) return family.unsaidHead(json);
    Optional<Head> head = family.head(said);
    return head.orElseThrow(() -> new Problem("model.architecture", said, family.name()));
  }

  private static Report fill(Plan plan, @Nullable Weights weights, Scope scope, Opening how) {
    var names = new ArrayList<>(plan.params.keySet());
    names.sort(null);
    if (weights == null) {
      plan.params.values().forEach(each -> each.fill(fresh(each, names, scope, how)));
      return new Report(List.copyOf(plan.params.keySet()), List.of(), List.of());
    }
    var fitting = Fitting.of(plan.family, plan.params, weights);
    if (!fitting.problems().isEmpty()) throw fitting.problems().getFirst();
    for (var param : plan.params.values()) {
      var info = fitting.stored().get(param.name());
      if (info == null) {
        param.fill(fresh(param, names, scope, how));
      } else {
        var shape = info.shape().stream().mapToLong(Long::longValue).toArray();
        try (var passing = scope.inner()) {
          var raw = Tensors.of(passing, weights.bytes(info.name()), info.type(), shape);
          boolean own = how.learning() || param.kept();
          param.fill(
              scope.keep(
                  param.counts()
                      ? raw.duplicate()
                      : own ? Tensors.ownFloat(raw) : Tensors.asFloat(raw)));
        }
      }
    }
    return fitting.report();
  }

  private static ai.djl.ndarray.NDArray fresh(
      Param param, List<String> names, Scope scope, Opening how) {
    var shape = param.shape().stream().mapToLong(Long::longValue).toArray();
    var start = param.start();
    if (param.counts()) return Tensors.of(scope, new long[] {0}, shape);
    if (start.deviation() == 0) return Tensors.full(scope, start.mean(), shape);
    long key = Streams.NEW_WEIGHTS.key(how.seed(), names.indexOf(param.name()));
    var drawn = Tensors.normal(scope, start.deviation(), key, shape);
    if (start.emptyRow() >= 0) drawn.set(new ai.djl.ndarray.index.NDIndex(start.emptyRow()), 0);
    return drawn;
  }
}
