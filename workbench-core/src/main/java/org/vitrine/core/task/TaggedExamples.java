package org.vitrine.core.task;

import java.util.Arrays;
import java.util.List;
import org.vitrine.core.data.Labels;
import org.vitrine.core.data.Tags;
import org.vitrine.core.tokenizer.Encoding;
import org.vitrine.core.tokenizer.Tokenizer;

/// Sentences of a table with a tag a word, tokenized when asked for: the label stands at a word's first piece.
///
/// @param rows places in the table
record TaggedExamples(
    OpenedTable table, int[] rows, Labels tags, Tokenizer tokenizer, int maxLength)
    implements Examples {

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Example get(int index) {
    var row = table.table().row(rows[index]);
    var words = Tags.parts(table.text(row));
    var labels = Tags.parts(table.label(row)).stream().mapToLong(tags::index).toArray();
    var near = of(Sentence.of(words), labels);
    if (labelled(near) == words.size()) return near;
    // A piece may span two words that nothing parts.
    var apart = of(Sentence.of(words, true), labels);
    return labelled(apart) > labelled(near) ? apart : near;
  }

  private TextExample of(Sentence sentence, long[] labels) {
    var encoding = tokenizer.encode(sentence.text(), null, maxLength);
    return TextExample.ofWords(encoding, onPieces(encoding, sentence, labels));
  }

  /// @return [T] the word's label at its first piece, −100 elsewhere
  static long[] onPieces(Encoding encoding, Sentence sentence, long[] labels) {
    var pieces = new long[encoding.length()];
    Arrays.fill(pieces, Padded.IGNORED);
    int word = 0, done = -1;
    for (int i = 0; i < pieces.length; i++) {
      int start = encoding.starts()[i], end = encoding.ends()[i];
      if (encoding.sequence()[i] != 0 || start < 0 || end <= start) continue;
      // byte-level pieces begin with the blank before their word
      while (start < end && sentence.text().charAt(start) == ' ') start++;
      while (word < labels.length && sentence.ends()[word] <= start) word++;
      if (word == labels.length) break;
      if (start < end && start >= sentence.starts()[word] && done < word) {
        pieces[i] = labels[word] < 0 ? Padded.IGNORED : labels[word];
        done = word;
      }
    }
    return pieces;
  }

  private static long labelled(TextExample example) {
    return Arrays.stream(example.target()).filter(l -> l != Padded.IGNORED).count();
  }

  /// Whether a row can be learnt from: words, as many tags, all of them known.
  static boolean usable(List<String> words, List<String> tags, Labels labels) {
    return !words.isEmpty()
        && words.size() == tags.size()
        && tags.stream().allMatch(t -> labels.index(t) >= 0);
  }
}
