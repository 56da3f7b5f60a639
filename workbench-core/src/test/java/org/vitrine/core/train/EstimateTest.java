package org.vitrine.core.train;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.model.Description;

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
}
