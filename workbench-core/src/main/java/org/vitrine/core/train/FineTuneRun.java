package org.vitrine.core.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.certificate.Reopened;
import org.vitrine.core.task.Evaluation;
import org.vitrine.core.tensor.NumberFormats;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.RunEvent.Notice;

/// The one loop: everything that Vitrine tunes is tuned here.
///
/// Order of the data, dropout and masking are functions of (seed, step), so a run that goes on from a checkpoint gives bit
/// for bit the losses of one that was never interrupted.
public final class FineTuneRun {
  /// The notice of the most memory that the run took: in MB, then in bytes.
  public static final String PEAK = "peak_memory";

  private static final Set<String> UNWRITABLE = Set.of("base.write", "history.write");

  private final Recipe recipe;
  private final Arguments arguments;
  private final Setup setup;
  private final Checkpoints checkpoints;
  private final Reserve reserve;
  private final Updates updates;
  private final MemoryUse memory;
  private final ProbeGrid grid;
  private final Best best;
  private final RunLog log;
  private final Trouble trouble;
  private final Commands commands;
  private Checkpoints.State state;
  private long peak;
  private Evaluation.@Nullable Result
      measured; // of the weights as they are, null since the last update

  /// @param run the run's own folder
  /// @throws Problem for a recipe that cannot run: no such model, no such column, nothing to learn
  public FineTuneRun(Recipe recipe, Path run, RunLog log, Commands commands) {
    this(recipe, run, log, commands, Trouble.NONE, NumberFormats::check, -1);
  }

  /// @param late updates that are read together, -1 for what suits the device
  FineTuneRun(
      Recipe recipe,
      Path run,
      RunLog log,
      Commands commands,
      Trouble trouble,
      Setup.Formats formats,
      int late) {
    this.log = log;
    this.trouble = trouble;
    this.commands = commands;
    checkpoints = new Checkpoints(run);
    reserve = new Reserve(run);
    var from = checkpoints.latest();
    setup = Setup.of(recipe, run, from, formats);
    this.recipe = setup.recipe();
    arguments = this.recipe.arguments();
    state = from == null ? Checkpoints.State.START : Checkpoints.state(from);
    best = new Best(arguments, setup.leadingMetric(), state.best());
    memory = new MemoryUse(Devices.choose(this.recipe.device()));
    grid = new ProbeGrid(setup.plan().updates());
    updates =
        new Updates(
            setup,
            state,
            new Parts(run),
            trouble,
            late >= 0 ? late : setup.onCard() ? Updates.LATE : 0,
            this::tell,
            log::add);
  }

  /// Runs to the end, to a command, or to a problem, and tells which through the log.
  public void run() {
    try {
      reserve.take();
      log.add(setup.started(state.step()));
      loop();
    } catch (Problem e) {
      reserve.close();
      state = updates.whole(state);
      log.add(new RunEvent.Failed(state.step(), e.toFacts(), kept(e)));
    } finally {
      reserve.close();
      updates.close();
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
      measured = null;
      updates.make(step, state);
      state = state(step);
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

  private void tell(Updates.Done update) {
    long step = update.step();
    var plan = setup.plan();
    if (step % Math.max(1, arguments.loggingSteps()) != 0 && step != plan.updates()) return;
    log.add(
        new RunEvent.Step(
            step,
            plan.progress(step),
            update.loss(),
            update.rate(),
            update.norm(),
            update.tokens() / update.seconds(),
            memory.megabytes()));
  }

  /// What a checkpoint of the weights as they are now would hold.
  private Checkpoints.State state(long step) {
    return new Checkpoints.State(
        step, best.state(), updates.tokens(), setup.optimizer().updates(), updates.scale());
  }

  private void evaluate(long step) {
    if (!setup.hasEvaluation()) return;
    updates.rest();
    var result = measured = setup.evaluate(Progress.NONE);
    boolean isBest = best.offer(step, result.metrics());
    state = state(step);
    log.add(
        new RunEvent.Evaluated(
            step, setup.plan().progress(step), result.metrics(), isBest, result.examples()));
    if (isBest && arguments.loadBestModelAtEnd()) {
      checkpoints.writeModel("best", setup::saveModel);
    }
  }

  private void probe(long step) {
    updates.rest();
    for (var captured : setup.probes().look(step)) log.add(captured);
  }

  private Path save() {
    updates.rest();
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
    if (command != Command.GO) updates.rest();
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
      case STOP -> stopped(step, writeFinal(Map.of()));
      case SUSPEND -> stopped(step, save());
      case DISCARD -> stopped(step, checkpoints.latest());
    }
    return switch (command) {
      case STOP, SUSPEND, DISCARD -> false;
      default -> true;
    };
  }

  private void stopped(long step, @Nullable Path path) {
    tellMemory();
    log.add(new RunEvent.Stopped(step, path));
  }

  private void finish() {
    updates.rest();
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
    var path = writeFinal(metrics);
    tellMemory();
    log.add(new RunEvent.Finished(state.step(), path, metrics));
  }

  private void tellMemory() {
    long bytes = peak > 0 ? peak : setup.peakMemory();
    if (bytes > 0) log.add(new RunEvent.Noted(state.step(), Notice.of(PEAK, bytes >> 20, bytes)));
  }

  private Path writeFinal(Map<String, Double> metrics) {
    var facts = new LinkedHashMap<>(setup.environment());
    peak = setup.peakMemory(); // of learning, without the model that is opened again
    facts.put(PEAK + "_bytes", peak);
    var card = new ModelCard(recipe, facts, state.step(), metrics);
    return checkpoints.writeModel(
        "final",
        into -> {
          setup.saveModel(into);
          card.write(into);
        },
        this::reopen);
  }

  /// Holds what was written against the model in memory before it is called the run's model.
  private void reopen(Path written, Path named) {
    trouble.written(written);
    var again = Reopened.compare(setup.model(), written, named);
    log.add(new RunEvent.Noted(state.step(), Reopening.notice(again)));
  }
}
