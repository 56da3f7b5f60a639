package org.vitrine.core.tokenizer.train;

import java.nio.file.Path;
import java.util.List;
import org.vitrine.core.base.Progress;

/// From counted words to a folder.
public final class TokenizerTraining {
  private TokenizerTraining() {}

  /// @param vocabulary pieces; fewer than asked for where no pair is common enough
  public record Made(List<Path> files, int vocabulary, int merges) {}

  /// @throws org.vitrine.core.base.Problem `tokenizer.out` if the folder holds something already
  public static void check(Path out) {
    Folder.refuseIfUsed(out);
  }

  /// @throws org.vitrine.core.base.Problem `tokenizer.no_words`, `tokenizer.alphabet`, `tokenizer.out`
  public static Made write(Plan plan, WordCounts counts, Path out, Progress progress) {
    var pieces = new VocabularyTrainer(plan).train(counts, progress);
    var files = new Folder(plan, pieces).write(out);
    return new Made(files, pieces.size(), pieces.merges().size());
  }
}
