package org.vitrine.core.train;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.Losses;
import org.vitrine.core.task.Padded;
import org.vitrine.core.task.Padded.Asks;
import org.vitrine.core.tensor.Tensors;

/// A card works through a queue, and whoever asks it for a number waits for all of it. A step asks for none: what it must
/// know of ids, masks and labels it knows from making them.
class QuietStepTest {
  /// Kernels whose answer is read, or whose result is only as long as the values say.
  private static final List<String> WAITING =
      List.of(
          "largest",
          "smallest",
          "is_full",
          "count_labels",
          "rows_where",
          "norm",
          "clip",
          "to_long");

  @ParameterizedTest
  @CsvSource({
    "bert-seqcls, ROW",
    "bert-tokencls, TOKEN",
    "bert-mlm, TOKEN",
    "bert-qa, SPAN",
    "roberta-seqcls, ROW",
    "distilbert-seqcls, ROW",
    "albert-seqcls, ROW",
    "electra-seqcls, ROW",
    "deberta_v2-seqcls, ROW",
    "gpt2-causallm, TOKEN",
    "llama-causallm, TOKEN",
    "mistral-causallm, TOKEN",
    "gemma2-causallm, TOKEN",
    "t5-seq2seq, TOKEN",
    "bart-seq2seq, TOKEN",
    "marian-seq2seq, TOKEN"
  })
  void asks_the_device_for_nothing_and_gives_the_same_loss(String name, Asks asks) {
    var golden = Golden.of(name);
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLearn(0));
        var scope = model.scope().inner();
        var gradients = new Gradients(model, model.parameters(), scope)) {
      var given = golden.batch(scope);
      float wanted = Tensors.number(loss(model, given).mean());
      var padded = padded(given, asks);
      var calls = new ArrayList<String>();
      float[] found = new float[1];
      try (var step = scope.inner();
          var _ = new Listening(calls)) {
        var batch = padded.on(step, model);
        var pass = Pass.training(0).labelledOnly();
        var part = Losses.of(model, 0).of(model.forward(batch, pass), batch);
        gradients.add(part.mean(), pass);
        var broken = Tensors.full(step, 0);
        gradients.figures(List.of(part.mean()), 1, broken);
      }
      try (var step = scope.inner()) {
        found[0] = Tensors.number(loss(model, padded.on(step, model)).mean());
      }
      then(calls).contains("gradients", "figures").doesNotContainAnyElementsOf(WAITING);
      then(found[0]).as(name).isEqualTo(wanted);
    }
  }

  private static Losses.Part loss(Model model, Batch batch) {
    var pass = Pass.inference().labelledOnly();
    return Losses.of(model, 0).of(model.forward(batch, pass), batch);
  }

  /// The batch as a task would have made it.
  private static Padded padded(Batch given, Asks asks) {
    int rows = given.size(), width = given.length();
    var types = given.tokenTypeIds();
    return new Padded(
        rows,
        width,
        Tensors.longs(given.inputIds()),
        Tensors.longs(given.attentionMask()),
        types == null ? new long[rows * width] : Tensors.longs(types),
        asks == Asks.SPAN ? spans(given.more()) : Tensors.longs(given.get("labels")),
        asks,
        0);
  }

  private static long[] spans(Map<String, ai.djl.ndarray.NDArray> more) {
    var starts = Tensors.longs(more.get("start_positions"));
    var ends = Tensors.longs(more.get("end_positions"));
    var both = new long[2 * starts.length];
    for (int i = 0; i < both.length; i++) both[i] = i % 2 == 0 ? starts[i / 2] : ends[i / 2];
    return both;
  }

  /// Hears of every kernel that is called meanwhile.
  private static final class Listening extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("org.vitrine.kernels");
    private final List<String> calls;

    Listening(List<String> calls) {
      this.calls = calls;
      logger.setLevel(Level.ALL);
      logger.setUseParentHandlers(false);
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
      calls.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
      logger.setLevel(null);
    }
  }
}
