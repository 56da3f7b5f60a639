package org.vitrine.core.tokenizer.train;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// The vocabulary that is wanted.
///
/// @param vocabSize pieces in all, special tokens and single characters included
/// @param minFrequency a pair that stands together less often is not merged
/// @param lowercase whether texts are read in small letters (and, for WordPiece, without accents)
/// @param specialTokens in the order of their ids, from 0
public record Plan(
    Kind kind, int vocabSize, long minFrequency, boolean lowercase, List<String> specialTokens) {
  private static final int LARGEST = 4_000_000;

  /// Ways to cut words into pieces.
  public enum Kind {
    /// bytes as characters, GPT-2's way: every text comes back as it was. Radford et al. 2019
    BPE(List.of("<|endoftext|>")),
    /// the beginning of a word and its `##` rest, BERT's way. Wu et al. 2016, arXiv:1609.08144
    WORDPIECE(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));

    private final List<String> usual;

    Kind(List<String> usual) {
      this.usual = usual;
    }
  }

  /// @throws Problem `tokenizer.vocab_size`, `tokenizer.special` (empty or twice), `tokenizer.part` (WordPiece cannot do without)
  public static Plan of(
      Kind kind,
      int vocabSize,
      long minFrequency,
      boolean lowercase,
      @Nullable List<String> specialTokens) {
    var special = specialTokens == null ? kind.usual : List.copyOf(specialTokens);
    if (vocabSize < 1 || vocabSize > LARGEST)
      throw new Problem("tokenizer.vocab_size", vocabSize, LARGEST);
    var seen = new LinkedHashSet<String>();
    for (var each : special) {
      if (each.isBlank() || each.contains("\n") || !seen.add(each))
        throw new Problem("tokenizer.special", each);
    }
    if (kind == Kind.WORDPIECE) {
      for (var needed : List.of("[UNK]", "[CLS]", "[SEP]")) {
        if (!special.contains(needed)) throw new Problem("tokenizer.special_missing", needed);
      }
    }
    return new Plan(kind, vocabSize, Math.max(0, minFrequency), lowercase, special);
  }
}
