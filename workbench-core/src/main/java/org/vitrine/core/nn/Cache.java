package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.AttentionKernels;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// Keys and values of the tokens that a decoder has read, layer by layer, so that a next token costs one position and not
/// the whole text again. A buffer doubles when it is full: most tokens are written in place. Of a recurrent decoder it holds
/// the states of its layers instead.
///
/// A cache belongs to one text, or to rows that are gone on with side by side; it ends with [#close].
public final class Cache implements AutoCloseable {
  private static final int FIRST_ROOM = 32;

  private final Scope scope;
  private Layer[] layers = new Layer[0];
  private final Map<Integer, List<NDArray>> fixed = new HashMap<>();
  private @Nullable NDArray states;
  private int steps;

  /// @param outer lives longer than the cache; on the model's device
  public Cache(Scope outer) {
    scope = outer.inner();
  }

  /// Buffers [B, H, room, dh], of which the first `length` positions are filled.
  private record Layer(NDArray keys, NDArray values, int length) {
    int room() {
      return (int) keys.getShape().get(2);
    }
  }

  /// Tokens that every layer holds.
  public int length() {
    return layers.length == 0 ? steps : layers[layers.length - 1].length;
  }

  /// Where a recurrent decoder has come to, [B, layers, hidden]; null before its first token.
  @Nullable NDArray states() {
    return states;
  }

  /// @param now [B, layers, hidden]; @param tokens that were read on the way there
  void states(NDArray now, int tokens) {
    if (states != null) states.close();
    states = scope.keep(now);
    steps += tokens;
  }

  /// Adds keys and values [B, H, T, dh] of one layer.
  ///
  /// @return those of all tokens so far, [B, H, past + T, dh]; views that live as long as `k`
  List<NDArray> append(int layer, NDArray k, NDArray v) {
    if (layer >= layers.length) layers = Arrays.copyOf(layers, layer + 1);
    var held = layers[layer];
    int past = held == null ? 0 : held.length;
    int length = past + (int) k.getShape().get(2);
    if (held == null) {
      held = new Layer(roomy(k, room(length)), roomy(v, room(length)), 0);
    } else if (length > held.room()) {
      held = replaced(held, roomy(held.keys, room(length)), roomy(held.values, room(length)));
    }
    AttentionKernels.write(held.keys, k, past);
    AttentionKernels.write(held.values, v, past);
    layers[layer] = new Layer(held.keys, held.values, length);
    return List.of(
        AttentionKernels.read(k, held.keys, length), AttentionKernels.read(v, held.values, length));
  }

  /// Keys and values of one layer that stay as they are: those of an encoder's states.
  List<NDArray> fixed(int layer, Supplier<List<NDArray>> make) {
    return fixed.computeIfAbsent(layer, _ -> make.get().stream().map(scope::keep).toList());
  }

  private static int room(int length) {
    return Math.max(FIRST_ROOM, Integer.highestOneBit(Math.max(1, length - 1)) << 1);
  }

  private NDArray roomy(NDArray x, int room) {
    return scope.keep(AttentionKernels.roomy(x, room));
  }

  private static Layer replaced(Layer old, NDArray keys, NDArray values) {
    old.keys.close();
    old.values.close();
    return new Layer(keys, values, old.length);
  }

  /// Row i becomes what row `rows[i]` was: beams that were dropped go, those that fork are copied.
  public void reorder(int[] rows) {
    if (length() == 0 || isIdentity(rows)) return;
    try (var passing = scope.inner()) {
      var wide = Arrays.stream(rows).asLongStream().toArray();
      var index = Tensors.of(passing, wide, wide.length);
      for (int i = 0; i < layers.length; i++) {
        var old = layers[i];
        var keys = scope.keep(AttentionKernels.rows(old.keys, index));
        layers[i] = replaced(old, keys, scope.keep(AttentionKernels.rows(old.values, index)));
      }
      fixed.replaceAll((_, old) -> rows(old, index));
      if (states != null) states = rows(List.of(states), index).getFirst();
    }
  }

  private List<NDArray> rows(List<NDArray> old, NDArray index) {
    var chosen = old.stream().map(each -> scope.keep(AttentionKernels.rows(each, index))).toList();
    old.forEach(NDArray::close);
    return chosen;
  }

  private boolean isIdentity(int[] rows) {
    var held = states == null ? layers[0].keys : states;
    if (rows.length != held.getShape().get(0)) return false;
    for (int i = 0; i < rows.length; i++) if (rows[i] != i) return false;
    return true;
  }

  @Override
  public void close() {
    scope.close();
  }
}
