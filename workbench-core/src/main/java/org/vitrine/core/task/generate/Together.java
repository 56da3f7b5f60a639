package org.vitrine.core.task.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Progress;
import org.vitrine.core.task.generate.Generation.Ending;
import org.vitrine.core.task.generate.Generation.Result;
import org.vitrine.core.task.generate.Generation.Stopped;

/// Texts that grow side by side: shorter prompts begin behind tokens that nobody sees, and a text that has ended leaves the
/// batch.
record Together(Decoding how, NextTokens next, Stopped stopped) {
  /// @return in the order of the rows
  List<Result> run(List<Row> rows, Progress progress) {
    var results = new @Nullable Result[rows.size()];
    int longest = rows.stream().mapToInt(row -> row.text.length).max().orElse(0);
    var chooser = Chooser.of(how);
    var active = new ArrayList<Integer>();
    for (int i = 0; i < rows.size(); i++) active.add(i);
    var parents = new int[0];
    for (int grown = 0; !active.isEmpty(); grown++) {
      int most = active.stream().mapToInt(i -> left(rows.get(i))).max().orElse(0);
      progress.at("generating", grown, (long) grown + most);
      var padding = active.stream().mapToInt(i -> longest - rows.get(i).prompt).toArray();
      var texts = new ArrayList<long[]>();
      for (int k = 0; k < padding.length; k++)
        texts.add(padded(rows.get(active.get(k)).text, padding[k]));
      var scores = next.after(texts, parents, padding);
      var going = new ArrayList<Integer>();
      var places = new ArrayList<Integer>();
      for (int k = 0; k < scores.length; k++) {
        int i = active.get(k);
        var ending = grow(rows.get(i), scores[k], chooser);
        if (ending != null) {
          results[i] = new Result(rows.get(i).text, rows.get(i).prompt, ending, 0);
          continue;
        }
        going.add(i);
        places.add(k);
      }
      active = going;
      parents = places.stream().mapToInt(Integer::intValue).toArray();
    }
    return Arrays.stream(results).map(Objects::requireNonNull).toList();
  }

  private static int left(Row row) {
    return row.limit - row.text.length;
  }

  private static long[] padded(long[] text, int before) {
    if (before == 0) return text;
    var longer = new long[before + text.length];
    System.arraycopy(text, 0, longer, before, text.length);
    return longer;
  }

  /// @return why the text has ended, null if it goes on
  private @Nullable Ending grow(Row row, double[] scores, Chooser chooser) {
    row.rules.apply(scores, row.text);
    int chosen = chooser.choose(scores, row.random);
    row.text = Generation.grown(row.text, chosen);
    if (how.ends().contains((long) chosen) || stopped.test(row.text, row.prompt))
      return Ending.END_TOKEN;
    return left(row) <= 0 ? row.last : null;
  }
}
