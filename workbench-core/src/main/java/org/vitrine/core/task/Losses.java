package org.vitrine.core.task;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig.ProblemType;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.tensor.ContrastiveKernels;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.TrainingKernels;

/// The loss of a batch as a sum over items and their number, so that an update over several micro-batches weighs every
/// item alike (METHODS 2.6, 2.7).
///
/// | head           | item                                        | loss of an item                            |
/// |----------------|---------------------------------------------|--------------------------------------------|
/// | classification | example; value where several labels may hold | cross entropy; binary cross entropy; (y − ŷ)² |
/// | token          | label that is not −100                      | cross entropy                              |
/// | span           | example                                     | mean of the start's and the end's           |
/// | language       | label that is not −100, after the shift     | cross entropy                              |
///
/// @param smoothing label smoothing ε, 0 for none
public record Losses(Head head, ProblemType type, double smoothing) {

  public static Losses of(Model model, double smoothing) {
    return new Losses(model.head(), model.config().problemType(), smoothing);
  }

  /// @param sum a scalar, with a graph if the pass has one
  public record Part(NDArray sum, long items) {
    /// The mean; 0 where there is no item.
    public NDArray mean() {
      return over(items);
    }

    /// This part's share of an update with so many items.
    public NDArray over(long all) {
      return Kernels.scale(sum, all == 0 ? 0 : 1.0 / all);
    }
  }

  /// How many items a batch has; known before the forward.
  public long items(Batch batch) {
    return switch (head) {
      case SEQUENCE_CLASSIFICATION, IMAGE_CLASSIFICATION, DISTILLED_IMAGE_CLASSIFICATION ->
          type == ProblemType.SINGLE_LABEL ? count(batch) : labels(batch).size();
      case TOKEN_CLASSIFICATION, MASKED_LM, SEQUENCE_TO_SEQUENCE -> count(batch);
      case CAUSAL_LM -> batch.labelled(true);
      case QUESTION_ANSWERING -> batch.size();
      case REPLACED_TOKENS -> TrainingKernels.countLabels(batch.attentionMask(), 0);
      case CONTRASTIVE -> batch.size();
      case BASE, ENCODER, PROJECTION -> throw new Problem("task.no_loss");
    };
  }

  /// @throws Problem `task.no_labels` if the batch lacks what this head compares with
  public Part of(Output output, Batch batch) {
    return switch (head) {
      case SEQUENCE_CLASSIFICATION, IMAGE_CLASSIFICATION, DISTILLED_IMAGE_CLASSIFICATION ->
          switch (type) {
            case SINGLE_LABEL -> entropy(output.logits(), labels(batch), count(batch));
            case MULTI_LABEL ->
                new Part(
                    TrainingKernels.binaryCrossEntropySum(output.logits(), labels(batch)),
                    labels(batch).size());
            case REGRESSION ->
                new Part(
                    TrainingKernels.squaredErrorSum(output.logits(), labels(batch)),
                    labels(batch).size());
          };
      case TOKEN_CLASSIFICATION -> entropy(output.logits(), labels(batch), count(batch));
      case MASKED_LM, SEQUENCE_TO_SEQUENCE -> {
        var scored = output.scoredLabels();
        yield scored != null
            ? entropy(output.logits(), scored, scored.size())
            : entropy(output.logits(), labels(batch), count(batch));
      }
      case CAUSAL_LM -> {
        var scored = output.scoredLabels();
        yield scored != null
            ? entropy(output.logits(), scored, scored.size())
            : entropy(Kernels.before(output.logits()), Kernels.after(labels(batch)), items(batch));
      }
      case QUESTION_ANSWERING -> spans(output, batch);
      case REPLACED_TOKENS -> replaced(output, batch);
      case CONTRASTIVE ->
          new Part(
              ContrastiveKernels.lossSum(output.get("logits_per_text")),
              output.get("logits_per_text").getShape().get(0));
      case BASE, ENCODER, PROJECTION -> throw new Problem("task.no_loss");
    };
  }

  private Part entropy(NDArray logits, NDArray labels, long items) {
    return new Part(
        TrainingKernels.crossEntropySum(logits, labels, Kernels.IGNORED, smoothing), items);
  }

  private static long count(Batch batch) {
    labels(batch);
    return batch.labelled(false);
  }

  /// Every token that is no padding counts.
  private Part replaced(Output output, Batch batch) {
    var real = Kernels.isReal(batch.attentionMask());
    var sum =
        TrainingKernels.binaryCrossEntropySum(
            Kernels.rowsWhere(output.logits(), real), Kernels.rowsWhere(labels(batch), real));
    return new Part(sum, items(batch));
  }

  /// Places outside the sequence are moved to its end and ignored there, as the reference does.
  private static Part spans(Output output, Batch batch) {
    var start = mean(output.get("start_logits"), batch, "start_positions");
    var end = mean(output.get("end_logits"), batch, "end_positions");
    return new Part(Kernels.scale(Kernels.add(start, end), batch.size() / 2.0), batch.size());
  }

  private static NDArray mean(NDArray logits, Batch batch, String name) {
    long length = logits.getShape().get(1);
    var clamped = Kernels.clamp(place(batch, name), 0, length);
    long scored = batch.below(name, length);
    return Kernels.scale(
        TrainingKernels.crossEntropySum(logits, clamped, length, 0),
        scored == 0 ? 0 : 1.0 / scored);
  }

  private static NDArray labels(Batch batch) {
    var labels = batch.labels();
    if (labels == null) throw new Problem("task.no_labels", "labels");
    return labels;
  }

  private static NDArray place(Batch batch, String name) {
    var places = batch.more().get(name);
    if (places == null) throw new Problem("task.no_labels", name);
    return places;
  }
}
