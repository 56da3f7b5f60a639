package org.vitrine.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitrine model convert SRC --out DIR`
@Command(name = "convert")
public final class ModelConvertCommand extends Act {
  @Parameters(paramLabel = "SRC", descriptionKey = "convert.src")
  private String source = "";

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out = Path.of("");

  @Option(names = "--dtype", paramLabel = "f32|f16|bf16")
  private @Nullable Type dtype;

  /// Number formats of a converted file.
  enum Type {
    f32,
    f16,
    bf16
  }

  @Override
  protected int run(Workbench bench) throws Exception {
    var type = dtype == null ? null : dtype.name();
    var written =
        ask(bench, new Request.Convert(Folders.model(bench, source), Folders.whole(out), type));
    if (json()) object(written);
    else written.files().forEach(this::result);
    for (var note : written.notes()) say(note.sentence(everywhere().locale()));
    return Faults.DONE;
  }
}
