package org.vitrine.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.ProgressLine;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vitrine tokenizer train --files F... --vocab-size N --out DIR`
@Command(name = "train")
public final class TokenizerTrainCommand extends Act {
  @Option(names = "--files", required = true, arity = "1..*", paramLabel = "F")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--vocab-size", required = true, paramLabel = "N")
  private int vocabSize;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out = Path.of("");

  @Option(names = "--kind", paramLabel = "bpe|wordpiece")
  private Kind kind = Kind.bpe;

  @Option(names = "--text-column", paramLabel = "COLUMN")
  private @Nullable String column;

  @Option(names = "--lowercase")
  private boolean lowercase;

  @Option(names = "--min-frequency", paramLabel = "N")
  private int minFrequency = 2;

  @Option(names = "--special-tokens", arity = "1..*", split = ",", paramLabel = "TOKEN")
  private @Nullable List<String> specialTokens;

  /// Kinds of vocabularies.
  enum Kind {
    bpe,
    wordpiece
  }

  @Override
  protected void check() {
    if (vocabSize < 1) throw wrong("usage.value", vocabSize, "--vocab-size");
    if (minFrequency < 0) throw wrong("usage.value", minFrequency, "--min-frequency");
  }

  @Override
  protected int run(Workbench bench) throws Exception {
    var question =
        new Request.TrainTokenizer(
            files.stream().map(Folders::whole).toList(),
            column,
            Folders.whole(out),
            kind.name(),
            vocabSize,
            minFrequency,
            lowercase,
            specialTokens);
    Request.NewTokenizer made;
    try (var line = new ProgressLine(everywhere())) {
      made = askUntilStopped(bench, question, line);
    }
    if (json()) {
      object(made);
      return Faults.DONE;
    }
    made.files().forEach(this::result);
    say(
        text(
            "tokenizer.made",
            made.vocabulary(),
            made.words(),
            made.distinctWords(),
            Figures.time(made.seconds())));
    if (made.vocabulary() < vocabSize) say(text("tokenizer.fewer", vocabSize, minFrequency));
    return Faults.DONE;
  }
}
