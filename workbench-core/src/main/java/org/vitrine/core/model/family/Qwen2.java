package org.vitrine.core.model.family;

import org.vitrine.core.model.family.DecoderConfig.Defaults;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Settings;

/// Qwen 2 and 2.5: Llama with biases on queries, keys and values: Yang et al. 2024, arXiv:2407.10671.
final class Qwen2 {
  static final Family FAMILY = Llama.family("qwen2", "Qwen2", "transformer", Qwen2::read);

  private Qwen2() {}

  private static Llama.Kind read(Settings s) {
    var c = Llama.config(s, new Defaults(151936, 4096, 32, 32, 32, 0, 22016, 32768, false));
    return new Llama.Kind(windows(s, c), true, false, false, false);
  }

  /// Layers from `max_window_layers` on see a window, if there is one at all.
  static DecoderConfig windows(Settings s, DecoderConfig c) {
    boolean uses = s.flag("use_sliding_window", false) && !s.isNull("sliding_window");
    int first = s.integer("max_window_layers", 0, 28);
    int window = uses ? s.integer("sliding_window", 1, 4096) : 0;
    return c.sliding(s, window, layer -> uses && layer >= first);
  }
}
