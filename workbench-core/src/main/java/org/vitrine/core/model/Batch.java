package org.vitrine.core.model;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// The input of one forward, as arrays on the model's device.
///
/// @param inputIds [B, T], int64
/// @param attentionMask [B, T], int64, 0 at padding; [B, past + T] where a cache goes before
/// @param tokenTypeIds [B, T], null for zeros
/// @param positionIds [B, T], null to let the model count
/// @param labels as the head wants them: [B], [B, T] or [B, C]
/// @param more anything else by name: `start_positions`, `end_positions`, `decoder_input_ids`, `decoder_attention_mask`,
///   XLNet's `perm_mask` and `target_mapping`
public record Batch(
    NDArray inputIds,
    NDArray attentionMask,
    @Nullable NDArray tokenTypeIds,
    @Nullable NDArray positionIds,
    @Nullable NDArray labels,
    Map<String, NDArray> more) {
  private static final String DECODER_IDS = "decoder_input_ids",
      DECODER_MASK = "decoder_attention_mask";
  private static final Set<String> KNOWN =
      Set.of(
          "start_positions",
          "end_positions",
          DECODER_IDS,
          DECODER_MASK,
          "perm_mask",
          "target_mapping");

  /// Arrays by the names of the reference's arguments; a missing mask hides nothing.
  ///
  /// @throws Problem `model.input` naming the first array that no family here reads, `model.input_missing`, `model.input_shape`
  public static Batch of(Map<String, NDArray> named) {
    var rest = new LinkedHashMap<>(named);
    var ids = rest.remove("input_ids");
    if (ids == null) throw new Problem("model.input_missing", "input_ids");
    var mask = rest.remove("attention_mask");
    var batch =
        new Batch(
            ids,
            mask == null ? ids.onesLike() : mask,
            rest.remove("token_type_ids"),
            rest.remove("position_ids"),
            rest.remove("labels"),
            rest);
    var known = new TreeSet<>(rest.keySet());
    known.removeAll(KNOWN);
    if (!known.isEmpty()) throw new Problem("model.input", known.first());
    return batch.checked();
  }

  private Batch checked() {
    var shape = inputIds.getShape();
    if (shape.dimension() != 2)
      throw new Problem("model.input_shape", "input_ids", shape, "[B, T]");
    same("attention_mask", attentionMask);
    same("token_type_ids", tokenTypeIds);
    var positions = positionIds;
    if (positions != null && positions.getShape().get(0) != 1) same("position_ids", positions);
    var written = decoderInputIds();
    if (written != null) {
      var form = written.getShape();
      if (form.dimension() != 2 || form.get(0) != shape.get(0))
        throw new Problem("model.input_shape", DECODER_IDS, form, "[" + size() + ", T]");
      var mask = decoderAttentionMask();
      if (mask != null && !mask.getShape().equals(form))
        throw new Problem("model.input_shape", DECODER_MASK, mask.getShape(), form);
    }
    return this;
  }

  /// What an encoder-decoder has written so far, [B, T']; null to let it read the labels or the text shifted by one.
  public @Nullable NDArray decoderInputIds() {
    return more.get(DECODER_IDS);
  }

  /// [B, T'], 0 at padding; [B, past + T'] where a cache goes before; null hides nothing.
  public @Nullable NDArray decoderAttentionMask() {
    return more.get(DECODER_MASK);
  }

  private void same(String name, @Nullable NDArray array) {
    if (array != null && !array.getShape().equals(inputIds.getShape())) {
      throw new Problem("model.input_shape", name, array.getShape(), inputIds.getShape());
    }
  }

  public int size() {
    return (int) inputIds.getShape().get(0);
  }

  public int length() {
    return (int) inputIds.getShape().get(1);
  }
}
