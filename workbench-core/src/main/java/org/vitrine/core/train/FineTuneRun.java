package org.vitrine.core.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.base.Streams;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.Evaluation;
import org.vitrine.core.task.Losses;
import org.vitrine.core.task.Padded;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.RunEvent.Notice;

/// The one loop: everything that Vitrine tunes is tuned here.
///
/// Order of the data, dropout and masking are functions of (seed, step), so a run that goes on from a checkpoint gives bit
/// for bit the losses of one that was never interrupted.
public final class FineTuneRun {
  private static final Set<String> UNWRITABLE = Set.of("base.write", "history.write");

  private final Recipe recipe;
  private final Arguments arguments;
  private final Setup setup;
  private final Checkpoints checkpoints;
  private final Reserve reserve;
  private final Schedule schedule;
  private final ProbeGrid grid;
  private final Losses losses;
  private final Best best;
  private final RunLog log;
  private final Commands commands;
  private Checkpoints.State state;
  private long tokens;
  private Evaluation.@Nullable Result
      measured; // of the weights as they are, null since the last update

  /// @param run the run's own folder
  /// @throws Problem for a recipe that cannot run: no such model, no such column, nothing to learn
  public FineTuneRun(Recipe recipe, Path run, RunLog log, Commands commands) {
    this.log = log;
    this.commands = commands;
    checkpoints = new Checkpoints(run);
    reserve = new Reserve(run);
    var from = checkpoints.latest();
    setup = Setup.of(recipe, run, from);
    this.recipe = setup.recipe();
    arguments = this.recipe.arguments();
    state = from == null ? Checkpoints.State.START : Checkpoints.state(from);
    tokens = state.tokens();
    best = new Best(arguments, state.best());
    schedule = Schedule.of(arguments, setup.plan().updates());
    grid = new ProbeGrid(setup.plan().updates());
    losses = Losses.of(setup.model(), arguments.labelSmoothingFactor());
  }

  /// Runs to the end, to a command, or to a problem, and tells which through the log.
  public void run() {
    try {
      reserve.take();
      log.add(setup.started(state.step()));
      loop();
    } catch (Problem e) {
      reserve.close();
      log.add(new RunEvent.Failed(state.step(), e.toFacts(), kept(e)));
    } finally {
      reserve.close();
      setup.close();
      log.flush();
    }
  }

  /// The weights of the last whole step as a checkpoint, or an older one where that cannot be written.
  private @Nullable Path kept(Problem why) {
    try {
      if (UNWRITABLE.contains(why.key())) log.flush(); // what waited for the room that is there now
      else if (state.step() > 0 && !checkpoints.has(state.step())) save();
    } catch (Problem _) {
      // what is on the disk already is kept
    }
    return checkpoints.latest();
  }

  private void loop() {
    var plan = setup.plan();
    if (state.step() == 0) probe(0);
    if (state.step() == 0 && arguments.evalOnStart()) evaluate(0);
    for (long step = state.step() + 1; step <= plan.updates(); step++) {
      long began = System.nanoTime();
      var update = update(step);
      double seconds = (System.nanoTime() - began) / 1e9;
      state = new Checkpoints.State(step, best.state(), tokens, setup.optimizer().updates());
      if (step % Math.max(1, arguments.loggingSteps()) == 0 || step == plan.updates()) {
        log.add(
            new RunEvent.Step(
                step,
                plan.progress(step),
                update.loss(),
                update.rate(),
                update.norm(),
                update.tokens() / seconds));
      }
      if (grid.has(step)) probe(step);
      boolean last = step == plan.updates();
      if (due(arguments.evalStrategy(), arguments.evalSteps(), step)
          || (last && !arguments.evalStrategy().equals("no"))) {
        evaluate(step);
      }
      if (due(arguments.saveStrategy(), arguments.saveSteps(), step) && !last) save();
      if (best.outOfPatience()) {
        log.add(new RunEvent.Noted(step, Notice.of("patience", arguments.earlyStoppingPatience())));
        break;
      }
      if (!obey(step)) return;
    }
    finish();
  }

  /// @param loss Σ of item losses / items, over all micro-batches of the update
  /// @param norm joint L2 norm of the gradients before clipping
  private record Update(double loss, double norm, double rate, long tokens) {}

