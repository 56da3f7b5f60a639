package org.vitrine.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.core.base.Disk;
import org.vitrine.core.history.Run;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitrine runs export RUN --out DIR`: what the history knows, and the final model as a Hugging Face folder beside it.
@Command(name = "export")
public final class RunsExportCommand extends Act {
  @Parameters(paramLabel = "RUN", descriptionKey = "run.name")
  private String words = "";

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out = Path.of("");

  @Option(names = "--without-model")
  private boolean withoutModel;

  @Override
  protected int run(Workbench bench) throws IOException {
    var run = bench.history().run(Runs.find(bench, words).id());
    bench.history().export(run.head().id(), out);
    if (!withoutModel) copyModel(run);
    try (var all = Files.walk(out)) {
      var files = all.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
      if (json()) object(new Request.Written(files));
      else files.forEach(this::result);
    }
    return Faults.DONE;
  }

  private void copyModel(Run run) {
    var last = run.checkpoints().stream().filter(c -> c.kind().equals("final")).toList();
    if (last.isEmpty()) {
      say(text("runs.no_model", run.head().name()));
      return;
    }
    var from = Path.of(last.getLast().path());
    Disk.appear(out.resolve("model"), into -> copy(from, into));
  }

  private static void copy(Path from, Path into) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (var each : all) {
      var to = into.resolve(from.relativize(each).toString());
      if (Files.isDirectory(each)) Files.createDirectories(to);
      else Files.copy(each, to);
    }
  }
}
