package org.vitrine.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tensor.TrainingKernels;

class MaskTest {
  private static final int B = 2, H = 3, T = 5, WIDTH = 4;

  private final Attention attention = new Attention(0, H, 0, 0.5);

  @Test
  void a_bias_stands_in_the_scores_and_hides_nothing_by_itself() {
    try (var scope = Scope.open()) {
      var q = zeros(scope);
      var v = normal(scope, 3, B, H, T, WIDTH);
      var bias = normal(scope, 4, 1, H, T, T);
      var mask = new Mask(null, null, false).plus(bias);
      var pass = Pass.inference().capturing(true, false);
      pass.begin(scope.manager());

      attention.forward(q, q, v, mask, pass);

      var map = Tensors.floats(pass.attentions().getFirst());
      var wanted = Tensors.floats(Kernels.softmax(bias).broadcast(B, H, T, T));
      assertThat(map).hasSameSizeAs(wanted);
      for (int i = 0; i < map.length; i++) assertThat(map[i]).isCloseTo(wanted[i], within(1e-6f));
    }
  }

  @Test
  void causal_masks_and_padding_hide_the_same_keys_under_a_bias() {
    try (var scope = Scope.open()) {
      var full = scope.manager().ones(new Shape(B, T), DataType.INT64);
      var padded =
          scope.manager().create(new long[] {1, 1, 1, 1, 1, 0, 0, 1, 1, 1}, new Shape(B, T));
      for (var mask :
          List.of(
              Mask.ofPadding(Padding.of(full)),
              Mask.ofPadding(Padding.of(padded)),
              Mask.causal(Padding.of(full), T),
              Mask.causal(Padding.of(padded), T),
              Mask.causal(Padding.of(full), 1))) {
        long queries = queries(mask);
        var plain = map(scope, mask, queries);
        var nothing = scope.manager().zeros(new Shape(1, 1, queries, T));
        assertThat(map(scope, mask.plus(nothing), queries)).isEqualTo(plain);
      }
    }
  }

  @Test
  void fused_and_eager_agree_in_numbers_and_in_every_gradient() {
    try (var scope = Scope.open()) {
      var padded =
          scope.manager().create(new long[] {1, 1, 1, 1, 1, 0, 0, 1, 1, 1}, new Shape(B, T));
      for (var mask :
          List.of(
              Mask.causal(Padding.of(padded), T),
              Mask.ofPadding(Padding.of(padded)),
              new Mask(null, null, true),
              new Mask(null, null, false))) {
        for (var shape :
            List.of(new long[] {1, H, T, T}, new long[] {B, H, T, T}, new long[] {1, 1, T, T})) {
          var fused = gradients(scope, mask, shape, Pass.inference().withGradients());
          var eager =
              gradients(
                  scope, mask, shape, Pass.inference().withGradients().capturing(true, false));
          for (int i = 0; i < fused.size(); i++) {
            var one = Tensors.floats(fused.get(i));
            var other = Tensors.floats(eager.get(i));
            assertThat(one).hasSameSizeAs(other);
            for (int j = 0; j < one.length; j++)
              assertThat(one[j]).isCloseTo(other[j], within(2e-6f));
          }
          float most = 0;
          for (float each : Tensors.floats(fused.get(4))) most = Math.max(most, Math.abs(each));
          assertThat(most).as("the bias learns").isGreaterThan(1e-3f);
        }
      }
    }
  }

  /// The result and the gradients of queries, keys, values and bias.
  private List<NDArray> gradients(Scope scope, Mask mask, long[] shape, Pass pass) {
    pass.begin(scope.manager());
    var leaves =
        List.of(
            normal(scope, 1, B, H, T, WIDTH),
            normal(scope, 2, B, H, T, WIDTH),
            normal(scope, 3, B, H, T, WIDTH),
            normal(scope, 4, shape));
    leaves.forEach(each -> TrainingKernels.learns(each, true));
    return Kernels.withGradients(
        true,
        () -> {
          var y =
              attention.forward(
                  leaves.get(0), leaves.get(1), leaves.get(2), mask.plus(leaves.get(3)), pass);
          var loss = TrainingKernels.squaredErrorSum(y, normal(scope, 5, B, T, H * WIDTH));
          var all = new java.util.ArrayList<>(List.of(y));
          all.addAll(TrainingKernels.gradients(scope.manager(), loss, leaves));
          return all;
        });
  }

  private float[] map(Scope scope, Mask mask, long queries) {
    var pass = Pass.inference().capturing(true, false);
    pass.begin(scope.manager());
    attention.forward(
        normal(scope, 1, B, H, queries, WIDTH),
        normal(scope, 2, B, H, T, WIDTH),
        normal(scope, 3, B, H, T, WIDTH),
        mask,
        pass);
    return Tensors.floats(pass.attentions().getFirst());
  }

  private static long queries(Mask mask) {
    var added = mask.added();
    if (added == null) return T;
    long rows = added.getShape().get(2);
    return rows == 1 ? T : rows;
  }

  private static NDArray zeros(Scope scope) {
    return scope.manager().zeros(new Shape(B, H, T, WIDTH));
  }

  private static NDArray normal(Scope scope, long key, long... shape) {
    return Tensors.normal(scope, 1, key, shape);
  }
}