  private Update update(long step) {
    var plan = setup.plan();
    var group = setup.trainBatches(step);
    long items = group.stream().mapToLong(Padded::items).sum();
    double rate = schedule.at(step);
    if (items == 0)
      return new Update(0, 0, rate, 0); // nothing is labelled: no update (METHODS 2.7)
    double loss = 0;
    var gradients = setup.gradients();
    try {
      for (int i = 0; i < group.size(); i++) {
        long micro = plan.microBatch(step, plan.firstBatch(step) + i);
        try (var scope =
            setup.model().scope().inner()) { // every array of this micro-batch ends here
          var batch = group.get(i).on(scope, setup.model());
          var pass = Pass.training(Streams.DROPOUT.key(arguments.seed(), micro)).labelledOnly();
          var part = losses.of(setup.model().forward(batch, pass), batch);
          var share = part.over(items);
          gradients.add(share);
          loss += Tensors.number(share);
        }
      }
      double norm = gradients.clip(arguments.maxGradNorm());
      // The weights of the step before are still whole, and are kept.
      if (!Double.isFinite(loss) || !Double.isFinite(norm))
        throw new Problem("train.diverged", step, Double.toString(loss), Double.toString(rate));
      measured = null;
      setup.optimizer().step(gradients.byName(), rate);
      long seen = group.stream().mapToLong(Padded::tokens).sum();
      tokens += seen;
      return new Update(loss, norm, rate, seen);
    } finally {
      gradients.clear();
    }
  }

  private void evaluate(long step) {
    if (!setup.hasEvaluation()) return;
    var result = measured = setup.evaluate(Progress.NONE);
    boolean isBest = best.offer(step, result.metrics());
    state = new Checkpoints.State(step, best.state(), tokens, setup.optimizer().updates());
    log.add(
        new RunEvent.Evaluated(
            step, setup.plan().progress(step), result.metrics(), isBest, result.examples()));
    if (isBest && arguments.loadBestModelAtEnd()) {
      checkpoints.writeModel("best", setup::saveModel);
    }
  }

  private void probe(long step) {
    for (var captured : setup.probes().look(step)) log.add(captured);
  }

  private Path save() {
    log.flush(); // a run that goes on from here does not tell these steps again
    var path = checkpoints.write(state, setup::saveModel, setup.optimizer().state());
    log.add(new RunEvent.CheckpointSaved(state.step(), path));
    checkpoints.prune(arguments.saveTotalLimit());
    return path;
  }

  private boolean due(String strategy, long every, long step) {
    return switch (strategy) {
      case "steps" -> step % Math.max(1, every) == 0;
      case "epoch" -> setup.plan().endsEpoch(step);
      default -> false;
    };
  }

  /// @return whether the run goes on
  private boolean obey(long step) {
    var command = commands.next();
    if (command == Command.PAUSE) {
      save();
      log.add(new RunEvent.Paused(step));
      log.flush();
      try {
        command = commands.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        command = Command.SUSPEND;
      }
      if (command == Command.RESUME) log.add(new RunEvent.Resumed(step));
    }
    switch (command) {
      case GO, RESUME, PAUSE -> {}
      case CHECKPOINT -> save();
      case STOP -> log.add(new RunEvent.Stopped(step, writeFinal(Map.of())));
      case SUSPEND -> log.add(new RunEvent.Stopped(step, save()));
      case DISCARD -> log.add(new RunEvent.Stopped(step, checkpoints.latest()));
    }
    return switch (command) {
      case STOP, SUSPEND, DISCARD -> false;
      default -> true;
    };
  }

  private void finish() {
    Map<String, Double> metrics = Map.of();
    if (arguments.loadBestModelAtEnd()
        && best.state().step() > 0
        && best.state().step() != state.step()) {
      setup.loadWeights(checkpoints.folder("best"));
      measured = null;
      log.add(new RunEvent.Noted(state.step(), Notice.of("best", best.state().step())));
    }
    if (setup.hasEvaluation()) {
      metrics = (measured != null ? measured : setup.evaluate(Progress.NONE)).metrics();
    }
    log.add(new RunEvent.Finished(state.step(), writeFinal(metrics), metrics));
  }

  private Path writeFinal(Map<String, Double> metrics) {
    var card = new ModelCard(recipe, setup.environment(), state.step(), metrics);
    return checkpoints.writeModel(
        "final",
        into -> {
          setup.saveModel(into);
          card.write(into);
        });
  }
}
