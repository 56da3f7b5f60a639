package org.vitrine.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitrine evaluate DIR --data FILE`
@Command(name = "evaluate")
public final class EvaluateCommand extends TableAct {
  @Parameters(paramLabel = "DIR", descriptionKey = "model.dir")
  private String model = "";

  @Option(names = "--data", required = true, paramLabel = "FILE")
  private Path data = Path.of("");

  @Option(names = "--task", paramLabel = "TASK")
  private @Nullable String task;

  @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32")
  private int batchSize;

  @Option(names = "--max-length", paramLabel = "N", defaultValue = "0")
  private int maxLength;

  @Override
  protected void check() {
    if (task != null) Tasks.check(task, this::wrong);
    if (batchSize < 1) throw wrong("usage.value", batchSize, "--batch-size");
    if (maxLength < 0) throw wrong("usage.value", maxLength, "--max-length");
  }

  @Override
  protected int run(Workbench bench) throws Exception {
    var source = opened(bench, data, task == null || Tasks.labelled(task));
    var report =
        ask(
            bench,
            new Request.Evaluate(Folders.model(bench, model), task, source, batchSize, maxLength));
    if (json()) {
      object(report);
      return Faults.DONE;
    }
    var grid = new Grid();
    report.metrics().forEach((name, value) -> grid.row(name, Figures.number(value)));
    grid.lines().forEach(this::result);
    say(text("evaluate.done", report.examples(), Figures.time(report.seconds())));
    if (report.skipped() > 0) say(text("evaluate.skipped", report.skipped()));
    return Faults.DONE;
  }
}
