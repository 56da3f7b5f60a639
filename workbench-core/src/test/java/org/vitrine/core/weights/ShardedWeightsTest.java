package org.vitrine.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;

class ShardedWeightsTest {
  @TempDir Path folder;

  @BeforeEach
  void two_shards() {
    write("one.safetensors", Map.of("a", 1, "both", 3), Map.of("format", "pt"));
    write("two.safetensors", Map.of("b", 2, "both", 4, "unnamed", 5), Map.of());
  }

  private void write(String file, Map<String, Integer> tensors, Map<String, String> metadata) {
    var entries = new java.util.HashMap<String, SafetensorsWriter.Entry>();
    tensors.forEach((name, value) ->
        entries.put(
            name,
            new SafetensorsWriter.Entry(
                DType.U8, new long[] {1}, MemorySegment.ofArray(new byte[] {value.byteValue()}))));
    SafetensorsWriter.write(folder.resolve(file), entries, metadata);
  }

  private void index(String json) throws IOException {
    Files.writeString(folder.resolve(Weights.INDEX), json);
  }

  private String problem() {
    return catchThrowableOfType(Problem.class, () -> Weights.open(folder).close()).key();
  }

  @Test
  void joins_the_files_by_their_index() throws IOException {
    index(
        "{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\",\"both\":\"two.safetensors\"}}");
    try (var weights = Weights.open(folder)) {
      assertThat(weights.tensors())
          .extracting(TensorInfo::name)
          .containsExactly("a", "b", "both", "unnamed");
      assertThat(weights.bytes("a").get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 1);
      assertThat(weights.bytes("both").get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 4);
      assertThat(weights.file("b")).hasFileName("two.safetensors");
      assertThat(weights.metadata()).containsExactly(Map.entry("format", "pt"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../one.safetensors",
        "/etc/passwd",
        "x/../../one.safetensors",
        "..\\\\one.safetensors",
        "bad\\u0000name"
      })
  void refuses_a_file_outside_its_folder(String name) throws IOException {
    index("{\"weight_map\":{\"a\":\"" + name + "\"}}");
    assertThat(problem()).isEqualTo("weights.outside");
  }

  @Test
  void says_which_file_or_tensor_is_missing() throws IOException {
    index("{\"weight_map\":{\"a\":\"three.safetensors\"}}");
    assertThat(problem()).isEqualTo("weights.shard");
    index("{\"weight_map\":{\"c\":\"one.safetensors\"}}");
    assertThat(problem()).isEqualTo("weights.absent");
    index("{\"weight_map\":{\"c\":3}}");
    assertThat(problem()).isEqualTo("weights.index");
    index("{}");
    assertThat(problem()).isEqualTo("weights.index");
    index("{\"weight_map\":");
    assertThat(problem()).isEqualTo("base.json");
  }

  @Test
  void reads_a_bfloat16_model_in_three_files() {
    var golden = Path.of("src/test/resources/org/vitrine/core/weights/llama-bf16-sharded");
    try (var weights = Weights.open(golden)) {
      assertThat(weights.tensors()).hasSize(23);
      var info = weights.find("model.embed_tokens.weight").orElseThrow();
      assertThat(info.type()).isEqualTo(DType.BF16);
      assertThat(weights.bytes("model.embed_tokens.weight").byteSize()).isEqualTo(info.bytes());
      assertThat(weights.file("lm_head.weight")).hasFileName("model-00001-of-00003.safetensors");
      assertThat(weights.metadata()).containsEntry("format", "pt");
    }
  }
}
