package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.Locale;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Columns;
import org.vitrine.core.data.Format;
import org.vitrine.core.data.Table;
import org.vitrine.core.data.TableOptions;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.tokenizer.train.Plan;
import org.vitrine.core.tokenizer.train.TokenizerTraining;
import org.vitrine.core.tokenizer.train.WordCounts;

/// Vocabularies from files of any size: rows pass by one at a time, and only the counts of their words stay.
final class VocabularyDesk {
  private VocabularyDesk() {}

  static Request.NewTokenizer train(Request.TrainTokenizer ask, Progress progress) {
    long began = System.nanoTime();
    var plan =
        Plan.of(
            Plan.Kind.valueOf(ask.kind().toUpperCase(Locale.ROOT)),
            ask.vocabSize(),
            ask.minFrequency(),
            ask.lowercase(),
            ask.specialTokens());
    var out = Path.of(ask.out()).toAbsolutePath().normalize();
    TokenizerTraining.check(out); // before the work, not after it
    var counts = new WordCounts(plan);
    long texts = 0;
    for (var file : ask.files()) texts += read(Path.of(file), ask, counts, progress);
    var made = TokenizerTraining.write(plan, counts, out, progress);
    return new Request.NewTokenizer(
        made.files().stream().map(Path::toString).toList(),
        made.vocabulary(),
        made.merges(),
        texts,
        counts.total(),
        counts.distinct(),
        (System.nanoTime() - began) / 1e9);
  }

  private static long read(
      Path file, Request.TrainTokenizer ask, WordCounts counts, Progress progress) {
    try (var table = Table.open(file, TableOptions.DETECT, progress)) {
      boolean lines = table.format() == Format.TEXT;
      int text = lines ? 0 : table.column(Columns.of(table, ask.column(), null, null).text());
      for (long n = 0; n < table.rows(); n++) {
        // A line of a text ends with its break, which is a piece of the text as well.
        var cell = table.row(n).cell(text);
        counts.add(lines ? cell + "\n" : cell);
        progress.at("tokenizer.reading", n, table.rows());
      }
      return table.rows();
    }
  }
}
