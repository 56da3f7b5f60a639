package org.vitrine.core.model.family;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Family;

/// All families by their `model_type`. A new one is a file of its own and a line here.
public final class Families {
  private static final Map<String, Family> ALL = new LinkedHashMap<>();

  static {
    for (var family :
        List.of(
            Bert.FAMILY,
            Roberta.FAMILY,
            Roberta.XLM,
            Roberta.CAMEMBERT,
            DistilBert.FAMILY,
            Albert.FAMILY,
            Electra.FAMILY,
            XlNet.FAMILY,
            DebertaV2.FAMILY,
            Gpt2.FAMILY,
            Llama.FAMILY,
            Mistral.FAMILY,
            Qwen2.FAMILY,
            Qwen3.FAMILY,
            Gemma2.FAMILY,
            Phi.FAMILY,
            GptNeoX.FAMILY,
            GptNeo.FAMILY,
            T5.FAMILY,
            T5.MULTILINGUAL,
            Bart.FAMILY,
            Marian.FAMILY,
            Vit.FAMILY,
            Deit.FAMILY,
            Clip.FAMILY,
            ClipTower.TEXT,
            ClipTower.VISION,
            AlexNet.FAMILY,
            ResNet.FAMILY,
            RecurrentNet.RNN,
            RecurrentNet.LSTM,
            RecurrentNet.GRU,
            RecurrentPair.GRU,
            Mlp.FAMILY)) {
      ALL.put(family.name(), family);
    }
  }

  private Families() {}

  public static List<Family> all() {
    return List.copyOf(ALL.values());
  }

  /// @param type what `config.json` says as `model_type`
  /// @throws Problem `model.family` if it names none of them
  public static Family of(String type) {
    var family = ALL.get(type);
    if (family == null) throw new Problem("model.family", type, String.join(", ", ALL.keySet()));
    return family;
  }
}
