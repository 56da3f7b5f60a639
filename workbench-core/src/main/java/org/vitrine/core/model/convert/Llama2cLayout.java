package org.vitrine.core.model.convert;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The flat file of llama2.c (version 0): seven little-endian int32, then float32 arrays with nothing between them.
///
/// | int32             |                                           |
/// |-------------------|-------------------------------------------|
/// | `hidden`, `inner` | widths                                    |
/// | `layers`          |                                           |
/// | `heads`, `keys`   | heads of queries, of keys and values      |
/// | `words`           | negative if the output has a matrix of its own |
/// | `places`          | longest text                              |
///
/// The arrays come kind by kind, each for all layers: word table, attention norms, W_q, W_k, W_v, W_o, feed-forward norms,
/// W_1 (gate), W_2 (down), W_3 (up), last norm, two tables of rotary angles [places, head / 2], the output's matrix.
record Llama2cLayout(
    int hidden, int inner, int layers, int heads, int keys, int words, boolean tied, int places) {
  private static final int HEADER = 7 * Integer.BYTES;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// @param at where the array begins in the file; @param head rows of a head whose rotary pairs lie side by side, 0
  ///     where rows stay as they are
  record Tensor(String name, List<Long> shape, long at, int head) {
    long bytes() {
      return shape.stream().reduce(1L, (a, b) -> a * b) * Float.BYTES;
    }
  }

  /// What the file says, if it is exactly as long as it would have to be.
  static Optional<Llama2cLayout> of(Path file) {
    var header = new byte[HEADER];
    try (var in = Files.newInputStream(file)) {
      if (in.readNBytes(header, 0, HEADER) < HEADER) return Optional.empty();
      var ints = MemorySegment.ofArray(header);
      var n = new int[7];
      for (int i = 0; i < 7; i++) n[i] = ints.getAtIndex(INT, i);
      int words = n[5] == Integer.MIN_VALUE ? 0 : Math.abs(n[5]);
      var layout = new Llama2cLayout(n[0], n[1], n[2], n[3], n[4], words, n[5] > 0, n[6]);
      if (!layout.sane()) return Optional.empty();
      return layout.end() == Files.size(file) ? Optional.of(layout) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean sane() {
    for (int each : new int[] {hidden, inner, heads, keys, words, places})
      if (each < 1 || each > 1 << 20) return false;
    boolean divides = hidden % heads == 0 && heads % keys == 0 && head() % 2 == 0;
    return layers > 0 && layers < 10_000 && divides;
  }

  int head() {
    return hidden / heads;
  }

  /// Sizes are at most 2²⁰ each and layers 10⁴, so no sum leaves 64 bits.
  private long end() {
    var all = tensors();
    var last = all.getLast();
    return tied ? last.at + last.bytes() + angles() : last.at + last.bytes();
  }

  private long angles() {
    return (long) places * head() * Float.BYTES;
  }

  /// Under the names of `LlamaForCausalLM`, in the file's order.
  List<Tensor> tensors() {
    var all = new ArrayList<Tensor>();
    long at = HEADER, d = hidden, k = (long) keys * head(), f = inner;
    at = add(all, at, "model.embed_tokens.weight", 0, words, d);
    at = each(all, at, "input_layernorm", 0, d);
    at = each(all, at, "self_attn.q_proj", head(), d, d);
    at = each(all, at, "self_attn.k_proj", head(), k, d);
    at = each(all, at, "self_attn.v_proj", 0, k, d);
    at = each(all, at, "self_attn.o_proj", 0, d, d);
    at = each(all, at, "post_attention_layernorm", 0, d);
    at = each(all, at, "mlp.gate_proj", 0, f, d);
    at = each(all, at, "mlp.down_proj", 0, d, f);
    at = each(all, at, "mlp.up_proj", 0, f, d);
    at = add(all, at, "model.norm.weight", 0, d);
    if (!tied) add(all, at + angles(), "lm_head.weight", 0, words, d);
    return all;
  }

  private long each(List<Tensor> all, long at, String name, int head, long... shape) {
    for (int layer = 0; layer < layers; layer++)
      at = add(all, at, "model.layers." + layer + "." + name + ".weight", head, shape);
    return at;
  }

  private static long add(List<Tensor> all, long at, String name, int head, long... shape) {
    var tensor = new Tensor(name, java.util.Arrays.stream(shape).boxed().toList(), at, head);
    all.add(tensor);
    return at + tensor.bytes();
  }
}
