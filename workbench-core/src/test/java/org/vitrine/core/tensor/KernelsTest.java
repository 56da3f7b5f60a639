package org.vitrine.core.tensor;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitrine.core.tensor.AttentionKernels.Terms;

class KernelsTest {
  private final Scope scope = Scope.open();

  @AfterEach
  void close() {
    scope.close();
  }

  private NDArray of(float... values) {
    return Tensors.of(scope, values, values.length);
  }

  private NDArray random(long key, long... shape) {
    return Tensors.normal(scope, 1, key, shape);
  }

  @Test
  void multiplies_by_weights_as_they_are_stored() {
    var x = Tensors.of(scope, new float[] {1, 2}, 1, 2);
    var w = Tensors.of(scope, new float[] {1, 2, 3, 4}, 2, 2);
    then(Tensors.floats(Kernels.linear(x, w, of(10, 20)))).containsExactly(15, 31);
    then(Tensors.floats(Kernels.linear(x, w, null))).containsExactly(5, 11);
    then(Tensors.floats(Kernels.conv1d(x, w, of(10, 20)))).containsExactly(17, 30);
  }

  @Test
  void knows_each_activation() {
    var x = of(-1, 0.5f);
    then(Tensors.floats(Kernels.activation("gelu", x)))
        .containsExactly(new float[] {-0.15865526f, 0.34573123f}, offset(1e-6f));
    then(Tensors.floats(Kernels.activation("gelu_tanh", x)))
        .containsExactly(new float[] {-0.15880801f, 0.345714f}, offset(1e-6f));
    then(Tensors.floats(Kernels.activation("gelu_quick", x)))
        .containsExactly(new float[] {-0.15420423f, 0.35038844f}, offset(1e-5f));
    then(Tensors.floats(Kernels.activation("relu", x))).containsExactly(0, 0.5f);
    then(Tensors.floats(Kernels.activation("silu", x)))
        .containsExactly(new float[] {-0.26894143f, 0.31122968f}, offset(1e-6f));
    then(Tensors.floats(Kernels.activation("tanh", x)))
        .containsExactly(new float[] {-0.7615942f, 0.46211717f}, offset(1e-6f));
  }

  @Test
  void draws_the_same_dropout_from_the_same_seed() {
    var x = Tensors.full(scope, 1, 1000);
    Kernels.seed(-5_000_000_000L);
    var first = Tensors.floats(Kernels.dropout(x, 0.25));
    var second = Tensors.floats(Kernels.dropout(x, 0.25));
    Kernels.seed(-5_000_000_000L);
    then(Tensors.floats(Kernels.dropout(x, 0.25))).isEqualTo(first).isNotEqualTo(second);
    int zeros = 0;
    for (float each : first) if (each == 0) zeros++;
    then(zeros).isBetween(180, 320);
  }

  @Test
  void drops_the_share_asked_for_keeps_the_mean_and_lets_gradients_through_where_it_kept() {
    var x = Tensors.full(scope, 1, 400, 1001); // no multiple of the four draws of a word
    TrainingKernels.learns(x, true);
    for (double p : new double[] {0.1, 0.5, 0.9}) {
      Kernels.seed(3);
      var y = Kernels.withGradients(true, () -> Kernels.dropout(x, p));
      var kept = Tensors.floats(y);
      int zeros = 0;
      double sum = 0;
      for (float each : kept) {
        if (each == 0) zeros++;
        sum += each;
      }
      then((double) zeros / kept.length).isCloseTo(p, offset(0.004));
      then(sum / kept.length).isCloseTo(1, offset(0.02 / (1 - p)));
      var loss = TrainingKernels.squaredErrorSum(y, Tensors.full(scope, 0, 400, 1001));
      var gradient =
          Tensors.floats(TrainingKernels.gradients(scope.manager(), loss, List.of(x)).getFirst());
      // d(y²)/dx = 2 y · mask / (1 − p), and y = mask / (1 − p) here
      for (int i = 0; i < kept.length; i += 997) {
        then(gradient[i]).isCloseTo(2 * kept[i] * kept[i], offset(1e-3f * (1 + gradient[i])));
      }
    }
    TrainingKernels.learns(x, false);
  }

