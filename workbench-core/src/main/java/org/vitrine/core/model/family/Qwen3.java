package org.vitrine.core.model.family;

import org.vitrine.core.model.family.DecoderConfig.Defaults;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Settings;

/// Qwen 3: Llama with a norm on each head of queries and keys: Yang et al. 2025, arXiv:2505.09388.
final class Qwen3 {
  static final Family FAMILY = Llama.family("qwen3", "Qwen3", "transformer", Qwen3::read);

  private Qwen3() {}

  private static Llama.Kind read(Settings s) {
    var c = Llama.config(s, new Defaults(151936, 4096, 32, 32, 32, 128, 22016, 32768, false));
    boolean bias = s.flag("attention_bias", false);
    return new Llama.Kind(Qwen2.windows(s, c), bias, bias, false, true);
  }
}
