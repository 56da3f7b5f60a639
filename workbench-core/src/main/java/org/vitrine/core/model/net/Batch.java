package org.vitrine.core.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.nn.Padding;

/// The input of one forward, as arrays on the model's device by the names of the reference's arguments. Which of them a
/// family reads is said by its registration, and checked before each forward.
///
/// | name              | read by     | shape and type                                                        |
/// |-------------------|-------------|-----------------------------------------------------------------------|
/// | `input_ids`       | texts       | [B, T], int64                                                          |
/// | `attention_mask`  | texts       | [B, T], int64, 0 at padding; [B, past + T] where a cache goes before   |
/// | `token_type_ids`  | texts       | [B, T], int64; zeros where it is missing                               |
/// | `position_ids`    | texts       | [B or 1, T], int64; the model counts where it is missing               |
/// | `decoder_input_ids`, `decoder_attention_mask` | encoder-decoders | [B, T'], int64; the mask [B, past + T'] with a cache |
/// | `pixel_values`    | pictures    | [B, channels, height, width], float32                                 |
/// | `inputs`          | numbers     | [B, T, features] or [B, features], float32                            |
/// | `lengths`         | recurrent   | [B], int64, steps before the padding                                  |
/// | `labels`          | with a head | [B], [B, T] or [B, C]                                                  |
///
/// @param known answers what is asked of integers
public record Batch(Map<String, NDArray> arrays, Known known) {
  private static final String DECODER_IDS = "decoder_input_ids",
      DECODER_MASK = "decoder_attention_mask";
  private static final String LABELS = "labels";
  private static final Set<String> COMMON =
      Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids", LABELS);

  private Batch(Map<String, NDArray> arrays) {
    this(arrays, new Known());
  }

  /// A batch of texts.
  public Batch(
      NDArray inputIds,
      NDArray attentionMask,
      @Nullable NDArray tokenTypeIds,
      @Nullable NDArray positionIds,
      @Nullable NDArray labels,
      Map<String, NDArray> more) {
    this(new LinkedHashMap<>());
    arrays.put("input_ids", inputIds);
    arrays.put("attention_mask", attentionMask);
    if (tokenTypeIds != null) arrays.put("token_type_ids", tokenTypeIds);
    if (positionIds != null) arrays.put("position_ids", positionIds);
    if (labels != null) arrays.put(LABELS, labels);
    arrays.putAll(more);
  }

  /// A missing mask of a text hides nothing.
  ///
  /// @throws Problem `model.input_missing` for an empty batch, `model.input_shape`
  public static Batch of(Map<String, NDArray> named) {
    if (named.isEmpty()) throw new Problem("model.input_missing", "input_ids");
    var batch = new Batch(new LinkedHashMap<>(named));
    var ids = named.get("input_ids");
    if (ids == null) return batch;
    var shape = ids.getShape();
    if (shape.dimension() != 2)
      throw new Problem("model.input_shape", "input_ids", shape, "[B, T]");
    batch.arrays.putIfAbsent("attention_mask", ids.onesLike());
    batch.same("attention_mask", ids);
    batch.same("token_type_ids", ids);
    var positions = batch.positionIds();
    if (positions != null && positions.getShape().get(0) != 1) batch.same("position_ids", ids);
    batch.checkWritten(ids);
    return batch;
  }

  private void checkWritten(NDArray ids) {
    var written = decoderInputIds();
    if (written == null) return;
    var form = written.getShape();
    if (form.dimension() != 2 || form.get(0) != ids.getShape().get(0)) {
      throw new Problem("model.input_shape", DECODER_IDS, form, "[" + size() + ", T]");
    }
    var mask = decoderAttentionMask();
    if (mask != null && !mask.getShape().equals(form)) {
      throw new Problem("model.input_shape", DECODER_MASK, mask.getShape(), form);
    }
  }

  private void same(String name, NDArray ids) {
    var array = arrays.get(name);
    if (array != null && !array.getShape().equals(ids.getShape())) {
      throw new Problem("model.input_shape", name, array.getShape(), ids.getShape());
    }
  }

  /// @throws Problem `model.input_missing` if it is not there
  public NDArray get(String name) {
    var array = arrays.get(name);
    if (array == null) throw new Problem("model.input_missing", name);
    return array;
  }

  public @Nullable NDArray find(String name) {
    return arrays.get(name);
  }

  public boolean has(String name) {
    return arrays.containsKey(name);
  }

  public NDArray inputIds() {
    return get("input_ids");
  }

  public NDArray attentionMask() {
    return get("attention_mask");
  }

  public @Nullable NDArray tokenTypeIds() {
    return find("token_type_ids");
  }

  public @Nullable NDArray positionIds() {
    return find("position_ids");
  }

  /// What an encoder-decoder has written so far; null to let it read the labels or the text shifted by one.
  public @Nullable NDArray decoderInputIds() {
    return find(DECODER_IDS);
  }

  /// Null hides nothing.
  public @Nullable NDArray decoderAttentionMask() {
    return find(DECODER_MASK);
  }

  public NDArray pixelValues() {
    return get("pixel_values");
  }

  public @Nullable NDArray labels() {
    return find(LABELS);
  }

  /// What is not said of every text: `start_positions`, `pixel_values`, ...
  public Map<String, NDArray> more() {
    var more = new LinkedHashMap<>(arrays);
    more.keySet().removeAll(COMMON);
    return more;
  }

  /// Tells what an integer array holds, row by row, so that nobody asks the device.
  public Batch knowing(String name, long[] values) {
    known.put(name, values);
    return this;
  }

  /// Adds an integer array and what it holds.
  public Batch with(String name, NDArray array, long[] values) {
    arrays.put(name, array);
    return knowing(name, values);
  }

  /// The largest value of an integer array, the lowest possible if it is empty.
  public long largest(String name) {
    return known.largest(name, get(name));
  }

  /// What the attention mask hides.
  public Padding padding() {
    return known.padding("attention_mask", attentionMask());
  }

  /// Labels that are not to be ignored.
  ///
  /// @param skipsFirst whether each row's first label answers for nothing
  /// @throws Problem `model.input_missing` if there are none
  public long labelled(boolean skipsFirst) {
    return known.labelled(LABELS, get(LABELS), skipsFirst);
  }

  /// How many values of an integer array are below `end`.
  public long below(String name, long end) {
    return known.below(name, get(name), end);
  }

  /// The labelled places without their device being asked; null if that cannot be.
  ///
  /// @param causal whether a place answers for the token after it
  Known.@Nullable Scored scored(boolean causal) {
    return known.scored(LABELS, get(LABELS), causal);
  }

  /// Which all arrays belong to.
  public NDManager owner() {
    return first().getManager();
  }

  private NDArray first() {
    return arrays.values().iterator().next();
  }

  /// Examples.
  public int size() {
    return (int) first().getShape().get(0);
  }

  /// Tokens of a text.
  public int length() {
    return (int) inputIds().getShape().get(1);
  }
}
