package org.vitrine.core.model.certificate;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices.Device;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.family.Families;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.weights.TensorInfo;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// A stored case of one family: a tiny model with random weights, a batch, and what the reference implementation makes of
/// them in float64. It lies in a folder of resources:
///
/// | file                | content                                                      |
/// |---------------------|--------------------------------------------------------------|
/// | `config.json`       | as a checkpoint carries it                                   |
/// | `model.safetensors` | float32 weights                                              |
/// | `case.safetensors`  | `inputs.NAME` as in [Batch], `expected.NAME` of every output |
public final class Fixture {
  private static final List<String> FILES =
      List.of("config.json", Weights.FILE, "case.safetensors");
  private static final String INPUT = "inputs.", EXPECTED = "expected.";

  /// Families that differ from another in their vocabulary alone, so one case serves them all.
  private static final Map<String, String> SAME =
      Map.of("xlm-roberta", "roberta", "camembert", "roberta");

  private final String family;
  private final String folder;

  private Fixture(String family, String folder) {
    this.family = family;
    this.folder = folder;
  }

  /// The case of a family, empty if none is stored.
  ///
  /// @param family `model_type`
  public static Optional<Fixture> of(String family) {
    var folder = SAME.getOrDefault(family, family);
    var there =
        folder.matches("[a-z0-9_-]+") && Fixture.class.getResource(folder + "/config.json") != null;
    return there ? Optional.of(new Fixture(family, folder)) : Optional.empty();
  }

  /// Runs the case as any model is run: once with fused attention and once with attention that is looked at.
  ///
  /// @throws Problem `base.write` where there is no room for it among the temporary files
  public Certificate run(Device device) {
    try {
      var place = Files.createTempDirectory("vitrine-case");
      try {
        for (var file : FILES) copy(file, place);
        return measure(place, device);
      } finally {
        Disk.delete(place);
      }
    } catch (IOException e) {
      throw new Problem("base.write", e, System.getProperty("java.io.tmpdir"), Disk.reason(e));
    }
  }

  private void copy(String file, Path place) throws IOException {
    try (InputStream in = Fixture.class.getResourceAsStream(folder + "/" + file)) {
      if (in == null) throw new IllegalStateException(folder + "/" + file);
      Files.copy(in, place.resolve(file));
    }
  }

  private Certificate measure(Path place, Device device) {
    var head = named(place);
    try (var given = Weights.open(place.resolve("case.safetensors"));
        var model = Models.open(place, head, null, device, Opening.toLook());
        var scope = model.scope().inner()) {
      var batch = Batch.of(inputs(given, scope));
      var fused = against(given, model, batch, Pass.inference());
      var looked = against(given, model, batch, Pass.inference().capturing(true, false));
      return fused.share() >= looked.share() || Double.isNaN(fused.share()) ? fused : looked;
    }
  }

  /// Gives the case the family's own name.
  ///
  /// @return the head that its class name says; null where the family finds it out
  private @Nullable Head named(Path place) {
    if (family.equals(folder)) return null;
    var file = place.resolve("config.json");
    var config = (ObjectNode) Json.read(file);
    var said = config.path("architectures").path(0).asString("");
    config.put("model_type", family);
    config.remove("architectures");
    Disk.write(file, Json.pretty(config));
    return Families.of(folder).head(said).orElseThrow();
  }

  private static Map<String, NDArray> inputs(Weights given, Scope scope) {
    var named = new LinkedHashMap<String, NDArray>();
    for (var each : given.tensors()) {
      if (!each.name().startsWith(INPUT)) continue;
      var array = Tensors.of(scope, given.bytes(each.name()), each.type(), shape(each));
      var device = scope.manager().getDevice();
      named.put(each.name().substring(INPUT.length()), scope.keep(array.toDevice(device, false)));
    }
    return named;
  }

  private Certificate against(Weights given, Model model, Batch batch, Pass pass) {
    var outputs = model.forward(batch, pass).arrays();
    var furthest = "";
    double difference = 0, share = 0;
    long values = 0;
    for (var each : given.tensors()) {
      if (!each.name().startsWith(EXPECTED)) continue;
      var name = each.name().substring(EXPECTED.length());
      float[] wanted;
      try (var scope = Scope.open()) {
        wanted =
            Tensors.floats(Tensors.of(scope, given.bytes(each.name()), each.type(), shape(each)));
      }
      var found = outputs.get(name);
      var apart = Apart.of(found == null ? new float[0] : Tensors.floats(found), wanted);
      values += wanted.length;
      difference = Math.max(difference, apart.difference());
      if (furthest.isEmpty() || !(apart.share() <= share)) {
        furthest = name;
        share = apart.share();
      }
    }
    return new Certificate(family, furthest, values, difference, share);
  }

  private static long[] shape(TensorInfo info) {
    return info.shape().stream().mapToLong(Long::longValue).toArray();
  }
}
