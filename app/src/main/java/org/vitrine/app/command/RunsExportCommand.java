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
import org.vitrine.core.train.RunEvent.Noted;
import org.vitrine.core.train.RunEvent.Notice;
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
  protected int run(Workbench bench) throws Exception {
    var run = bench.history().run(Runs.find(bench, words).id());
    bench.history().export(run.head().id(), out);
    List<Notice> notes = withoutModel ? List.of() : copyModel(bench, run);
    try (var all = Files.walk(out)) {
      var files = all.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
      if (json()) object(new Request.Written(files, notes));
      else files.forEach(this::result);
    }
    return Faults.DONE;
  }

  /// @return what came of opening the copy again
  private List<Notice> copyModel(Workbench bench, Run run) throws Exception {
    var last = run.checkpoints().stream().filter(c -> c.kind().equals("final")).toList();
    if (last.isEmpty()) {
      say(text("runs.no_model", run.head().name()));
      return List.of();
    }
    var from = Path.of(last.getLast().path());
    var to = out.resolve("model");
    Disk.appear(to, into -> copy(from, into));
    var compared = ask(bench, new Request.Compare(from.toString(), Folders.whole(to)));
    say(compared.notice().sentence(everywhere().locale()));
    var log = bench.history().log(run.head().id());
    log.add(new Noted(run.head().step(), Notice.of("session.exported", Folders.whole(to))));
    log.add(new Noted(run.head().step(), compared.notice()));
    log.flush();
    return List.of(compared.notice());
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
