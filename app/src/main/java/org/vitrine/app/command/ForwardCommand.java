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

/// `vitrine forward DIR --inputs in.safetensors --out out.safetensors`, or `--each CASES --out DIR`
@Command(name = "forward")
public final class ForwardCommand extends Act {
  @Parameters(paramLabel = "DIR", arity = "0..1", descriptionKey = "model.dir")
  private @Nullable String model;

  @Option(names = "--inputs", paramLabel = "FILE")
  private @Nullable Path inputs;

  @Option(names = "--each", paramLabel = "CASES")
  private @Nullable Path each;

  @Option(names = "--out", required = true, paramLabel = "FILE|DIR")
  private Path out = Path.of("");

  @Option(names = "--attentions")
  private boolean attentions;

  @Option(names = "--hidden-states")
  private boolean hiddenStates;

  @Option(names = "--gradients")
  private boolean gradients;

  @Option(
      names = "--adamw",
      paramLabel = "N",
      defaultValue = "0",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private int adamw;

  @Override
  protected void check() {
    if (each == null ? model == null || inputs == null : model != null || inputs != null)
      throw wrong("forward.wrong");
    if (adamw < 0) throw wrong("usage.value", adamw, "--adamw");
  }

  @Override
  protected int run(Workbench bench) throws Exception {
    var done =
        ask(
            bench,
            new Request.Forward(
                each == null ? null : Folders.whole(each),
                model == null ? null : Folders.model(bench, model),
                inputs == null ? null : Folders.whole(inputs),
                Folders.whole(out),
                attentions,
                hiddenStates,
                gradients,
                adamw));
    if (json()) object(done);
    else done.files().forEach(this::result);
    done.failed().forEach((name, sentence) -> say(name + ": " + sentence));
    return done.failed().isEmpty() ? Faults.DONE : Faults.FAILED;
  }
}
