package org.vitrine.core.insight;

import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Problem;

/// All that was captured of one model over one text.
///
/// @param model its name
/// @param tokens that read, a row of each map
/// @param keys that are read, a column of each map; the same unless one text reads another
/// @param rollout up to and with each layer, [rows, columns] each
/// @param facts one a head, layer by layer
public record Capture(
    String model,
    List<String> tokens,
    List<String> keys,
    Maps maps,
    List<HeadMap> rollout,
    List<HeadFacts> facts) {

  /// @param maps whose rollout (mean, no discard) is computed here
  public static Capture of(String model, List<String> tokens, Maps maps, List<HeadFacts> facts) {
    var rollout = new ArrayList<HeadMap>();
    for (var layer : Rollout.of(maps.fused(Fusion.MEAN), maps.visible(), 0))
      rollout.add(HeadMap.of(layer, maps.visible()));
    return new Capture(model, tokens, tokens, maps, rollout, facts);
  }

  /// @param rollout computed elsewhere, up to and with each layer
  public static Capture rolled(
      String model,
      List<String> tokens,
      List<String> keys,
      Maps maps,
      List<double[][]> rollout,
      List<HeadFacts> facts) {
    var rolled = rollout.stream().map(map -> HeadMap.of(map, maps.visible())).toList();
    return new Capture(model, tokens, keys, maps, rolled, facts);
  }

  /// @param layer 0 for the first; so `head`
  public HeadFacts facts(int layer, int head) {
    return facts.get(layer * maps.heads() + head);
  }

  /// @throws Problem `insight.layer` or `insight.head` if there is no such head
  public HeadMap head(int layer, int head) {
    inRange("insight.head", head, maps.heads());
    inRange("insight.layer", layer, maps.depth());
    return maps.map(layer, head);
  }

  /// @throws Problem `insight.layer` if there is no such layer
  public HeadMap rolledOut(int layer) {
    inRange("insight.layer", layer, rollout.size());
    return rollout.get(layer);
  }

  private void inRange(String key, int index, int count) {
    if (index < 0 || index >= count) throw new Problem(key, index, count, model);
  }
}
