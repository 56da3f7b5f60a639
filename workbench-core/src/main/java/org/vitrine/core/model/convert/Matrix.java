package org.vitrine.core.model.convert;

import java.util.List;
import org.vitrine.core.weights.OnnxTensor;

/// A tensor of a graph and whether a Hugging Face folder stores it the other way round.
record Matrix(OnnxTensor tensor, boolean transposed) {
  List<Long> shape() {
    return transposed ? tensor.shape().reversed() : tensor.shape();
  }
}
