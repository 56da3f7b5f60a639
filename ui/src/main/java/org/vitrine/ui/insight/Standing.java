package org.vitrine.ui.insight;

import org.vitrine.core.base.Problem;

/// How the screen stands.
sealed interface Standing {
  /// No model is chosen.
  record Empty() implements Standing {}

  /// The first answer of this model is on its way; later ones replace what is shown without a word.
  record Computing() implements Standing {}

  /// The model sees pictures, and none was chosen yet.
  record Wanting() implements Standing {}

  record Ready() implements Standing {}

  /// @param tooLong whether cutting the text helps
  record Trouble(Problem problem, boolean tooLong) implements Standing {}
}
