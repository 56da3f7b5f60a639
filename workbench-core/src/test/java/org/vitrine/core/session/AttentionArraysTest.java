package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.Role;
import org.vitrine.core.session.protocol.AttentionReply;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.TokenList.Token;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;

class AttentionArraysTest {
  @TempDir Path folder;

  private AttentionReply reply(int heads) {
    var file = folder.resolve("reply.safetensors");
    SafetensorsWriter.write(
        file, Map.of("attentions", counting(2, 2, 2, 2), "rollout", counting(2, 2, 2)), Map.of());
    var tokens = List.of(token("a"), token("b"));
    var facts = List.of(new AttentionReply.HeadFacts(0, 0, Double.NaN, 1.5, "next"));
    var prediction = new PredictionList(null, List.of(), 0);
    return new AttentionReply(
        file.toString(),
        2,
        heads,
        "whole",
        List.of("whole"),
        true,
        tokens,
        tokens,
        null,
        prediction,
        facts,
        1);
  }

  private static Token token(String text) {
    return new Token(text, 1, 0, 1, 0, false, false);
  }

  /// 0, 1, 2, … in this shape.
  private static Entry counting(long... shape) {
    int count = 1;
    for (long each : shape) count *= (int) each;
    var bytes = MemorySegment.ofArray(new byte[count * 4]);
    var little = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < count; k++) bytes.set(little, 4L * k, k);
    return new Entry(DType.F32, shape, bytes);
  }

  @Test
  void finds_each_weight_where_the_worker_put_it() {
    var capture = AttentionArrays.read(reply(2), "tiny");
    assertThat(capture.maps().at(1, 1, 0, 1)).isEqualTo(13);
    assertThat(capture.head(1, 0).at(1, 0)).isEqualTo(10);
    assertThat(capture.rolledOut(1).at(0, 0)).isEqualTo(4);
    assertThat(capture.maps().visible().sees(0, 1)).isFalse();
    assertThat(capture.tokens()).containsExactly("a", "b");
  }

  @Test
  void what_has_no_value_is_empty() {
    var facts = AttentionArrays.read(reply(2), "tiny").facts().getFirst();
    assertThat(facts.entropy()).isEmpty();
    assertThat(facts.distance()).hasValue(1.5);
    assertThat(facts.role()).isEqualTo(Role.NEXT);
  }

  @Test
  void refuses_a_file_of_another_shape() {
    var problem = catchThrowableOfType(Problem.class, () -> AttentionArrays.read(reply(3), "tiny"));
    assertThat(problem.key()).isEqualTo("session.array");
  }
}
