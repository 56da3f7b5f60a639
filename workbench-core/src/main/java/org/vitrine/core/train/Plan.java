package org.vitrine.core.train;

/// How many updates a run has and what each of them learns from, all a function of the recipe (METHODS 2.5).
///
/// @param batches micro-batches of one pass over the data
/// @param accumulation micro-batches of one update
/// @param updatesPerEpoch updates of one pass; a short last group is an update
/// @param updates in all
public record Plan(long batches, int accumulation, long updatesPerEpoch, long updates) {

  public static Plan of(Arguments arguments, long batches) {
    int accumulation = arguments.gradientAccumulationSteps();
    long perEpoch = Math.max(1, (batches + accumulation - 1) / accumulation);
    long updates =
        arguments.maxSteps() > 0
            ? arguments.maxSteps()
            : (long) Math.ceil(arguments.numTrainEpochs() * perEpoch);
    return new Plan(batches, accumulation, perEpoch, Math.max(1, updates));
  }

  /// Micro-batches of a number of examples.
  public static long batches(long examples, int batch, boolean dropLast) {
    return dropLast ? Math.max(1, examples / batch) : (examples + batch - 1) / batch;
  }

  /// The pass over the data, from 0, in which this update falls; updates count from 1.
  long epoch(long step) {
    return (step - 1) / updatesPerEpoch;
  }

  /// First micro-batch of this update within its epoch.
  long firstBatch(long step) {
    return (step - 1) % updatesPerEpoch * accumulation;
  }

  /// One past its last.
  long endBatch(long step) {
    return Math.min(batches, firstBatch(step) + accumulation);
  }

  /// Micro-batches since the run's start: the step of the dropout and masking streams.
  long microBatch(long step, long batch) {
    return epoch(step) * batches + batch;
  }

  /// Epochs done after this update, as a chart shows it.
  double progress(long step) {
    return (double) step / updatesPerEpoch;
  }

  boolean endsEpoch(long step) {
    return step % updatesPerEpoch == 0;
  }
}
