package org.vitrine.core.train;

import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.BDDAssertions.then;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.model.Description;
import org.vitrine.core.model.Layout;
import org.vitrine.core.model.net.ModelConfig;

class EstimateTest {
  /// Weights of one layer's matrices and of a head with two outputs.
  @ParameterizedTest
  @CsvSource({
    "llama-causallm-gqa, 5592", // 2 · 24 · (4 · 10 + 2 · 10) + 3 · 24 · 37 + 24 · 2
    "gpt2-causallm, 4128", // 4 · 24² + 2 · 24 · 37 + 24 · 2
    "phi-causallm, 6528", // 4 · 32² + 2 · 32 · 37 + 32 · 2
  })
  void counts_what_the_last_layer_learns_with_grouped_heads_and_gates(String name, long learning) {
    var folder = Golden.of(name).folder();
    var recipe =
        new Recipe(
            null,
            "causal-lm",
            folder.toString(),
            false,
            Recipe.Source.of("/data/text.txt"),
            null,
            Arguments.DEFAULTS,
            "last:1",
            "auto",
            0,
            List.of());
    then(Estimate.of(recipe, Description.of(folder), false).trainable()).isEqualTo(learning);
  }

  @Test
  void an_encoder_decoder_counts_both_halves_and_what_crosses_between_them() {
    var t5 = stack(2, 24, 37, 3, 7, 8, false);
    var decoder = stack(2, 24, 37, 3, 7, 8, true);
    var load = new Activations.Load(2, 8, 4, false, true);
    long one = Activations.layer(t5, load, 8);
    // one block of attention: BT · e · (2d + 2q) for tokens that ask, BS · e · 2κ for those that
    // answer, scores 4BHT
    long cross = 16 * 4 * (48 + 42) + 16 * 4 * 42 + 4 * 2 * 3 * 8;
    then(Activations.layer(decoder, load, 8)).isEqualTo(one + cross);
    // what is read is twice as long: the tokens that answer alone
    then(Activations.layer(decoder, load, 16)).isEqualTo(one + cross + 16 * 4 * 42);
    then(Work.weights(decoder) - Work.weights(t5)).isEqualTo(2 * 24 * (21 + 21));
    var whole = new Layout(Layout.Reads.TEXT, List.of(t5, decoder), false, null, 0);
    then(Activations.kept(whole, load, Long.MAX_VALUE, false)).isEqualTo(4 * one + 2 * cross);
    then(Activations.kept(whole, load, 1, false)).as("the last writes").isEqualTo(one + cross);
  }

  /// Multiply-adds that are published with the models; the projections of shortcuts are not counted here.
  @ParameterizedTest
  @CsvSource({
    "'{\"model_type\": \"torchvision-resnet\"}', 1.8e9",
    "'{\"model_type\": \"torchvision-resnet\", \"block\": \"bottleneck\", \"layers\": [3, 4, 6, 3]}', 4.1e9",
    "'{\"model_type\": \"torchvision-alexnet\"}', 0.71e9",
  })
  void convolutions_cost_what_is_known_of_them(String config, double adds) {
    var json = (tools.jackson.databind.node.ObjectNode) Json.parse(config, "test");
    var facts = new ModelConfig(json, 0, 0, -1, 8, 1, 1, 8);
    then(Maps.work(facts) / 2).isCloseTo(adds, within(adds * 0.13));
    then(Maps.values(facts)).isBetween(400_000L, 12_000_000L);
  }

  private static Layout.Stack stack(
      int layers, int width, int inner, int heads, int headSize, int tokens, boolean crosses) {
    return new Layout.Stack(
        Layout.Kind.ATTENTION,
        layers,
        width,
        inner,
        heads,
        heads,
        headSize,
        false,
        tokens,
        crosses,
        false);
  }
}
