package org.vitrine.core.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Attention rollout (METHODS 1.3; Abnar, Zuidema 2020, arXiv:2005.00928): how much of each input token is in each token
/// after so many layers, if every layer passes on half of what it had and half of what it read.
public final class Rollout {
  private Rollout() {}

  /// @param fused one map a layer, [T, T]
  /// @param discard share of the visible entries of each map that are set to 0 before, the smallest first; 0..1
  /// @return the rollout up to and with each layer; rows of tokens that see nothing are those of the identity
  public static List<double[][]> of(List<double[][]> fused, Visible visible, double discard) {
    var steps = new ArrayList<double[][]>();
    double[][] sofar = identity(visible.queries());
    for (var layer : fused) {
      sofar = product(mixed(discarded(layer, visible, discard), visible), sofar);
      steps.add(sofar);
    }
    return steps;
  }

  private static double[][] discarded(double[][] map, Visible visible, double discard) {
    if (discard == 0) return map;
    var cells = new ArrayList<int[]>();
    for (int i = 0; i < map.length; i++)
      for (int j = 0; j < map.length; j++) if (visible.sees(i, j)) cells.add(new int[] {i, j});
    int many = (int) Math.floor(discard * cells.size());
    cells.sort(Comparator.comparingDouble(c -> map[c[0]][c[1]])); // stable: row order among equals
    var left = new double[map.length][];
    for (int i = 0; i < map.length; i++) left[i] = map[i].clone();
    for (var cell : cells.subList(0, many)) left[cell[0]][cell[1]] = 0;
    return left;
  }

  /// `½F + ½I`, rows divided by their sums.
  private static double[][] mixed(double[][] map, Visible visible) {
    var mixed = new double[map.length][map.length];
    for (int i = 0; i < map.length; i++) {
      double sum = 0;
      for (int j = 0; j < map.length; j++) {
        mixed[i][j] = (visible.sees(i, j) ? map[i][j] / 2 : 0) + (i == j ? 0.5 : 0);
        sum += mixed[i][j];
      }
      for (int j = 0; j < map.length; j++) mixed[i][j] /= sum;
    }
    return mixed;
  }

  private static double[][] identity(int size) {
    var one = new double[size][size];
    for (int i = 0; i < size; i++) one[i][i] = 1;
    return one;
  }

  private static double[][] product(double[][] a, double[][] b) {
    var c = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++)
      for (int k = 0; k < b.length; k++) {
        double weight = a[i][k];
        if (weight == 0) continue;
        for (int j = 0; j < b.length; j++) c[i][j] += weight * b[k][j];
      }
    return c;
  }
}
