package org.vitrine.app.demo;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.history.Run;
import org.vitrine.core.insight.Maps;
import org.vitrine.core.insight.Visible;
import org.vitrine.core.weights.Weights;

/// One frame of the film: all attention over one probe at one step, read from the file of its capture.
record Frame(long step, List<String> tokens, Maps maps) {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static Frame of(Run.Capture capture) {
    try (var file = Weights.open(Path.of(capture.file()))) {
      var layers = new ArrayList<float[]>();
      int heads = 0;
      for (int layer = 0; ; layer++) {
        var info = file.find("attentions." + layer);
        if (info.isEmpty()) break;
        heads = Math.toIntExact(info.get().shape().get(1)); // [1, H, T, T]
        layers.add(file.bytes(info.get().name()).toArray(FLOAT));
      }
      var visible = Visible.of(capture.tokens().size(), false);
      return new Frame(capture.step(), capture.tokens(), new Maps(layers, heads, visible));
    }
  }
}
