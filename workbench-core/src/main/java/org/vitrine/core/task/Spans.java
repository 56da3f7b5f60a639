package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.tokenizer.Encoding;

/// Parts of a text that a model marks.
final class Spans {
  private Spans() {}

  /// The entities of one text. A word has the tag of its first piece; where a script parts no words, each piece is one.
  ///
  /// @param logits [T · C] of the tags
  static List<Answers.Span> entities(
      Encoding encoding, String text, float[][] logits, List<String> labels) {
    var tags = new ArrayList<String>();
    var firsts = new ArrayList<Integer>();
    var lasts = new ArrayList<Integer>();
    var sure = new ArrayList<Double>();
    int before = -2;
    for (int i = 0; i < encoding.length(); i++) {
      int start = encoding.starts()[i], end = encoding.ends()[i];
      if (encoding.sequence()[i] != 0 || encoding.special()[i] || start < 0 || end <= start)
        continue;
      boolean begins = tags.isEmpty() || encoding.words()[i] != before || unspaced(text, start);
      before = encoding.words()[i];
      if (!begins) {
        lasts.set(lasts.size() - 1, end);
        continue;
      }
      int best = ClassScore.argmax(logits[i], 0, logits[i].length);
      tags.add(best < labels.size() ? labels.get(best) : "LABEL_" + best);
      firsts.add(start);
      lasts.add(end);
      sure.add(Answers.softmax(logits[i])[best]);
    }
    var spans = new ArrayList<Answers.Span>();
    for (var entity : Entities.of(tags)) {
      int start = firsts.get(entity.first()), end = lasts.get(entity.last());
      while (start < end && Character.isWhitespace(text.charAt(start))) start++;
      while (end > start && Character.isWhitespace(text.charAt(end - 1))) end--;
      double sum = 0;
      for (int k = entity.first(); k <= entity.last(); k++) sum += sure.get(k);
      double mean = sum / (entity.last() - entity.first() + 1);
      spans.add(new Answers.Span(entity.type(), start, end, text.substring(start, end), mean));
    }
    return spans;
  }

  /// Whether a token stands for a part of the second text.
  static boolean inContext(Encoding window, int token) {
    return window.sequence()[token] == 1
        && window.starts()[token] >= 0
        && window.ends()[token] > window.starts()[token];
  }

  /// The place that stands for no answer: that of the token for the whole text, else the first.
  ///
  /// @param cls its id, −1 if there is none
  static int none(Encoding window, long cls) {
    for (int i = 0; i < window.length(); i++)
      if (cls >= 0 && window.special()[i] && window.ids()[i] == cls) return i;
    return 0;
  }

  private static boolean unspaced(String text, int start) {
    return Sentence.unspaced(text.codePointAt(start))
        || (start > 0 && Sentence.unspaced(text.codePointBefore(start)));
  }
}
