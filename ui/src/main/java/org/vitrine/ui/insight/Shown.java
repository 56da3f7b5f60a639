package org.vitrine.ui.insight;

import org.vitrine.core.insight.Capture;
import org.vitrine.core.insight.Role;
import org.vitrine.core.session.protocol.AttentionReply;

/// One answer of a model: what it said and the arrays that came with it.
record Shown(AttentionReply reply, Capture capture) {
  int heads() {
    return reply.heads();
  }

  int layers() {
    return reply.layers();
  }

  /// The head to begin with: the mixed one that chooses most sharply, for it has most to show.
  int telling() {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int k = 0; k < capture.facts().size(); k++) {
      var facts = capture.facts().get(k);
      if (facts.role() != Role.MIXED || facts.entropy().orElse(Double.MAX_VALUE) >= least) continue;
      least = facts.entropy().orElseThrow();
      best = k;
    }
    return best;
  }

  /// The last token that is a word, for a first look; −1 if there is none.
  int lastWord() {
    for (int i = reply.tokens().size() - 1; i >= 0; i--) {
      var token = reply.tokens().get(i);
      if (!token.special() && token.text().codePoints().anyMatch(Character::isLetterOrDigit))
        return i;
    }
    return -1;
  }
}
