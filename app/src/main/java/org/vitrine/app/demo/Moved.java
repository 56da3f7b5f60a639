package org.vitrine.app.demo;

import org.vitrine.core.insight.Maps;

/// How much of its attention each head moved elsewhere between two captures (METHODS 1.14): ½ Σ |after − before|, mean over
/// the rows, 0 to 1.
///
/// @param shares by layer and head
record Moved(double[][] shares) {
  static Moved between(Maps before, Maps after) {
    var shares = new double[before.depth()][before.heads()];
    for (int layer = 0; layer < before.depth(); layer++) {
      for (int head = 0; head < before.heads(); head++) {
        shares[layer][head] = share(before, after, layer, head);
      }
    }
    return new Moved(shares);
  }

  private static double share(Maps before, Maps after, int layer, int head) {
    int tokens = before.queries();
    double sum = 0;
    for (int i = 0; i < tokens; i++) {
      for (int j = 0; j < tokens; j++) {
        sum += Math.abs(after.at(layer, head, i, j) - before.at(layer, head, i, j));
      }
    }
    return sum / 2 / tokens;
  }

  /// A head by its place, counted from 0.
  record Place(int layer, int head) {}

  /// The head that moved most.
  Place most() {
    var most = new Place(0, 0);
    for (int layer = 0; layer < shares.length; layer++) {
      for (int head = 0; head < shares[layer].length; head++) {
        if (shares[layer][head] > of(most)) most = new Place(layer, head);
      }
    }
    return most;
  }

  double of(Place place) {
    return shares[place.layer()][place.head()];
  }
}
