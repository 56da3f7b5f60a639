package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.Kernels;

/// The function between two linear layers, by the names that `config.json` gives it.
public enum Activation {
  /// x·Φ(x): Hendrycks, Gimpel 2016, arXiv:1606.08415
  GELU("gelu"),
  /// its form with tanh, as BERT's and GPT-2's first code had it
  GELU_TANH("gelu_tanh"),
  /// x·σ(1.702x)
  GELU_QUICK("gelu_quick"),
  RELU("relu"),
  /// x·σ(x)
  SILU("silu"),
  TANH("tanh"),
  SIGMOID("sigmoid"),
  /// nothing at all
  LINEAR("same"),
  /// x·tanh(ln(1 + eˣ)): Misra 2019, arXiv:1908.08681
  MISH("mish"),
  /// gelu within −10 .. 10
  GELU_CLIPPED("gelu_clipped"),
  /// ½(1 + erf((x − 0.707107) / (0.282095·√2))): Ma et al. 2022, arXiv:2209.10655
  LAPLACE("laplace"),
  /// a hundredth below 0
  LEAKY_RELU("leaky_relu"),
  /// within 0 .. 6
  RELU6("relu6"),
  /// relu²: So et al. 2021, arXiv:2109.08668
  RELU_SQUARED("relu_squared");

  private final String kernel;

  Activation(String kernel) {
    this.kernel = kernel;
  }

  /// @param field the name of the setting, for the sentence
  /// @throws Problem `nn.activation` for a name that is not honoured
  public static Activation of(String name, String field) {
    return switch (name) {
      case "gelu", "gelu_python" -> GELU;
      case "gelu_new", "gelu_pytorch_tanh", "gelu_fast", "gelu_accurate", "gelu_python_tanh" ->
          GELU_TANH;
      case "quick_gelu" -> GELU_QUICK;
      case "relu" -> RELU;
      case "silu", "swish" -> SILU;
      case "tanh" -> TANH;
      case "sigmoid" -> SIGMOID;
      case "linear" -> LINEAR;
      case "mish" -> MISH;
      case "gelu_10" -> GELU_CLIPPED;
      case "laplace" -> LAPLACE;
      case "leaky_relu" -> LEAKY_RELU;
      case "relu6" -> RELU6;
      case "relu2" -> RELU_SQUARED;
      default -> throw new Problem("nn.activation", field, name);
    };
  }

  public NDArray forward(NDArray x) {
    return Kernels.activation(kernel, x);
  }
}
