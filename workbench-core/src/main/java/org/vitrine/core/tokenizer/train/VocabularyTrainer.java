package org.vitrine.core.tokenizer.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// Byte-pair encoding [Sennrich et al. 2016, arXiv:1508.07909]: the two pieces that stand together most often become one,
/// again and again. WordPiece is trained the same way over words whose rest is marked `##`, as Hugging Face's trainer does.
///
/// Ids: special tokens as given, then single characters by their codes, then merges as they are made. Counts of pairs are
/// kept up to date merge by merge: a merge touches only the words that hold its pair.
final class VocabularyTrainer {
  private static final String REST = "##";

  private final Plan plan;
  private final Pieces pieces = new Pieces();
  private final List<Word> words = new ArrayList<>();
  private final PairQueue pairs = new PairQueue();

  VocabularyTrainer(Plan plan) {
    this.plan = plan;
  }

  /// @throws Problem `tokenizer.no_words`, or `tokenizer.alphabet` if the single characters alone are too many
  Pieces train(WordCounts counts, Progress progress) {
    if (counts.distinct() == 0) throw new Problem("tokenizer.no_words");
    plan.specialTokens().forEach(pieces::add);
    alphabet(counts).forEach(pieces::add);
    if (pieces.size() > plan.vocabSize())
      throw new Problem("tokenizer.alphabet", plan.vocabSize(), pieces.size());
    counts.sorted().forEach((word, count) -> words.add(new Word(cut(word), count[0])));
    count();
    merge(progress);
    return pieces;
  }

  private List<String> alphabet(WordCounts counts) {
    var first = new TreeSet<Integer>();
    var rest = new TreeSet<Integer>();
    boolean bytes = plan.kind() == Plan.Kind.BPE;
    if (bytes) ByteLevelWords.alphabet().forEach(each -> first.add(each.codePointAt(0)));
    for (var word : counts.sorted().keySet()) {
      var characters = word.codePoints().toArray();
      for (int i = 0; i < characters.length; i++) {
        first.add(characters[i]); // also those that only follow, as in the reference
        if (i > 0 && !bytes) rest.add(characters[i]);
      }
    }
    var all = new ArrayList<String>();
    first.forEach(c -> all.add(Character.toString(c)));
    rest.forEach(c -> all.add(REST + Character.toString(c)));
    return all;
  }

  private int[] cut(String word) {
    var characters = word.codePoints().toArray();
    var ids = new int[characters.length];
    for (int i = 0; i < ids.length; i++) {
      var name = Character.toString(characters[i]);
      ids[i] = pieces.id(i > 0 && plan.kind() == Plan.Kind.WORDPIECE ? REST + name : name);
    }
    return ids;
  }

  private void count() {
    var seen = new HashSet<PairQueue.Pair>();
    for (int number = 0; number < words.size(); number++) {
      var word = words.get(number);
      var ids = word.pieces();
      for (int i = 1; i < ids.length; i++)
        seen.add(pairs.change(ids[i - 1], ids[i], word.count, number));
    }
    seen.forEach(pairs::queue);
  }

  private void merge(Progress progress) {
    var rest = plan.kind() == Plan.Kind.WORDPIECE ? REST : "";
    while (pieces.size() < plan.vocabSize()) {
      progress.at("tokenizer.merging", pieces.size(), plan.vocabSize());
      var pair = pairs.next(plan.minFrequency());
      if (pair == null) return;
      int made = pieces.merge(pair.left, pair.right, rest);
      var commoner = new HashSet<PairQueue.Pair>();
      for (int number : pair.words()) {
        var word = words.get(number);
        word.merge(
            pair.left,
            pair.right,
            made,
            (left, right, by) -> {
              if (left == pair.left && right == pair.right) return; // it is gone with this merge
              var changed = pairs.change(left, right, by * word.count, number);
              if (by > 0) commoner.add(changed);
            });
      }
      commoner.forEach(pairs::queue);
    }
  }
}
