package org.vitrine.ui.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Words;

/// What a model is, in one or two sentences made from its facts.
final class Summary {
  private final Words words;

  Summary(Words words) {
    this.words = words;
  }

  String of(ModelPage page) {
    var parts = new ArrayList<String>();
    if (page.layers() > 0 && page.positions() == Integer.MAX_VALUE)
      parts.add(
          words.get("summary.reads_any", words.count(page.hidden()), page.layers(), page.heads()));
    else if (page.layers() > 0)
      parts.add(
          words.get(
              "summary.reads",
              words.count(page.positions()),
              words.count(page.hidden()),
              page.layers(),
              page.heads()));
    else
      parts.add(
          words.get(
              "summary.unknown",
              words.about(page.head().parameters()),
              words.count(page.tensors().size())));
    var head = page.head().head() == null ? "none" : page.head().head().toLowerCase(Locale.ROOT);
    if (page.head().problem() == null && words.has("summary." + head)) {
      boolean named = head.equals("sequence_classification") && !page.labels().isEmpty();
      if (named) parts.add(words.get("summary.classes", page.labels().size(), labels(page)));
      else parts.add(words.get("summary." + head));
    }
    return String.join(words.chinese() ? "" : " ", parts);
  }

  private String labels(ModelPage page) {
    var some = page.labels().stream().limit(4).map(l -> words.get("quoted", l)).toList();
    var joined = String.join(words.chinese() ? "、" : ", ", some);
    return page.labels().size() > 4 ? joined + (words.chinese() ? "等" : " …") : joined;
  }

  /// `layer 0` of `bert.encoder.layer.0`; the last part otherwise.
  static String shown(String path) {
    var parts = List.of(path.split("\\."));
    if (parts.size() < 2) return path;
    var last = parts.getLast();
    var before = parts.get(parts.size() - 2);
    if (last.chars().allMatch(Character::isDigit)) return before + " " + last;
    return before.chars().allMatch(Character::isDigit) && parts.size() > 2
        ? parts.get(parts.size() - 3) + " " + before + " " + last
        : last;
  }
}
