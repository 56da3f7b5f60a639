package org.vitrine.ui.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vitrine.core.session.protocol.Anatomy;
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
    var anatomy = page.anatomy();
    parts.add(anatomy == null ? unknown(page) : new Reading(words).of(anatomy, page));
    if (page.head().problem() == null && anatomy != null) parts.add(does(page, anatomy));
    return String.join(words.chinese() ? "" : " ", parts);
  }

  private String unknown(ModelPage page) {
    return words.get(
        "summary.unknown",
        words.about(page.head().parameters()),
        words.count(page.tensors().size()));
  }

  /// What it can do as it stands.
  private String does(ModelPage page, Anatomy anatomy) {
    var name = page.head().head();
    var head = name == null ? "none" : name.toLowerCase(Locale.ROOT);
    boolean classes = head.equals("sequence_classification") || head.endsWith("classification");
    if (classes && page.labels().size() == 1) return words.get("summary.number");
    if (classes && !page.labels().isEmpty())
      return words.get(
          "summary.classes." + things(head, anatomy), page.labels().size(), labels(page));
    if (head.equals("base") && page.head().tasks().isEmpty()) return words.get("summary.vectors");
    return words.get(words.has("summary." + head) ? "summary." + head : "summary.none");
  }

  /// What is sorted.
  private static String things(String head, Anatomy anatomy) {
    if (head.equals("token_classification"))
      return anatomy.reads().equals("SERIES") ? "steps" : "words";
    return switch (anatomy.reads()) {
      case "PICTURES" -> "pictures";
      case "SERIES" -> "series";
      case "ROWS" -> "rows";
      default -> "texts";
    };
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
