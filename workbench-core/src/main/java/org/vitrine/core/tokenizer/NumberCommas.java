package org.vitrine.core.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// XLNet's and ALBERT's rule that a number's comma is a token of its own: a piece like `▁9,` is cut once more, as if what
/// stands before the comma were a text by itself.
///
/// @param parts ids for each id that is cut
record NumberCommas(Vocabulary vocabulary, Map<Long, long[]> parts) {

  /// @param cut the ids of a text's pieces; @param unknown the id for a piece that the vocabulary does not have
  static NumberCommas of(Vocabulary vocabulary, Function<String, long[]> cut, long unknown) {
    var parts = new HashMap<Long, long[]>();
    for (long id = 0; id < vocabulary.size(); id++) {
      var name = vocabulary.name(id);
      if (name == null || name.length() < 2 || !name.endsWith(",")) continue;
      if (!Character.isDigit(name.charAt(name.length() - 2))) continue;
      boolean begins = name.startsWith(SentencePieceModel.SPACE);
      var before = name.substring(0, name.length() - 1).replace(SentencePieceModel.SPACE, "");
      var ids = new ArrayList<Long>();
      for (long each : cut.apply(before)) ids.add(each);
      var first = ids.isEmpty() ? null : vocabulary.name(ids.getFirst());
      if (!begins && first != null && first.startsWith(SentencePieceModel.SPACE)) {
        if (first.length() == 1) ids.removeFirst();
        else ids.set(0, known(vocabulary, first.substring(1), unknown));
      }
      ids.add(known(vocabulary, ",", unknown));
      parts.put(id, ids.stream().mapToLong(Long::longValue).toArray());
    }
    return new NumberCommas(vocabulary, parts);
  }

  private static long known(Vocabulary vocabulary, String name, long unknown) {
    long id = vocabulary.id(name);
    return id >= 0 ? id : unknown;
  }

  long[] cut(long[] ids) {
    var all = new ArrayList<Long>();
    for (long id : ids) for (long part : parts.getOrDefault(id, new long[] {id})) all.add(part);
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  /// The parts share the piece's range from its end on.
  Encoding cut(Encoding whole) {
    var from = new ArrayList<Integer>();
    var place = new ArrayList<Integer>();
    for (int i = 0; i < whole.length(); i++) {
      int count = whole.sequence()[i] < 0 ? 1 : of(whole.ids()[i]).length;
      for (int k = 0; k < count; k++) {
        from.add(i);
        place.add(count == 1 ? -1 : k);
      }
    }
    if (from.size() == whole.length()) return whole;
    var cut = whole.only(from.stream().mapToInt(Integer::intValue).toArray());
    for (int i = cut.length() - 1; i >= 0; i--) {
      int k = place.get(i);
      if (k >= 0) part(cut, i, k, of(whole.ids()[from.get(i)]));
    }
    return cut.cutOrNot(whole.cut());
  }

  private long[] of(long id) {
    return parts.getOrDefault(id, new long[] {id});
  }

  private void part(Encoding cut, int i, int k, long[] ids) {
    var name = Objects.requireNonNullElse(vocabulary.name(ids[k]), "");
    cut.ids()[i] = ids[k];
    cut.tokens()[i] = name;
    int length = name.replace(SentencePieceModel.SPACE, "").length();
    if (k < ids.length - 1) cut.ends()[i] = cut.starts()[i + 1];
    if (k > 0) cut.starts()[i] = Math.max(cut.starts()[i], cut.ends()[i] - length);
  }
}
