package org.vitrine.ui.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.vitrine.core.insight.HeadMap;

/// What one token reads from another.
///
/// @param from the reading token, `to` the one that is read
public record Link(int from, int to, float weight) {
  private static final Comparator<Link> STRONGEST = Comparator.comparingDouble(l -> -l.weight());

  /// The strongest links of one row, strongest first.
  ///
  /// @param least weight that counts
  /// @param leftOut keys that are not shown, separators say
  public static List<Link> ofRow(
      HeadMap map, int row, int most, double least, IntPredicate leftOut) {
    var links = new ArrayList<Link>();
    for (int j = 0; j < map.columns(); j++)
      if (map.at(row, j) >= least && !leftOut.test(j)) links.add(new Link(row, j, map.at(row, j)));
    links.sort(STRONGEST);
    return List.copyOf(links.subList(0, Math.min(most, links.size())));
  }

  /// The strongest links of all rows, strongest first.
  public static List<Link> ofAll(HeadMap map, int most, double least, IntPredicate leftOut) {
    var links = new ArrayList<Link>();
    for (int i = 0; i < map.rows(); i++) links.addAll(ofRow(map, i, most, least, leftOut));
    links.sort(STRONGEST);
    return List.copyOf(links.subList(0, Math.min(most, links.size())));
  }
}