  @Test
  void attends_fused_and_step_by_step_to_the_same_numbers() {
    var q = random(1, 2, 3, 5, 4);
    var k = random(2, 2, 3, 5, 4);
    var v = random(3, 2, 3, 5, 4);
    var seen = Tensors.of(scope, new long[] {1, 1, 1, 0, 0, 0, 0, 1, 1, 1}, 2, 5);
    var padding = AttentionKernels.paddingVisible(seen);
    var causal = AttentionKernels.causalVisible(seen, 5, 0);
    var rows = AttentionKernels.seeingRows(causal);
    var keep = Tensors.of(scope, new float[] {1, 0, 1}, 1, 3, 1, 1);
    var fill = Tensors.full(scope, 0.5, 1, 3, 1, 4);
    for (var terms :
        List.of(
            new Terms(null, null, false, 0, 0.5, 0, null, null),
            new Terms(null, null, true, 0, 0.5, 0, null, null),
            new Terms(AttentionKernels.additive(padding), null, false, 0, 0.5, 0, keep, fill),
            new Terms(AttentionKernels.additive(causal), rows, false, 0, 0.5, 0, null, null))) {
      var fused = Tensors.floats(AttentionKernels.fused(q, k, v, terms));
      var eager = AttentionKernels.eager(q, k, v, terms);
      then(fused).containsExactly(Tensors.floats(eager.getFirst()), offset(1e-5f));
    }
    var blind =
        AttentionKernels.eager(
                q,
                k,
                v,
                new Terms(AttentionKernels.additive(causal), rows, false, 0, 0.5, 0, null, null))
            .get(1);
    var map = Tensors.floats(blind);
    for (int j = 0; j < 5; j++) then(map[3 * 25 + j]).isZero();
  }

  @Test
  void gives_every_gradient_in_one_call_and_zeros_where_the_loss_does_not_reach() {
    var w = of(1, 2);
    var idle = of(3);
    TrainingKernels.learns(w, true);
    TrainingKernels.learns(idle, true);
    var loss = TrainingKernels.squaredErrorSum(w, of(0, 0));
    var gradients = TrainingKernels.gradients(scope.manager(), loss, List.of(w, idle));
    then(Tensors.floats(gradients.get(0))).containsExactly(2, 4);
    then(Tensors.floats(gradients.get(1))).containsExactly(0);
    TrainingKernels.accumulate(gradients, List.of(of(1, 0), of(2)));
    then(TrainingKernels.clip(gradients, 1)).isEqualTo(Math.sqrt(29), offset(1e-6));
    then(TrainingKernels.norm(gradients)).isEqualTo(1, offset(1e-5));
  }

  @Test
  void sums_losses_over_what_is_to_be_learnt() {
    var logits = Tensors.of(scope, new float[] {0, 0, 1, 1, 5, 5}, 3, 2);
    var labels = Tensors.of(scope, new long[] {0, -100, 1}, 3);
    then(Tensors.number(TrainingKernels.crossEntropySum(logits, labels, -100, 0)))
        .isEqualTo((float) (2 * Math.log(2)), offset(1e-6f));
    then(TrainingKernels.countLabels(labels, -100)).isEqualTo(2);
    then(Tensors.number(TrainingKernels.binaryCrossEntropySum(of(0, 0), of(0, 1))))
        .isEqualTo((float) (2 * Math.log(2)), offset(1e-6f));
  }

