package org.vitrine.core.tokenizer.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Pieces by their ids, and the merges that made them, in order.
final class Pieces {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String[]> merges = new ArrayList<>();

  /// The id of a piece, a new one for a piece that is new.
  int add(String name) {
    var known = ids.putIfAbsent(name, names.size());
    if (known != null) return known;
    names.add(name);
    return names.size() - 1;
  }

  /// The piece that two make together; a rest loses its `##` where it follows something.
  int merge(int left, int right, String rest) {
    var second = names.get(right);
    merges.add(new String[] {names.get(left), second});
    return add(
        names.get(left)
            + (!rest.isEmpty() && second.startsWith(rest)
                ? second.substring(rest.length())
                : second));
  }

  /// The id of a piece that is there.
  int id(String name) {
    return Objects.requireNonNull(ids.get(name), name);
  }

  int size() {
    return names.size();
  }

  List<String[]> merges() {
    return merges;
  }

  List<String> names() {
    return names;
  }

  Map<String, Integer> byName() {
    var all = new LinkedHashMap<String, Integer>();
    names.forEach(name -> all.put(name, ids.get(name)));
    return all;
  }
}
