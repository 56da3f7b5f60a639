package org.vitrine.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.MethodCase;

class MemoryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tune-gpt2",
        "tune-gpt2-fused",
        "tune-gpt2-bf16-checkpointing",
        "layer-published-form"
      })
  void counts_the_bytes_that_the_reference_counts(String name) {
    var golden = MethodCase.of("estimates", name);
    var in = golden.input();
    var memory =
        Memory.of(
            new Memory.Shape(
                in.get("parameters").asLong(),
                in.get("trainable").asLong(),
                in.get("w").asInt(),
                in.get("e").asInt(),
                in.get("layers").asInt(),
                in.get("d").asInt(),
                in.get("f").asInt(),
                in.get("heads").asInt(),
                in.get("kv_heads").asInt(),
                in.get("head_dim").asInt(),
                in.get("gated").asBoolean(),
                in.get("batch").asLong(),
                in.get("tokens").asLong(),
                in.get("dropout").asInt() == 1,
                in.get("fused").asBoolean(),
                in.get("checkpointing").asBoolean(),
                8,
                in.get("outputs").asLong(),
                in.get("scored_positions").asLong()));
    var expected = golden.expected();
    assertThat(memory.layer()).isEqualTo(expected.get("layer").asLong());
    if (!expected.has("total")) return;
    assertThat(memory.held()).isEqualTo(expected.get("held").asLong());
    assertThat(memory.activations()).isEqualTo(expected.get("activations").asLong());
    assertThat(memory.head()).isEqualTo(expected.get("head").asLong());
    golden.thenClose(memory.total(), expected.get("total").asLong());
  }
}
