package org.vitrine.core.insight;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What share of its reading a head gives to each kind of target (METHODS 1.9, 1.10), over one text or several.
public final class Scores {
  private final Map<Target, double[]> sums =
      new EnumMap<>(Target.class); // weight, even weight, rows

  private Scores() {}

  /// @param map [T, T]
  public static Scores of(double[][] map, Targets targets) {
    var scores = new Scores();
    for (var target : Target.values()) scores.sums.put(target, sums(target, map, targets));
    return scores;
  }

  private static double[] sums(Target target, double[][] map, Targets targets) {
    var keys = targets.of(target);
    double weight = 0, even = 0, rows = 0;
    for (int i = 0; i < map.length; i++) {
      if (keys[i].length == 0) continue;
      for (int j : keys[i]) weight += map[i][j];
      even += (double) keys[i].length / targets.visible().count(i);
      rows++;
    }
    return new double[] {weight, even, rows};
  }

  /// Both pooled by rows.
  public Scores plus(Scores other) {
    var both = new Scores();
    for (var target : Target.values()) {
      var a = sum(target);
      var b = other.sum(target);
      both.sums.put(target, new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]});
    }
    return both;
  }

  /// Mean weight on the target, 0..1; empty if no query has such a target.
  public OptionalDouble score(Target target) {
    return mean(target, 0);
  }

  /// The same for a head that spreads evenly over what it sees.
  public OptionalDouble even(Target target) {
    return mean(target, 1);
  }

  /// How many queries have such a target.
  public int rows(Target target) {
    return (int) sum(target)[2];
  }

  private OptionalDouble mean(Target target, int which) {
    var sum = sum(target);
    return sum[2] == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum[which] / sum[2]);
  }

  private double[] sum(Target target) {
    return sums.getOrDefault(target, new double[3]);
  }
}
