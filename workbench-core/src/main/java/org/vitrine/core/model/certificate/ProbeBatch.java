package org.vitrine.core.model.certificate;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vitrine.core.model.Layout;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// A small batch that any model of a layout can read, always the same: what a model and its copy are compared on.
final class ProbeBatch {
  private static final int TOKENS = 12;

  /// Side of a picture where any will do.
  private static final int PIXELS = 96;

  private ProbeBatch() {}

  static Batch of(Model model, Scope scope) {
    var layout = model.layout();
    Map<String, NDArray> named = new LinkedHashMap<>();
    switch (layout.reads()) {
      case TEXT -> {
        long read = model.config().vocabSize();
        named.put("input_ids", ids(model, layout, read, scope));
        long written = model.config().json().path("decoder_vocab_size").asLong(read);
        if (layout.writesAnother())
          named.put("decoder_input_ids", ids(model, layout, written, scope));
      }
      case PICTURES -> named.put("pixel_values", picture(layout, scope));
      case TEXT_AND_PICTURES -> {
        named.put("input_ids", ids(model, layout, model.config().vocabSize(), scope));
        named.put("pixel_values", picture(layout, scope));
      }
      case SERIES -> named.put("inputs", normal(scope, 1, TOKENS, layout.features()));
      case ROWS -> named.put("inputs", normal(scope, 1, layout.features()));
    }
    return Batch.of(named);
  }

  /// Spread over the vocabulary, with the end of a text at its end and nowhere else.
  private static NDArray ids(Model model, Layout layout, long words, Scope scope) {
    // a classifier that finds the end of a text by its padding reads one alone where there is none
    boolean alone = model.head() == Head.SEQUENCE_CLASSIFICATION && model.config().padTokenId() < 0;
    int rows = alone ? 1 : 2, length = Math.clamp(layout.first().tokens(), 1, TOKENS);
    long vocabulary = Math.max(1, words);
    long end = model.config().json().path("eos_token_id").asLong(-1);
    var ids = new long[rows * length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (i * 2_654_435_761L + 11) % vocabulary;
      if (ids[i] == end) ids[i] = (end + 1) % vocabulary;
    }
    if (end >= 0 && end < vocabulary)
      for (int row = 1; row <= rows; row++) ids[row * length - 1] = end;
    return Tensors.of(scope, ids, rows, length);
  }

  private static NDArray picture(Layout layout, Scope scope) {
    var picture = java.util.Objects.requireNonNull(layout.picture());
    int height = picture.height() == 0 ? PIXELS : picture.height();
    int width = picture.width() == 0 ? PIXELS : picture.width();
    return normal(scope, 1, picture.channels(), height, width);
  }

  private static NDArray normal(Scope scope, long... shape) {
    return Tensors.normal(scope, 1, 7, shape);
  }
}
