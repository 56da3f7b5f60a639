package org.vitrine.app.command;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Failed;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Follow;
import org.vitrine.app.line.Grid;
import org.vitrine.app.line.RunLines;
import org.vitrine.app.line.RunSentences;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.train.Commands;
import org.vitrine.core.train.RunEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vitrine train ...`: starts a run or goes on with one, and follows it to its end. The run is a process of its own; Ctrl-C
/// asks it for a checkpoint and waits for that.
@Command(name = "train")
public final class TrainCommand extends Act {
  @Option(names = "--resume", paramLabel = "RUN")
  private @Nullable String resume;

  @Mixin private final RecipeOptions recipe = new RecipeOptions();

  @Override
  protected void check() {
    if (resume != null ? recipe.given() : !recipe.complete()) throw wrong("train.wrong");
    var share = recipe.validation();
    if (share != null && !(share >= 0 && share < 1))
      throw wrong("usage.value", share, "--validation");
    try {
      recipe.checkSettings();
    } catch (Problem e) {
      throw wrong(e);
    }
    if (recipe.task() != null) Tasks.check(recipe.task(), this::wrong);
  }

  @Override
  protected int run(Workbench bench) throws Exception {
    long cursor = bench.history().cursor();
    var run = "";
    try {
      run = resume == null ? bench.start(recipe.recipe(bench, everywhere())) : goOn(bench, resume);
      return follow(bench, run, cursor);
    } catch (Problem e) {
      if (json()) new RunLines(shell(), everywhere().locale(), run).failed(e);
      throw e;
    }
  }

  private static String goOn(Workbench bench, String words) {
    var run = Runs.find(bench, words).id();
    bench.resume(run);
    return run;
  }

  private int follow(Workbench bench, String run, long cursor) throws Exception {
    var before = bench.history().run(run).head();
    if (!json()) say(text(resume == null ? "train.run" : "train.resume", before.name(), run));
    Consumer<RunEvent> lines =
        json()
            ? new RunLines(shell(), everywhere().locale(), run)
            : new RunSentences(shell(), everywhere(), "");
    var follow = new Follow(bench.history(), run, cursor, before.step(), lines);
    var end = shell().interrupt().during(() -> suspend(bench, run), follow::toTheEnd);
    return ended(bench, end);
  }

  private void suspend(Workbench bench, String run) {
    say("");
    say(text("train.suspending"));
    bench.command(run, Commands.Command.SUSPEND);
  }

  private int ended(Workbench bench, RunHead end) {
    if (end.status() == RunStatus.STOPPED) {
      say(text("train.go_on", end.id()));
      return Faults.STOPPED;
    }
    if (end.status() == RunStatus.FAILED) {
      var problem = Failed.problem(end);
      say(problem.full(everywhere().locale()));
      return Faults.FAILED;
    }
    if (!json()) {
      var grid = new Grid().row(text("train.model"), String.valueOf(end.path()));
      bench
          .history()
          .result(end.id())
          .forEach((name, value) -> grid.row(name, Figures.number(value)));
      grid.lines().forEach(this::result);
    }
    return Faults.DONE;
  }
}
