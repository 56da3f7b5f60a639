package org.vitrine.core.insight;

import java.util.List;

/// How the heads of a layer become one map, element by element (METHODS 1.2). The mean is unweighted.
public enum Fusion {
  MEAN,
  MAX,
  MIN;

  /// @param heads at least one, all [queries, keys]
  public double[][] of(List<double[][]> heads) {
    var first = heads.getFirst();
    var fused = new double[first.length][];
    for (int i = 0; i < first.length; i++) {
      fused[i] = first[i].clone();
      for (var head : heads.subList(1, heads.size())) join(fused[i], head[i]);
      if (this == MEAN) for (int j = 0; j < fused[i].length; j++) fused[i][j] /= heads.size();
    }
    return fused;
  }

  private void join(double[] into, double[] row) {
    for (int j = 0; j < into.length; j++) {
      into[j] =
          switch (this) {
            case MEAN -> into[j] + row[j];
            case MAX -> Math.max(into[j], row[j]);
            case MIN -> Math.min(into[j], row[j]);
          };
    }
  }
}
