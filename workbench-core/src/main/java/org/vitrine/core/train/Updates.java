package org.vitrine.core.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Streams;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.Losses;
import org.vitrine.core.task.Prepared;
import org.vitrine.core.tensor.Exhaustion;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tensor.TrainingKernels;
import org.vitrine.core.train.RunEvent.Notice;

/// One update of the weights after the other: gradients of its micro-batches, clipping, the optimizer's step.
///
/// Where memory runs out the micro-batch is halved and the update begins again; losses are weighed by items, so it is the
/// same sum in more parts. On a card nothing waits for a number: losses and norms are read some updates later, and until
/// then a switch on the card keeps everything after a loss that is not finite from touching weights and moments.
final class Updates implements AutoCloseable {
  /// Updates whose figures are read together on a card.
  static final int LATE = 8;

  /// @param loss Σ of item losses / items, over all micro-batches
  /// @param norm joint L2 norm of the gradients before clipping, NaN if the update was left out
  record Done(long step, double loss, double norm, double rate, long tokens, double seconds) {}

  /// @param before what the loop knew before the update; @param figures loss, norm, and whether anything was not finite
  private record Pending(
      long step, Checkpoints.State before, double rate, long tokens, NDArray figures) {}

  private final Setup setup;
  private final Arguments arguments;
  private final Schedule schedule;
  private final Losses losses;
  private final Parts parts;
  private final LossScale scale;
  private final Trouble trouble;
  private final int late;
  private final Consumer<Done> done;
  private final Consumer<RunEvent.Noted> noted;
  private final Scope scope;
  private final NDArray broken; // 1 after a loss or norm that is not finite
  private final List<Pending> pending = new ArrayList<>();
  private Checkpoints.@Nullable State whole;
  private long tokens;
  private long nanos;

  /// @param late how many updates wait to be read together, 0 to read each at once
  /// @param done hears of each update once its figures are known, in order
  Updates(
      Setup setup,
      Checkpoints.State state,
      Parts parts,
      Trouble trouble,
      int late,
      Consumer<Done> done,
      Consumer<RunEvent.Noted> noted) {
    this.setup = setup;
    this.parts = parts;
    this.trouble = trouble;
    this.late = setup.precision().scaled() ? 0 : late;
    this.done = done;
    this.noted = noted;
    arguments = setup.recipe().arguments();
    schedule = Schedule.of(arguments, setup.plan().updates());
    losses = Losses.of(setup.model(), arguments.labelSmoothingFactor());
    scale = new LossScale(setup.precision().scaled(), state.scale());
    scope = setup.model().scope().inner();
    broken = Tensors.full(scope, 0);
    tokens = state.tokens();
  }

  /// Does update `step`.
  ///
  /// @param before what a checkpoint of the weights as they are would hold
  /// @throws Problem `train.diverged` if this update or one that was not read yet is not finite, see [#whole];
  ///     `train.memory` if a single row does not fit
  void make(long step, Checkpoints.State before) {
    long began = System.nanoTime();
    var group = setup.trainBatches(step);
    long items = group.stream().mapToLong(Prepared::items).sum();
    long seen = group.stream().mapToLong(Prepared::tokens).sum();
    double rate = schedule.at(step - scale.skipped());
    if (items == 0) { // nothing is labelled: no update (METHODS 2.7)
      rest();
      done.accept(new Done(step, 0, 0, rate, 0, (System.nanoTime() - began) / 1e9));
      return;
    }
    if (parts.change(step)) tellParts(step, group);
    try (var passing = setup.model().scope().inner()) {
      var shares = gathered(step, group, items, passing);
      trouble.gathered(step, setup.gradients());
      if (late > 0) later(step, before, rate, seen, shares);
      else now(step, rate, seen, shares, began);
    } finally {
      setup.gradients().clear();
    }
    nanos += System.nanoTime() - began;
    if (pending.size() >= late) rest();
  }

  /// Adds up the gradients of all micro-batches.
  ///
  /// @return each part's share of the loss, as scalars
  private List<NDArray> gathered(long step, List<Prepared> group, long items, Scope passing) {
    while (true) {
      var attempt = passing.inner();
      try {
        return attempt(step, group, items, attempt);
      } catch (RuntimeException | OutOfMemoryError e) {
        attempt.close();
        setup.gradients().clear();
        if (!Exhaustion.is(e)) throw e;
        Exhaustion.release(setup.model().scope());
        halve(step, group, e);
      }
    }
  }

  private void halve(long step, List<Prepared> group, Throwable why) {
    if (!arguments.autoFindBatchSize() || rows(step, group) <= 1)
      throw new Problem("train.memory", why, step, rows(step, group));
    parts.halve(step);
    tellParts(step, group);
  }