  @Test
  void steps_adamw_as_its_formula_says() {
    var p = of(1);
    var g = of(0.5f);
    TrainingKernels.learns(p, true);
    var m = of(0);
    var v = of(0);
    TrainingKernels.adamw(
        new TrainingKernels.Group(List.of(p), List.of(g), List.of(m), List.of(v)),
        1,
        0.1,
        0.9,
        0.999,
        1e-8,
        0.01,
        null);
    then(Tensors.number(p)).isEqualTo(1 * (1 - 0.001f) - 0.1f, offset(1e-6f));
    then(Tensors.number(m)).isEqualTo(0.05f, offset(1e-7f));
    then(Tensors.number(v)).isEqualTo(0.00025f, offset(1e-8f));
  }

  @Test
  void reads_every_element_type_from_memory() {
    try (var arena = Arena.ofShared();
        var inner = scope.inner()) {
      var half = arena.allocateFrom(ValueLayout.JAVA_SHORT, (short) 0x3C00, (short) 0xC000);
      then(Tensors.floats(Tensors.of(inner, half, DType.F16, 2))).containsExactly(1, -2);
      var brain = arena.allocateFrom(ValueLayout.JAVA_SHORT, (short) 0x3F80, (short) 0xC000);
      then(Tensors.floats(Tensors.of(inner, brain, DType.BF16, 2))).containsExactly(1, -2);
      var words = arena.allocateFrom(ValueLayout.JAVA_SHORT, (short) 7, (short) -9);
      then(Tensors.longs(Tensors.of(inner, words, DType.I16, 2))).containsExactly(7, -9);
      var flags = MemorySegment.ofArray(new byte[] {1, 0});
      then(Tensors.longs(Tensors.of(inner, flags, DType.BOOL, 2))).containsExactly(1, 0);
      thenThrownBy(() -> Tensors.of(inner, half, DType.F32, 2))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void counts_positions_as_each_family_does() {
    var ids = Tensors.of(scope, new long[] {5, 6, 1, 1, 7, 1, 1, 1}, 2, 4);
    then(Tensors.longs(Kernels.positions(ids, 3))).containsExactly(3, 4, 5, 6);
    then(Tensors.longs(Kernels.positionsAfterPadding(ids, 1)))
        .containsExactly(2, 3, 1, 1, 2, 1, 1, 1);
  }

  @Test
  void finds_the_last_token_of_a_text_with_padding_on_either_side_and_its_id_within() {
    var ids = Tensors.of(scope, new long[] {5, 6, 1, 1, 1, 1, 5, 6, 5, 1, 6, 1, 1, 1, 1, 1}, 4, 4);
    then(Tensors.longs(Kernels.lastUnlike(ids, 1))).containsExactly(1, 3, 2, 0);
    then(Tensors.longs(Kernels.lastUnlike(ids, 99))).containsExactly(3, 3, 3, 3);
  }

  @Test
  void sends_values_to_a_device_by_its_name() {
    var sent = Tensors.send(scope.manager(), of(1, 2.5f), "cpu");
    then(Tensors.floats(sent)).containsExactly(1, 2.5f);
    thenThrownBy(() -> Tensors.send(scope.manager(), of(1), "nowhere:0"));
  }

  @Test
  void picks_rows_by_their_places_in_all_texts() {
    var x = Tensors.of(scope, new float[] {1, 2, 3, 4, 5, 6}, 2, 3, 1);
    var at = Tensors.of(scope, new long[] {4, 0}, 2);
    then(Tensors.floats(Kernels.pick(x, at))).containsExactly(5, 1);
    then(Kernels.pick(x, Tensors.of(scope, new long[0], 0)).getShape().get(0)).isZero();
  }

  @Test
  void returns_the_threads_setting_when_the_work_fails() {
    var w = of(1);
    TrainingKernels.learns(w, true);
    thenThrownBy(() ->
            Kernels.withoutGradients(() -> {
              throw new IllegalStateException();
            }))
        .isInstanceOf(IllegalStateException.class);
    var loss = TrainingKernels.squaredErrorSum(w, of(0));
    then(TrainingKernels.gradients(scope.manager(), loss, List.of(w))).hasSize(1);
  }
}
