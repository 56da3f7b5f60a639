package org.vitrine.core.task;

import java.util.List;

/// A task, what it learns from and what it is measured on.
///
/// @param labels class names in the order of the logits, empty for language models
record Parts(Task task, Examples train, Examples evaluation, List<String> labels) {
  Parts(Task task, Examples train, Examples evaluation) {
    this(task, train, evaluation, List.of());
  }

  /// The values at some places.
  static int[] pick(int[] from, int[] places) {
    var picked = new int[places.length];
    for (int i = 0; i < places.length; i++) picked[i] = from[places[i]];
    return picked;
  }
}
