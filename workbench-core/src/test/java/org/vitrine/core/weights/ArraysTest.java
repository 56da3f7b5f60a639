package org.vitrine.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

class ArraysTest {
  @TempDir Path folder;

  @Test
  void arrays_are_written_and_read_again() {
    var file = folder.resolve("x.safetensors");
    try (var scope = Scope.open()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put("floats", Tensors.of(scope, new float[] {1, 2.5f, -3}, 3, 1));
      arrays.put("longs", Tensors.of(scope, new long[] {7, -8}, 1, 2));
      arrays.put("scalar", Tensors.of(scope, new float[] {9}));
      SafetensorsWriter.writeArrays(file, arrays, Map.of());
    }
    try (var weights = Weights.open(file);
        var scope = Scope.open()) {
      var floats = weights.array("floats", scope);
      assertThat(floats.getShape().getShape()).containsExactly(3, 1);
      assertThat(Tensors.floats(floats)).containsExactly(1, 2.5f, -3);
      assertThat(Tensors.longs(weights.array("longs", scope))).containsExactly(7, -8);
      assertThat(Tensors.floats(weights.array("scalar", scope))).containsExactly(9);
    }
  }

  @Test
  void bfloat16_shards_are_read_as_what_they_hold() {
    var folder = Path.of("src/test/resources/org/vitrine/core/weights/llama-bf16-sharded");
    try (var weights = Weights.open(folder);
        var scope = Scope.open()) {
      var name = "model.layers.0.mlp.up_proj.weight";
      var values = Tensors.floats(weights.array(name, scope));
      var bits = weights.bytes(name).toArray(java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED);
      assertThat(values).hasSameSizeAs(bits);
      for (int i = 0; i < bits.length; i++)
        assertThat(values[i]).isEqualTo(Float.intBitsToFloat(bits[i] << 16));
    }
  }
}
