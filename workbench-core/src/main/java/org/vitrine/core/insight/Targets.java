package org.vitrine.core.insight;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// For each kind of target the keys that each query of one text has of it: found once, then used for every head.
public final class Targets {
  private final Visible visible;
  private final Map<Target, int[][]> keys = new EnumMap<>(Target.class);

  /// @param ids [T]
  /// @param separators ids of separator tokens (`sep_token`, `eos_token`)
  public Targets(Visible visible, long[] ids, Set<Long> separators) {
    this.visible = visible;
    int first = visible.first();
    for (var target : Target.values()) {
      var each = new int[ids.length][];
      for (int i = 0; i < ids.length; i++) {
        int query = i;
        each[i] =
            IntStream.range(0, ids.length)
                .filter(j -> visible.sees(query, j) && is(target, query, j, ids, separators, first))
                .toArray();
      }
      keys.put(target, each);
    }
  }

  private static boolean is(
      Target target, int i, int j, long[] ids, Set<Long> separators, int first) {
    return switch (target) {
      case PREVIOUS -> j == i - 1;
      case NEXT -> j == i + 1;
      case SELF -> j == i;
      case FIRST -> j == first && i != j;
      case SEPARATOR -> separators.contains(ids[j]) && !separators.contains(ids[i]);
      case LOCAL -> Math.abs(i - j) <= 2;
      case DUPLICATE -> j != i && ids[j] == ids[i];
      case INDUCTION -> j >= 1 && j <= i && ids[j - 1] == ids[i];
    };
  }

  Visible visible() {
    return visible;
  }

  /// The visible keys of this kind, one array a query.
  int[][] of(Target target) {
    return java.util.Objects.requireNonNull(keys.get(target));
  }
}
