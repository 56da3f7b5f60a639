package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Pass;

/// An encoder with a head on it.
final class Encoder implements Net {
  /// Everything below the head.
  interface Body {
    /// [B, T, d], or no more tokens than the pass reads.
    NDArray forward(Batch batch, Pass pass);

    Projection attentionOutput(int layer);
  }

  private final Body body;
  private final Top top;

  Encoder(Body body, Top top) {
    this.body = body;
    this.top = top;
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    return top.head().forward(body.forward(batch, pass.reading(top.reads())), batch, pass);
  }

  @Override
  public NDArray lens(NDArray hidden, boolean last) {
    var decode = top.decode();
    if (decode == null) throw new Problem("model.no_lens");
    return decode.apply(hidden);
  }

  @Override
  public Projection attentionOutput(int layer) {
    return body.attentionOutput(layer);
  }
}
