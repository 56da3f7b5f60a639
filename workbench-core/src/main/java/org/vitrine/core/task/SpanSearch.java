package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vitrine.core.tokenizer.Encoding;

/// The likeliest answers to one question, over all windows of its context (METHODS 3.7): pairs of a start and an end inside
/// the context, scored by the sum of their logits, against the sum at the place that stands for none.
final class SpanSearch {
  /// Tokens of the longest answer.
  private static final int LONGEST = 30;

  private final int most;
  private final List<Found> found = new ArrayList<>();
  private double none = Double.POSITIVE_INFINITY;

  /// @param start first char in the context; @param end one past its last; both −1 for no answer
  record Found(int start, int end, double logit) {}

  /// @param most how many are kept
  SpanSearch(int most) {
    this.most = most;
  }

  /// @param starts logits of a window; @param ends likewise; both at least as long as the window
  /// @param nowhere the place that stands for no answer
  void add(Encoding window, float[] starts, float[] ends, int nowhere) {
    // A window that lacks the answer says so; only if all do, there is none.
    none = Math.min(none, (double) starts[nowhere] + ends[nowhere]);
    for (int i = 0; i < window.length(); i++) {
      if (!Spans.inContext(window, i)) continue;
      for (int k = i; k < Math.min(window.length(), i + LONGEST); k++) {
        if (!Spans.inContext(window, k)) continue;
        double logit = (double) starts[i] + ends[k];
        if (found.size() < most || logit > found.getLast().logit)
          keep(new Found(window.starts()[i], window.ends()[k], logit));
      }
    }
  }

  private void keep(Found span) {
    // neighbouring windows may find the same
    for (var each : found) {
      if (each.start != span.start || each.end != span.end) continue;
      if (each.logit >= span.logit) return;
      found.remove(each);
      break;
    }
    found.add(span);
    found.sort(Comparator.comparingDouble((Found f) -> -f.logit));
    if (found.size() > most) found.removeLast();
  }

  /// Likeliest first, no answer among them.
  List<Found> best() {
    var all = new ArrayList<>(found);
    if (Double.isFinite(none)) all.add(new Found(-1, -1, none));
    // no answer has to be likelier, not as likely
    all.sort(Comparator.comparingDouble((Found f) -> -f.logit));
    return all;
  }
}
