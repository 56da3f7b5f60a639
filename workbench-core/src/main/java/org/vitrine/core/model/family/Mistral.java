package org.vitrine.core.model.family;

import java.util.Collections;
import org.vitrine.core.model.family.DecoderConfig.Defaults;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Settings;

/// Mistral: Llama's layers, each seeing a window of the keys: Jiang et al. 2023, arXiv:2310.06825.
final class Mistral {
  static final Family FAMILY = Llama.family("mistral", "Mistral", "model", Mistral::read);

  private Mistral() {}

  private static Llama.Kind read(Settings s) {
    s.none("layer_types");
    var c = Llama.config(s, new Defaults(32000, 4096, 32, 32, 8, 0, 14336, 131072, false));
    int window = s.isNull("sliding_window") ? 0 : s.integer("sliding_window", 1, 4096);
    return new Llama.Kind(
        c.windows(Collections.nCopies(c.layers(), window)), false, false, false, false);
  }
}
