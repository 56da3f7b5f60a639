package org.vitrine.core.model.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Json;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.Weights;

class HeadMergeTest {
  private static final Path WHOLE = Path.of("src/test/resources/golden/bert-seqcls");

  @TempDir Path folder;

  /// Cuts a classifier into its encoder and its head, as they lie before they are put together.
  @Test
  void an_encoder_and_its_head_give_the_classifier_again() throws IOException {
    var encoder = Files.createDirectory(folder.resolve("encoder"));
    var head = Files.createDirectory(folder.resolve("head"));
    try (var whole = Weights.open(WHOLE)) {
      var below = new LinkedHashMap<String, Entry>();
      var above = new LinkedHashMap<String, Entry>();
      for (var tensor : whole.tensors()) {
        var name = tensor.name();
        var entry = new Entry(tensor.type(), tensor.dims(), whole.bytes(name));
        if (name.startsWith("classifier.") || name.startsWith("bert.pooler."))
          above.put(name, entry);
        else below.put(name.substring("bert.".length()), entry);
      }
      assertThat(above).hasSize(4);
      SafetensorsWriter.write(encoder.resolve("model.safetensors"), below, Map.of());
      SafetensorsWriter.write(head.resolve("head.safetensors"), above, Map.of());
    }
    var config = Json.read(WHOLE.resolve("config.json")).deepCopy();
    Files.writeString(encoder.resolve("config.json"), Json.pretty(config));
    Files.writeString(encoder.resolve("tokenizer.json"), "{}");
    Files.writeString(encoder.resolve("README.md"), "encoder");
    Files.writeString(head.resolve("README.md"), "head");
    Files.writeString(
        head.resolve("config.json"),
        "{\"id2label\":{\"0\":\"good\",\"1\":\"bad\",\"2\":\"so-so\"}}");

    var out = folder.resolve("out");
    HeadMerge.merge(encoder, head, out);

    try (var whole = Weights.open(WHOLE);
        var made = Weights.open(out)) {
      assertThat(made.tensors()).containsExactlyInAnyOrderElementsOf(whole.tensors());
      for (var tensor : whole.tensors())
        assertThat(made.bytes(tensor.name()).mismatch(whole.bytes(tensor.name()))).isEqualTo(-1);
      assertThat(made.metadata()).containsEntry("format", "pt");
    }
    assertThat(Json.read(out.resolve("config.json")).path("id2label").path("2").asString())
        .isEqualTo("so-so");
    assertThat(Json.read(out.resolve("config.json")).path("hidden_size"))
        .isEqualTo(config.path("hidden_size"));
    assertThat(out.resolve("README.md")).hasContent("head");
    assertThat(out.resolve("tokenizer.json")).exists();
  }
}
