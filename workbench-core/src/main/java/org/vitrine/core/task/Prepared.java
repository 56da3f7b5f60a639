package org.vitrine.core.task;

import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.tensor.Scope;

/// A micro-batch before it becomes arrays. Kept in Java so that the items of all micro-batches of an update can be counted
/// before the first one runs (METHODS 2.6).
public sealed interface Prepared permits Padded, Pictures {
  /// B.
  int rows();

  /// Numbers or places of the right answers; −100 is ignored.
  long[] labels();

  /// Labels that are scored.
  long items();

  /// Real tokens, or pictures.
  long tokens();

  /// The same as arrays.
  ///
  /// @param scope in which they live, on the model's device
  Batch on(Scope scope, Model model);

  /// Rows `from` to before `to`, padded as before.
  Prepared part(int from, int to);
}
