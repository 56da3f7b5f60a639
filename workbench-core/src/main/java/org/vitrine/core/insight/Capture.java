package org.vitrine.core.insight;

import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Problem;

/// All that was captured of one model over one text.
///
/// @param model its name
/// @param rollout up to and with each layer, [T, T] each
/// @param facts one a head, layer by layer
public record Capture(
    String model, List<String> tokens, Maps maps, List<HeadMap> rollout, List<HeadFacts> facts) {

  /// @param maps whose rollout (mean, no discard) is computed here
  public static Capture of(String model, List<String> tokens, Maps maps, List<HeadFacts> facts) {
    var rollout = new ArrayList<HeadMap>();
    for (var layer : Rollout.of(maps.fused(Fusion.MEAN), maps.visible(), 0))
      rollout.add(HeadMap.of(layer, maps.visible()));
    return new Capture(model, tokens, maps, rollout, facts);
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
