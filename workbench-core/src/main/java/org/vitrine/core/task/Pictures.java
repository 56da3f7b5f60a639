package org.vitrine.core.task;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.picture.Preprocessing.Values;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// Pictures of one size.
///
/// @param labels [B] classes
record Pictures(List<Values> pictures, long[] labels) implements Prepared {

  /// @throws Problem `task.picture_sizes` if they are not of one size
  static Pictures of(List<Values> pictures, long[] labels) {
    var first = pictures.getFirst();
    for (var each : pictures)
      if (each.height() != first.height() || each.width() != first.width())
        throw new Problem(
            "task.picture_sizes", first.width(), first.height(), each.width(), each.height());
    return new Pictures(pictures, labels);
  }

  @Override
  public int rows() {
    return pictures.size();
  }

  @Override
  public long items() {
    return Arrays.stream(labels).filter(label -> label != Padded.IGNORED).count();
  }

  @Override
  public long tokens() {
    return rows();
  }

  @Override
  public Pictures part(int from, int to) {
    boolean labelled = labels.length > 0;
    return new Pictures(
        pictures.subList(from, to), labelled ? Arrays.copyOfRange(labels, from, to) : labels);
  }

  @Override
  public Batch on(Scope scope, Model model) {
    var first = pictures.getFirst();
    int size = first.values().length;
    var values = new float[rows() * size];
    for (int row = 0; row < rows(); row++)
      System.arraycopy(pictures.get(row).values(), 0, values, row * size, size);
    var pixels = Tensors.of(scope, values, rows(), first.channels(), first.height(), first.width());
    if (labels.length == 0) return Batch.of(Map.of("pixel_values", pixels));
    var known = Tensors.of(scope, labels, rows());
    return Batch.of(Map.of("pixel_values", pixels, "labels", known)).knowing("labels", labels);
  }
}
