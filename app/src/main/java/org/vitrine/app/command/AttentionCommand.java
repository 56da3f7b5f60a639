package org.vitrine.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitrine attention DIR (--text T | --image FILE) --out FILE`
@Command(name = "attention")
public final class AttentionCommand extends Act {
  private static final int ALL = -1;

  @Parameters(paramLabel = "DIR", descriptionKey = "model.dir")
  private String model = "";

  @Option(names = "--text", paramLabel = "T")
  private @Nullable String text;

  @Option(names = "--pair", paramLabel = "P")
  private @Nullable String pair;

  @Option(names = "--target", paramLabel = "T")
  private @Nullable String target;

  @Option(names = "--image", paramLabel = "FILE")
  private @Nullable Path image;

  @Option(names = "--part", paramLabel = "encoder|decoder|cross")
  private @Nullable String part;

  @Option(names = "--out", required = true, paramLabel = "FILE.png|.svg|.csv|.safetensors")
  private Path out = Path.of("");

  @Option(names = "--layer", paramLabel = "L")
  private @Nullable Integer layer;

  @Option(names = "--head", paramLabel = "H")
  private @Nullable Integer head;

  @Option(names = "--method", paramLabel = "raw|rollout")
  private Method method = Method.raw;

  /// Ways to look at attention.
  enum Method {
    raw,
    rollout
  }

  @Override
  protected void check() {
    if ((text == null) == (image == null)) throw wrong("attention.subject");
    if (image != null && (pair != null || target != null)) throw wrong("attention.picture");
    if (layer != null && layer < 0) throw wrong("usage.value", layer, "--layer");
    if (head != null && head < 0) throw wrong("usage.value", head, "--head");
    if (method == Method.rollout && head != null) throw wrong("attention.wrong");
  }

  @Override
  protected int run(Workbench bench) throws Exception {
    var question =
        new Request.ExportAttention(
            Folders.model(bench, model),
            new Subject(text, pair, target, image == null ? null : Folders.whole(image), part),
            Folders.whole(out),
            layer == null ? ALL : layer,
            head == null ? ALL : head,
            method.name(),
            everywhere().locale().getLanguage());
    var written = ask(bench, question);
    if (json()) object(written);
    else written.files().forEach(this::result);
    return Faults.DONE;
  }
}