  private void tellParts(long step, List<Prepared> group) {
    long times = (long) arguments.gradientAccumulationSteps() * parts.at(step);
    noted.accept(new RunEvent.Noted(step, Notice.of("halved", rows(step, group), times)));
  }

  /// Rows of the largest part.
  private int rows(long step, List<Prepared> group) {
    int widest = group.stream().mapToInt(Prepared::rows).max().orElse(1);
    return Math.ceilDiv(widest, parts.at(step));
  }

  private List<NDArray> attempt(long step, List<Prepared> group, long items, Scope keeping) {
    var plan = setup.plan();
    var shares = new ArrayList<NDArray>();
    for (int i = 0; i < group.size(); i++) {
      long key =
          Streams.DROPOUT.key(arguments.seed(), plan.microBatch(step, plan.firstBatch(step) + i));
      var padded = group.get(i);
      int rows = Math.ceilDiv(padded.rows(), parts.at(step));
      for (int from = 0, part = 0; from < padded.rows(); from += rows, part++) {
        int to = Math.min(padded.rows(), from + rows);
        trouble.before(step, to - from);
        // layers count from 1, so parts count down
        long drawn = part == 0 ? key : Streams.DROPOUT.key(key, -part);
        shares.add(share(padded, from, to, drawn, items, keeping));
      }
    }
    return shares;
  }

  /// Forward and backward of some rows.
  private NDArray share(Prepared padded, int from, int to, long key, long items, Scope keeping) {
    try (var passing = keeping.inner()) { // every array of this part ends here
      var batch = padded.part(from, to).on(passing, setup.model());
      var pass = Pass.training(key).in(setup.precision()).labelledOnly();
      if (arguments.gradientCheckpointing()) pass.recomputing();
      var share = losses.of(setup.model().forward(batch, pass), batch).over(items);
      var kept = TrainingKernels.detached(keeping.manager(), share);
      setup.gradients().add(scale.active() ? times(share, scale.factor()) : share, pass);
      return kept;
    }
  }

  private static NDArray times(NDArray share, double factor) {
    return org.vitrine.core.tensor.Kernels.scale(share, factor);
  }

  private void now(long step, double rate, long seen, List<NDArray> shares, long began) {
    double loss = 0;
    for (var share : shares) loss += Tensors.number(share);
    var gradients = setup.gradients();
    if (scale.active()) gradients.rescale(1 / scale.factor());
    double norm = gradients.clip(arguments.maxGradNorm());
    boolean finite = Double.isFinite(loss) && Double.isFinite(norm);
    // The weights of the step before are still whole, and are kept.
    if (!finite && !scale.active()) throw diverged(step, loss, rate);
    if (finite) {
      scale.good();
      setup.optimizer().step(gradients.byName(), rate);
    } else {
      if (!scale.overflowed()) throw diverged(step, loss, rate);
      noted.accept(new RunEvent.Noted(step, Notice.of("overflow", scale.factor())));
    }
    tokens += seen;
    double seconds = (System.nanoTime() - began) / 1e9;
    done.accept(new Done(step, loss, finite ? norm : Double.NaN, rate, seen, seconds));
  }

  private static Problem diverged(long step, double loss, double rate) {
    return new Problem("train.diverged", step, Double.toString(loss), Double.toString(rate));
  }

  private void later(
      long step, Checkpoints.State before, double rate, long seen, List<NDArray> shares) {
    var gradients = setup.gradients();
    var figures = scope.keep(gradients.figures(shares, arguments.maxGradNorm(), broken));
    setup.optimizer().step(gradients.byName(), rate, broken);
    tokens += seen;
    pending.add(new Pending(step, before, rate, seen, figures));
  }

  /// Reads what was not read yet; afterwards weights, figures and this process agree.
  ///
  /// @throws Problem `train.diverged`
  void rest() {
    if (pending.isEmpty()) return;
    long began = System.nanoTime();
    var all = List.copyOf(pending);
    pending.clear();
    var figures = TrainingKernels.read(all.stream().map(Pending::figures).toList());
    all.forEach(each -> each.figures.close());
    nanos += System.nanoTime() - began;
    double seconds = nanos / 1e9 / all.size();
    nanos = 0;
    for (int i = 0; i < all.size(); i++) {
      var each = all.get(i);
      double loss = figures[3 * i], norm = figures[3 * i + 1];
      if (figures[3 * i + 2] != 0) {
        whole = each.before;
        throw diverged(each.step, loss, each.rate);
      }
      done.accept(new Done(each.step, loss, norm, each.rate, each.tokens, seconds));
    }
  }

  /// What the weights are as they lie there: the state before the first update that was not finite, else `known`.
  Checkpoints.State whole(Checkpoints.State known) {
    var before = whole;
    return before == null ? known : before;
  }

  long tokens() {
    return tokens;
  }

  LossScale.@Nullable State scale() {
    return scale.state();
  }

  @Override
  public void close() {
    scope.close();
  }
}
