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

  /// The token to look from first: of a picture the one that stands for all of it, else the last that is a word; −1 if there
  /// is none.
  int begin() {
    var picture = reply.picture();
    if (picture != null) return picture.specials() > 0 ? 0 : -1;
    for (int i = reply.tokens().size() - 1; i >= 0; i--) {
      var token = reply.tokens().get(i);
      if (!token.special() && token.text().codePoints().anyMatch(Character::isLetterOrDigit))
        return i;
    }
    return -1;
  }
}
