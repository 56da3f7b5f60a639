package org.vitrine.core.model.net;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.Tensors;

/// What a forward gives, by the names of the reference: `logits`, `start_logits`, `last_hidden_state`, ...
public final class Output {
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private @Nullable NDArray scoredLabels;

  public static Output of(String name, NDArray array) {
    return new Output().with(name, array);
  }

  public Output with(String name, NDArray array) {
    arrays.put(name, array);
    return this;
  }

  /// Says that the logits stand only for labelled places, and which labels these are: [N].
  public Output scoring(NDArray labels) {
    scoredLabels = labels;
    return this;
  }

  /// The same in float32, whatever the products were computed in.
  public Output inFloat32() {
    arrays.replaceAll((_, array) -> Tensors.asFloat(array));
    return this;
  }

  public Map<String, NDArray> arrays() {
    return arrays;
  }

  /// @throws IllegalArgumentException if this head gives no such output
  public NDArray get(String name) {
    var array = arrays.get(name);
    if (array == null) throw new IllegalArgumentException(name + " is none of " + arrays.keySet());
    return array;
  }

  public boolean has(String name) {
    return arrays.containsKey(name);
  }

  /// Classification [B, C] or [B, T, C]; language models [B, T, V], or [N, V] if only labelled places were asked for.
  public NDArray logits() {
    return get("logits");
  }

  /// [B, T, d]; from a model without a head.
  public NDArray lastHiddenState() {
    return get("last_hidden_state");
  }

  /// The labels that belong to the logits one by one, if only labelled places were asked for.
  public @Nullable NDArray scoredLabels() {
    return scoredLabels;
  }
}
