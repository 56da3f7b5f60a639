package org.vitrine.core.session;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.Capture;
import org.vitrine.core.insight.HeadFacts;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Maps;
import org.vitrine.core.insight.Role;
import org.vitrine.core.insight.Visible;
import org.vitrine.core.session.protocol.AttentionReply;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Weights;

/// The arrays of an [AttentionReply] in Java's memory, for a window that has no engine.
public final class AttentionArrays {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private AttentionArrays() {}

  /// @param model its name, for titles
  /// @throws Problem `session.array` if the file does not hold what the reply says
  public static Capture read(AttentionReply reply, String model) {
    int rows = reply.tokens().size(), columns = reply.keys().size();
    var file = Path.of(reply.file());
    var visible = reply.causal() ? Visible.of(rows, true) : Visible.all(rows, columns);
    try (var weights = Weights.open(file)) {
      long cells = (long) rows * columns;
      var attentions =
          checked(
              weights,
              file,
              "attentions",
              List.of((long) reply.layers(), (long) reply.heads(), (long) rows, (long) columns));
      var layers = new ArrayList<float[]>();
      for (int layer = 0; layer < reply.layers(); layer++)
        layers.add(floats(attentions, layer * reply.heads() * cells, reply.heads() * cells));
      var rolled =
          checked(
              weights,
              file,
              "rollout",
              List.of((long) reply.layers(), (long) rows, (long) columns));
      var rollout = new ArrayList<HeadMap>();
      for (int layer = 0; layer < reply.layers(); layer++)
        rollout.add(new HeadMap(floats(rolled, layer * cells, cells), 0, visible));
      var maps = new Maps(layers, reply.heads(), visible);
      return new Capture(
          model,
          names(reply.tokens()),
          names(reply.keys()),
          maps,
          rollout,
          reply.facts().stream().map(AttentionArrays::facts).toList());
    }
  }

  private static List<String> names(List<TokenList.Token> tokens) {
    return tokens.stream().map(TokenList.Token::text).toList();
  }

  private static MemorySegment checked(Weights weights, Path file, String name, List<Long> shape) {
    var info = weights.find(name).orElseThrow(() -> new Problem("session.array", name, file));
    if (info.type() != DType.F32 || !info.shape().equals(shape))
      throw new Problem("session.array", name, file);
    return weights.bytes(name);
  }

  private static float[] floats(MemorySegment bytes, long from, long count) {
    var values = new float[Math.toIntExact(count)];
    MemorySegment.copy(bytes, FLOAT, from * Float.BYTES, values, 0, values.length);
    return values;
  }

  private static HeadFacts facts(AttentionReply.HeadFacts facts) {
    return new HeadFacts(
        facts.layer(),
        facts.head(),
        maybe(facts.entropy()),
        maybe(facts.distance()),
        Role.ofKey(facts.role()));
  }

  private static OptionalDouble maybe(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
