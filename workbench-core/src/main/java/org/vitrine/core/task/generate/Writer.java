package org.vitrine.core.task.generate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Progress;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tokenizer.Tokenizer;

/// An encoder-decoder that answers each text with one of its own, as its generation settings say.
public final class Writer {
  private final Model model;
  private final Tokenizer tokenizer;
  private final Generation generation;

  /// @param folder where `generation_config.json` may lie
  public Writer(Model model, Tokenizer tokenizer, Path folder) {
    this.model = model;
    this.tokenizer = tokenizer;
    var how = DecodingFile.read(folder, model.config().json(), Json.object());
    generation = new Generation(model, how);
  }

  /// @param ids what was written, with the start token
  /// @param logProbability sum over its tokens after the start token
  public record Text(String text, long[] ids, double logProbability) {}

  /// @param source ids with the tokens that frame a text
  public Text write(long[] source) {
    var ids = generation.run(source, 0, Progress.NONE, _ -> {}).sequence();
    return told(source, ids);
  }

  /// A text that somebody else wrote, with how likely the model would have.
  ///
  /// @param written ids with the start token
  public Text told(long[] source, long[] written) {
    return new Text(tokenizer.decode(written, true), written, probability(source, written));
  }

  private double probability(long[] source, long[] ids) {
    try (var scope = model.scope().inner()) {
      int steps = ids.length - 1;
      var read = Tensors.of(scope, source, 1, source.length);
      var before = Tensors.of(scope, Arrays.copyOf(ids, steps), 1, steps);
      var batch =
          new Batch(read, read.onesLike(), null, null, null, Map.of("decoder_input_ids", before));
      var shares =
          Tensors.floats(
              Kernels.logSoftmax(model.forward(batch, Pass.inference()).logits())); // [1, T, V]
      int words = shares.length / steps;
      double sum = 0;
      for (int i = 0; i < steps; i++) sum += shares[i * words + (int) ids[i + 1]];
      return sum;
    }
  }
}
