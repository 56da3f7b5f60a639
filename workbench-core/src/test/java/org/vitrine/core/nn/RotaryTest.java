package org.vitrine.core.nn;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.data.Offset.offset;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.nn.RotaryScaling.Dynamic;
import org.vitrine.core.nn.RotaryScaling.Linear;
import org.vitrine.core.nn.RotaryScaling.Llama3;
import org.vitrine.core.nn.RotaryScaling.Plain;
import org.vitrine.core.nn.RotaryScaling.Yarn;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// Frequencies computed once with PyTorch 1.13 from the published formulas, 16 features wide.
class RotaryTest {
  static Stream<Arguments> scalings() {
    return Stream.of(
        Arguments.of(
            new Plain(),
            10000.0,
            0,
            new float[] {
              1f, 0.316227764f, 0.1f, 0.0316227786f, 0.01f, 0.00316227786f, 0.001f, 0.000316227786f
            }),
        Arguments.of(
            new Linear(4),
            10000.0,
            0,
            new float[] {
              0.25f,
              0.079056941f,
              0.025f,
              0.00790569466f,
              0.0025f,
              0.000790569466f,
              0.00025f,
              7.90569466e-05f
            }),
        Arguments.of(
            new Dynamic(2, 32),
            10000.0,
            64,
            new float[] {
              1f,
              0.270296127f,
              0.0730599985f,
              0.0197478328f,
              0.00533776265f,
              0.00144277664f,
              0.000389976922f,
              0.000105409257f
            }),
        Arguments.of(
            new Dynamic(2, 32),
            10000.0,
            20,
            new float[] {
              1f, 0.316227764f, 0.1f, 0.0316227786f, 0.01f, 0.00316227786f, 0.001f, 0.000316227786f
            }),
        Arguments.of(
            new Llama3(8, 1, 4, 8192),
            500000.0,
            0,
            new float[] {
              1f,
              0.193922758f,
              0.0376060307f,
              0.00729266508f,
              0.000524846022f,
              3.42810235e-05f,
              6.64786967e-06f,
              1.28917316e-06f
            }),
        Arguments.of(
            new Llama3(8, 1, 4, 32),
            500.0,
            0,
            new float[] {
              1f,
              0.237489685f,
              0.0311854575f,
              0.0121561559f,
              0.00559017016f,
              0.0025707141f,
              0.00118217699f,
              0.000543639821f
            }),
        Arguments.of(
            new Yarn(4, 32, 1, 32768, true, 1),
            10000.0,
            0,
            new float[] {
              1f,
              0.316227764f,
              0.1f,
              0.0316227786f,
              0.01f,
              0.00256935088f,
              0.000625000044f,
              0.000138349656f
            }),
        Arguments.of(
            new Yarn(2.5, 16, 2, 2048, false, 1),
            1000000.0,
            0,
            new float[] {
              1f,
              0.177827939f,
              0.0276105553f,
              0.00224936521f,
              0.0004f,
              7.11311732e-05f,
              1.26491104e-05f,
              2.24936525e-06f
            }));
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void turns_as_fast_as_the_formulas_say(
      RotaryScaling scaling, double theta, long length, float[] expected) {
    var found = new Rotary(16, theta, scaling).frequencies(length);
    then(found).hasSize(8);
    for (int i = 0; i < 8; i++) then(found[i] / expected[i]).isCloseTo(1f, offset(3e-7f));
  }

  @Test
  void sharpens_scores_where_positions_are_stretched() {
    then(Yarn.usualFactor(4, 1)).isCloseTo(1.138629436111989, offset(1e-12));
    then(Yarn.usualFactor(4, 0.7) / Yarn.usualFactor(4, 1.2))
        .isCloseTo(0.9405715251010841, offset(1e-12));
    then(Yarn.usualFactor(0.5, 1)).isEqualTo(1);
  }

  @Test
  void turns_pairs_of_the_first_features_and_leaves_the_others() {
    try (var scope = Scope.open()) {
      var x = Tensors.of(scope, new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 1, 6);
      var at = Tensors.of(scope, new long[] {3}, 1, 1);
      var angles = new Rotary(4, 10000, new Plain()).at(at);
      then(Objects.requireNonNull(angles.cos()).getShape().getShape()).containsExactly(1, 1, 1, 4);
      double c = Math.cos(3), s = Math.sin(3), c2 = Math.cos(.03), s2 = Math.sin(.03);
      var expected = new double[] {c - 3 * s, 2 * c2 - 4 * s2, 3 * c + s, 4 * c2 + 2 * s2, 5, 6};
      var found = Tensors.floats(angles.rotate(x));
      for (int i = 0; i < 6; i++) then((double) found[i]).isCloseTo(expected[i], offset(1e-6));
      then(Rotary.NONE.at(at).rotate(x)).isSameAs(x);
    }
  }
}
