package org.vitrine.core.train;

import java.nio.file.Path;

/// What a test makes go wrong in the middle of an update.
interface Trouble {
  Trouble NONE = new Trouble() {};

  /// Called before so many rows run; may throw what the engine would.
  default void before(long step, int rows) {}

  /// Called when the gradients of an update are complete, still scaled.
  default void gathered(long step, Gradients gradients) {}

  /// Called when the run's model is written and not yet looked at again.
  default void written(Path folder) {}
}
