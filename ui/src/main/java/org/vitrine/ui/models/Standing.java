package org.vitrine.ui.models;

import org.vitrine.core.session.protocol.ModelList.ModelHead;

/// What can be done with a model as its folder stands.
enum Standing {
  GOOD,
  /// Vitrine does not compute this kind, or a setting of it; tensors and tokenizer can be looked at.
  WEIGHTS_ONLY,
  INCOMPLETE;

  static Standing of(ModelHead head) {
    var problem = head.problem();
    if (problem == null) return GOOD;
    return switch (problem.key()) {
      case "model.family", "model.architecture", "model.unsupported", "model.head" -> WEIGHTS_ONLY;
      default -> INCOMPLETE;
    };
  }
}
