package org.vitrine.core.nn;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

class ActivationTest {
  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double tanhGelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private static double erf(double x) {
    if (Math.abs(x) > 4) return Math.signum(x);
    double sum = 0, term = x; // the series around 0
    for (int n = 0; n < 200; n++) {
      sum += term / (2 * n + 1);
      term *= -x * x / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private static double gelu(double x) {
    return 0.5 * x * (1 + erf(x / Math.sqrt(2)));
  }

  private static final Map<String, DoubleUnaryOperator> FORMULAS =
      Map.ofEntries(
          Map.entry("gelu", ActivationTest::gelu),
          Map.entry("gelu_10", x -> Math.clamp(gelu(x), -10, 10)),
          Map.entry("gelu_new", ActivationTest::tanhGelu),
          Map.entry("gelu_fast", ActivationTest::tanhGelu),
          Map.entry("gelu_accurate", ActivationTest::tanhGelu),
          Map.entry("gelu_pytorch_tanh", ActivationTest::tanhGelu),
          Map.entry("quick_gelu", x -> x * sigmoid(1.702 * x)),
          Map.entry("relu", x -> Math.max(0, x)),
          Map.entry("relu2", x -> Math.pow(Math.max(0, x), 2)),
          Map.entry("relu6", x -> Math.clamp(x, 0, 6)),
          Map.entry("leaky_relu", x -> x < 0 ? 0.01 * x : x),
          Map.entry("silu", x -> x * sigmoid(x)),
          Map.entry("swish", x -> x * sigmoid(x)),
          Map.entry("mish", x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
          Map.entry("tanh", Math::tanh),
          Map.entry("sigmoid", ActivationTest::sigmoid),
          Map.entry("linear", x -> x),
          Map.entry("laplace", x -> 0.5 * (1 + erf((x - 0.707107) / (0.282095 * Math.sqrt(2))))));

  @Test
  void follows_the_formula_of_every_name_in_a_configuration() {
    var at = new float[] {-2.5f, -1, -0.3f, 0, 0.2f, 0.9f, 1.5f, 2};
    try (var scope = Scope.open()) {
      FORMULAS.forEach((name, formula) -> {
        var found =
            Tensors.floats(
                Activation.of(name, "hidden_act").forward(Tensors.of(scope, at, at.length)));
        for (int i = 0; i < at.length; i++) {
          then((double) found[i])
              .as("%s of %s", name, at[i])
              .isCloseTo(formula.applyAsDouble(at[i]), Offset.offset(2e-6));
        }
      });
      then(Tensors.floats(
              Activation.of("relu6", "a").forward(Tensors.of(scope, new float[] {9}, 1))))
          .containsExactly(6);
      then(Tensors.floats(
              Activation.of("gelu_10", "a").forward(Tensors.of(scope, new float[] {99}, 1))))
          .containsExactly(10);
    }
  }

  @Test
  void refuses_other_names() {
    thenThrownBy(() -> Activation.of("prelu", "hidden_act"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem ->
                then(problem.full(java.util.Locale.ENGLISH)).contains("hidden_act", "prelu"));
  }
}
