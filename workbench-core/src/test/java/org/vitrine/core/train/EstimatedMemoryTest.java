package org.vitrine.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.model.Description;

class EstimatedMemoryTest {
  @TempDir Path folder;

  @Test
  void counts_what_number_format_checkpointing_and_device_change() {
    var model = Description.of(Tiny.bert(folder.resolve("model")));
    var plain = Recipe.of("text-classification", "model", Recipe.Source.of("data.csv"));
    var mixed = plain.with(plain.arguments().with("bf16", "true"));
    var again = plain.with(plain.arguments().with("gradient_checkpointing", "true"));
    assertThat(part(mixed, model, "weights", false))
        .isEqualTo(part(plain, model, "weights", false) / 4 * 6);
    assertThat(part(mixed, model, "activations", true))
        .isLessThan(part(plain, model, "activations", true) * 2 / 3);
    assertThat(part(again, model, "activations", false))
        .isLessThan(part(plain, model, "activations", false));
    assertThat(Estimate.of(again, model, false).flops())
        .isGreaterThan(Estimate.of(plain, model, false).flops());
    // attention with dropout keeps its maps on a processor, not on a card
    assertThat(part(plain, model, "activations", true))
        .isLessThan(part(plain, model, "activations", false));
    var dry = plain.with(plain.arguments().with("dropout", "0"));
    assertThat(part(dry, model, "activations", true))
        .isEqualTo(part(dry, model, "activations", false));
  }

  private static long part(Recipe recipe, Description model, String name, boolean card) {
    return Estimate.of(recipe, model, card).memory().get(name);
  }
}
