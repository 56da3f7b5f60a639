package org.vitrine.core.model.convert;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.model.Description;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.Weights;

class ResNetConversionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path folder;

  /// The tensors of a golden net in a file of their own, named as many nets for CIFAR are.
  private Path bare(Path golden, String left) throws IOException {
    var file = folder.resolve("net.safetensors");
    try (var weights = Weights.open(golden)) {
      Map<String, Entry> entries = new LinkedHashMap<>();
      for (var each : weights.tensors()) {
        var name = each.name();
        if (name.endsWith("num_batches_tracked") || name.equals(left)) continue;
        var other = "module." + name.replaceFirst("^fc\\.", "linear.");
        entries.put(
            other, new Entry(each.type(), each.shape(), sink -> sink.add(weights.bytes(name))));
      }
      SafetensorsWriter.write(file, entries, Map.of());
    }
    return file;
  }

  private Path convert(Path file) {
    var out = folder.resolve("out");
    Converter.convert(file, out, (DType) null, null, Progress.NONE);
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet-imgcls-basic-eval", "resnet-imgcls-bottleneck-eval"})
  void a_state_dict_alone_becomes_a_folder_with_the_same_net(String name) throws IOException {
    var golden = GOLDEN.resolve(name);
    var out = convert(bare(golden, ""));
    var made = Json.read(out.resolve("config.json"));
    var asked = Json.read(golden.resolve("config.json"));
    for (var key : new String[] {"block", "layers", "base_width", "num_channels", "num_labels"})
      then(made.path(key)).as(key).isEqualTo(asked.path(key));
    then(made.path("stem").asString()).isEqualTo("imagenet");
    try (var a = Weights.open(out);
        var b = Weights.open(golden)) {
      for (var each : b.tensors())
        if (!each.name().endsWith("num_batches_tracked"))
          then(a.bytes(each.name()).mismatch(b.bytes(each.name()))).as(each.name()).isEqualTo(-1);
    }
    then(Description.of(out).parameters()).isEqualTo(Description.of(golden).parameters());
    then(Files.exists(out.resolve("preprocessor_config.json"))).isTrue();
  }

  @Test
  void a_net_without_its_classifier_is_none() throws IOException {
    var file = bare(GOLDEN.resolve("resnet-imgcls-basic-eval"), "fc.weight");
    thenThrownBy(() -> convert(file)).isInstanceOf(Problem.class);
    then(folder.resolve("out")).doesNotExist();
  }
}
