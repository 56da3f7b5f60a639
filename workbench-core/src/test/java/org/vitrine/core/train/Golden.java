package org.vitrine.core.train;

import static org.assertj.core.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.JsonNode;

/// A folder of reference numbers: a model, a batch and what the reference implementation makes of them.
public record Golden(Path folder) {
  private record Values(List<Long> shape, float[] values) {}

  public static Stream<Golden> all() {
    try {
      var top = Path.of(Objects.requireNonNull(Golden.class.getResource("/golden")).toURI());
      try (var inside = Files.list(top)) {
        return inside
            .filter(each -> Files.exists(each.resolve("case.json")))
            .sorted()
            .map(Golden::new)
            .toList()
            .stream();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Those that go on with a text.
  public static Stream<Golden> decoders() {
    return all().filter(each -> each.writes() && !each.task().equals("seq2seq"));
  }

  /// Those that read one text and write another.
  public static Stream<Golden> encoderDecoders() {
    return all().filter(each -> each.writes() && each.task().equals("seq2seq"));
  }

  private boolean writes() {
    return Files.exists(folder.resolve("generate.json"));
  }

  private String task() {
    return about().path("task").asString("");
  }

  public static Golden of(String name) {
    return all().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  public String name() {
    return folder.getFileName().toString();
  }

  @Override
  public String toString() {
    return name();
  }

  JsonNode about() {
    return Json.read(folder.resolve("case.json"));
  }

  /// The batch, in memory of its own.
  public Batch batch(Scope scope) {
    var named = new LinkedHashMap<String, NDArray>();
    read(folder.resolve("inputs.safetensors"), scope).forEach(named::put);
    return Batch.of(named);
  }

  private static Map<String, NDArray> read(Path file, Scope scope) {
    var all = new LinkedHashMap<String, NDArray>();
    try (var weights = Weights.open(file)) {
      for (var each : weights.tensors()) {
        var shape = each.shape().stream().mapToLong(Long::longValue).toArray();
        all.put(
            each.name(),
            Tensors.of(scope, weights.bytes(each.name()), each.type(), shape).duplicate());
      }
    }
    return all;
  }

  private static Map<String, Values> values(Path file) {
    var all = new LinkedHashMap<String, Values>();
    try (var weights = Weights.open(file);
        var scope = Scope.open()) {
      for (var each : weights.tensors()) {
        var shape = each.shape().stream().mapToLong(Long::longValue).toArray();
        all.put(
            each.name(),
            new Values(
                each.shape(),
                Tensors.floats(Tensors.of(scope, weights.bytes(each.name()), each.type(), shape))));
      }
    }
    return all;
  }

  /// Fails unless `file` holds every number of the reference within the case's tolerance.
  ///
  /// @return how many tensors were compared
  int compare(Path file, List<String> without) {
    var got = values(file);
    var mask =
        about().has("padded_rows")
            ? values(folder.resolve("inputs.safetensors")).get("attention_mask")
            : null;
    var wrong = new ArrayList<String>();
    int compared = 0;
    for (var each : values(folder.resolve("expected.safetensors")).entrySet()) {
      var name = each.getKey();
      if (without.stream().anyMatch(name::contains)) continue;
      var found = got.get(name);
      if (found == null || !found.shape.equals(each.getValue().shape)) {
        wrong.add(name + ": " + (found == null ? "missing" : found.shape));
        continue;
      }
      compared++;
      double worst = worst(name, found, each.getValue(), mask);
      if (!(worst <= 1)) wrong.add(name + ": " + worst + " x tolerance");
    }
    if (!wrong.isEmpty()) fail(name() + ": " + wrong);
    return compared;
  }

  private double worst(String name, Values found, Values wanted, @Nullable Values mask) {
    var tolerance = about().path("tolerance").path(group(name));
    if (tolerance.isMissingNode()) tolerance = about().path("tolerance").path("outputs");
    double atol = tolerance.path("atol").asDouble(),
        rtol = tolerance.path("rtol").asDouble(),
        worst = 0;
    for (int i = 0; i < wanted.values.length; i++) {
      if (mask != null && !real(name, wanted.shape, i, mask)) continue;
      double difference = Math.abs((double) found.values[i] - wanted.values[i]);
      worst =
          Math.max(
              worst,
              Double.isFinite(difference)
                  ? difference / (atol + rtol * Math.abs(wanted.values[i]))
                  : Double.MAX_VALUE);
    }
    return worst;
  }

  /// Whether an entry belongs to a position that is no padding.
  private static boolean real(String name, List<Long> shape, int i, Values mask) {
    int axis = name.contains("attentions.") ? 2 : 1;
    if (shape.size() < 3
        || !shape.get(axis).equals(mask.shape.get(1))
        || !shape.get(0).equals(mask.shape.get(0))) return true;
    long inner = shape.subList(axis + 1, shape.size()).stream().reduce(1L, (a, b) -> a * b);
    long perRow = shape.subList(1, shape.size()).stream().reduce(1L, (a, b) -> a * b);
    return mask.values[(int) (i / perRow * shape.get(axis) + i / inner % shape.get(axis))] != 0;
  }

  private static String group(String name) {
    return Arrays.stream(
            new String[] {
              "grad", "adamw.losses", "adamw.final", "attentions", "hidden_states", "buffers"
            })
        .filter(group -> name.startsWith(group) || name.contains("_" + group + "."))
        .findFirst()
        .orElse("outputs");
  }
}
