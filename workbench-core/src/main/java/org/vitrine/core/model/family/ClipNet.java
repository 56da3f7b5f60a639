package org.vitrine.core.model.family;

import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;

/// A tower of CLIP's alone, with its projection or without.
///
/// @param head names what comes of it
record ClipNet(ClipTower tower, Top head) implements Net {
  interface Top {
    Output of(ClipTower.Read read);
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    return head.of(tower.forward(batch, pass));
  }

  @Override
  public boolean causal() {
    return tower instanceof ClipTower.Text;
  }

  @Override
  public Projection attentionOutput(int layer) {
    return tower.attentionOutput(layer);
  }

  static ClipNet alone(Settings s, Head kind, boolean pictures, Params at) {
    var tower = ClipTower.of(s, pictures, Part.WHOLE, at);
    if (kind == Head.BASE) {
      return new ClipNet(
          tower,
          read -> Output.of("last_hidden_state", read.last()).with("pooler_output", read.pooled()));
    }
    var projection =
        Linear.withoutBias(
            at.in(pictures ? "visual_projection" : "text_projection"),
            tower.config.hidden(),
            tower.config.projection(),
            tower.config.narrow());
    return new ClipNet(
        tower,
        read ->
            Output.of(pictures ? "image_embeds" : "text_embeds", projection.forward(read.pooled()))
                .with("last_hidden_state", read.last()));
  }
}
