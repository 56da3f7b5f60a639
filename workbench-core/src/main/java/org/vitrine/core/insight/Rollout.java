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

  /// Both rollouts of a decoder that reads an encoder (METHODS 1.3): what is in each written token of those written before,
  /// and of those that were read.
  ///
  /// @param written one map a layer, [U, U]; `read` [U, T]; a row of both together sums to 1
  public record Both(List<double[][]> written, List<double[][]> read) {}

  /// @param encoder fused maps of the encoder, [T, T] each; `decoder` [U, U]; `cross` [U, T]
  public static Both of(
      List<double[][]> encoder,
      Visible among,
      List<double[][]> decoder,
      Visible before,
      List<double[][]> cross) {
    var whole = of(encoder, among, 0);
    var source = whole.isEmpty() ? identity(among.queries()) : whole.getLast();
    double[][] own = identity(before.queries());
    double[][] other = new double[before.queries()][among.queries()];
    var written = new ArrayList<double[][]>();
    var read = new ArrayList<double[][]>();
    for (int layer = 0; layer < decoder.size(); layer++) {
      var step = mixed(decoder.get(layer), before);
      own = scaled(product(step, own), 0.5);
      other =
          sum(scaled(product(step, other), 0.5), scaled(product(cross.get(layer), source), 0.5));
      written.add(own);
      read.add(other);
    }
    return new Both(written, read);
  }

  private static double[][] scaled(double[][] a, double by) {
    for (var row : a) for (int j = 0; j < row.length; j++) row[j] *= by;
    return a;
  }

  private static double[][] sum(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) for (int j = 0; j < a[i].length; j++) a[i][j] += b[i][j];
    return a;
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
    int columns = b.length == 0 ? 0 : b[0].length;
    var c = new double[a.length][columns];
    for (int i = 0; i < a.length; i++)
      for (int k = 0; k < b.length; k++) {
        double weight = a[i][k];
        if (weight == 0) continue;
        for (int j = 0; j < columns; j++) c[i][j] += weight * b[k][j];
      }
    return c;
  }
}
