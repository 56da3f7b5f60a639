package org.vitrine.core.task;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// Texts, padded on the right to their longest; a model that wants padding on the left gets it there.
///
/// @param rows B
/// @param width T
/// @param ids [B · T] row by row
/// @param mask 1 for real tokens
/// @param types token types
/// @param labels [B] classes, [B · T] token ids, [B · T'] of what is to be written, or [B · 2] first and last tokens; −100 is
///     ignored
/// @param asks what a label belongs to
/// @param items labels that are scored
public record Padded(
    int rows,
    int width,
    long[] ids,
    long[] mask,
    long[] types,
    long[] labels,
    Asks asks,
    long items)
    implements Prepared {
  /// What there is a label for.
  public enum Asks {
    ROW,
    TOKEN,
    SPAN
  }

  /// The label that no loss counts, as in PyTorch.
  public static final long IGNORED = -100;

  static Padded of(List<TextExample> examples, long pad) {
    int width = Math.max(1, examples.stream().mapToInt(TextExample::length).max().orElse(1));
    int rows = examples.size();
    var ids = new long[rows * width];
    var mask = new long[rows * width];
    var types = new long[rows * width];
    Arrays.fill(ids, pad);
    for (int row = 0; row < rows; row++) {
      var example = examples.get(row);
      System.arraycopy(example.ids(), 0, ids, row * width, example.length());
      System.arraycopy(example.types(), 0, types, row * width, example.length());
      Arrays.fill(mask, row * width, row * width + example.length(), 1);
    }
    return new Padded(rows, width, ids, mask, types, new long[0], Asks.ROW, 0);
  }

  /// This with a label a row.
  Padded withClasses(long[] classes, long items) {
    return new Padded(rows, width, ids, mask, types, classes, Asks.ROW, items);
  }

  /// This with a label a token.
  Padded withTokens(long[] labels, long items) {
    return new Padded(rows, width, ids, mask, types, labels, Asks.TOKEN, items);
  }

  /// This with the first and last token of a span for each row.
  Padded withSpans(long[] places) {
    return new Padded(rows, width, ids, mask, types, places, Asks.SPAN, rows);
  }

  @Override
  public Padded part(int from, int to) {
    if (from == 0 && to == rows) return this;
    var own =
        labels.length == 0 || asks != Asks.ROW
            ? cut(labels, labels.length / rows, from, to)
            : Arrays.copyOfRange(labels, from, to);
    return new Padded(
        to - from,
        width,
        cut(ids, width, from, to),
        cut(mask, width, from, to),
        cut(types, width, from, to),
        own,
        asks,
        asks == Asks.SPAN ? to - from : Arrays.stream(own).filter(l -> l != IGNORED).count());
  }

  private static long[] cut(long[] values, int width, int from, int to) {
    return values.length == 0 ? values : Arrays.copyOfRange(values, from * width, to * width);
  }

  @Override
  public Batch on(Scope scope, Model model) {
    boolean spans = asks == Asks.SPAN && labels.length > 0;
    var known =
        labels.length == 0 || spans
            ? null
            : asks == Asks.TOKEN
                ? Tensors.of(scope, labels, rows, labels.length / rows)
                : Tensors.of(scope, labels, rows);
    var read = placed(ids, model);
    var seen = placed(mask, model);
    var batch =
        new Batch(
                Tensors.of(scope, read, rows, width),
                Tensors.of(scope, seen, rows, width),
                model.typed() ? Tensors.of(scope, placed(types, model), rows, width) : null,
                null,
                known,
                Map.of())
            .knowing("input_ids", read)
            .knowing("attention_mask", seen);
    if (known != null) batch.knowing("labels", labels);
    return spans
        ? batch
            .with("start_positions", Tensors.of(scope, places(0), rows), places(0))
            .with("end_positions", Tensors.of(scope, places(1), rows), places(1))
        : batch;
  }

  /// [B], the first tokens of the spans or the last.
  private long[] places(int which) {
    var places = new long[rows];
    Arrays.setAll(places, row -> labels[2 * row + which]);
    return places;
  }

  /// Values as the model wants its padding: on the right, or on the left.
  private long[] placed(long[] values, Model model) {
    return model.padsLeft() ? onTheRight(values) : values;
  }

  /// The same rows with their padding before them.
  private long[] onTheRight(long[] values) {
    var moved = new long[values.length];
    for (int row = 0; row < rows; row++) {
      int at = row * width, length = (int) Arrays.stream(mask, at, at + width).sum();
      System.arraycopy(values, at, moved, at + width - length, length);
      System.arraycopy(values, at + length, moved, at, width - length);
    }
    return moved;
  }

  /// Real tokens, padding left out.
  @Override
  public long tokens() {
    return Arrays.stream(mask).sum();
  }
}
