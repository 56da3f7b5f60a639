package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.List;

/// Entities out of tags a word, as conlleval reads them (METHODS 3.4), so that IOB1, IOB2 and BIOES all work: a tag goes
/// on with the open entity only if it is I or E, the one before is B or I, and the types agree. Any other tag but O opens
/// a new one. L and M are read as E and I, U as S; a tag without a letter in front as I.
public final class Entities {
  private Entities() {}

  /// @param first word; @param last word, included
  public record Entity(String type, int first, int last) {}

  private record Tag(char place, String type) {
    static Tag of(String tag) {
      if (tag.equals("O") || tag.isBlank()) return new Tag('O', "");
      boolean lettered = tag.length() > 1 && (tag.charAt(1) == '-' || tag.charAt(1) == '_');
      if (tag.length() == 1 && "BIES".contains(tag)) return new Tag(tag.charAt(0), "_");
      if (!lettered || "BIESLUM".indexOf(tag.charAt(0)) < 0) return new Tag('I', tag);
      char place =
          switch (tag.charAt(0)) {
            case 'L' -> 'E';
            case 'U' -> 'S';
            case 'M' -> 'I';
            default -> tag.charAt(0);
          };
      return new Tag(place, tag.substring(2));
    }

    boolean goesOn(Tag before) {
      return (place == 'I' || place == 'E')
          && (before.place == 'B' || before.place == 'I')
          && type.equals(before.type);
    }
  }

  public static List<Entity> of(List<String> tags) {
    var all = new ArrayList<Entity>();
    var before = new Tag('O', "");
    int first = -1;
    for (int i = 0; i <= tags.size(); i++) {
      var tag = Tag.of(i < tags.size() ? tags.get(i) : "O");
      boolean on = tag.goesOn(before) && first >= 0;
      if (first >= 0 && !on) {
        all.add(new Entity(before.type, first, i - 1));
        first = -1;
      }
      if (tag.place != 'O' && !on) first = i;
      before = tag;
    }
    return all;
  }

  /// Whether these tags mark entities: some of them say where one begins or goes on.
  public static boolean marked(List<String> labels) {
    return labels.stream()
        .anyMatch(l ->
            l.length() > 1 && (l.startsWith("B-") || l.startsWith("I-") || l.startsWith("S-")));
  }
}
