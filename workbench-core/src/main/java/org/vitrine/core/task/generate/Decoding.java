package org.vitrine.core.task.generate;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a text is gone on with, by the names and defaults of `transformers`; read by [DecodingFile].
///
/// @param sample draw each token as `sampling` says; else take the best
/// @param ends tokens that end a text
/// @param begin the token that stands for an empty prompt, −1 if there is none
/// @param start the token that an encoder-decoder's text begins with, −1 if there is none
/// @param stops strings with which a text ends once it has said one of them
public record Decoding(
    Length length,
    Wording wording,
    boolean sample,
    Sampling sampling,
    Beams beams,
    Set<Long> ends,
    long begin,
    long start,
    List<String> stops) {

  /// How long a text gets.
  ///
  /// @param maxNewTokens null to let `maxLength` decide; one of both
  /// @param maxLength prompt included, null for no such limit
  /// @param minLength no end before so many tokens, prompt included; `minNewTokens` without it
  /// @param decay null for none
  public record Length(
      @Nullable Integer maxNewTokens,
      @Nullable Integer maxLength,
      int minLength,
      int minNewTokens,
      @Nullable Decay decay) {}

  /// Makes the end likelier with every new token after the first `from`: by the size of its score times `factor`^n − 1.
  public record Decay(int from, double factor) {}

  /// What may be said, whether drawn or not.
  ///
  /// @param repetitionPenalty 1 for none
  /// @param noRepeatNgram no run of so many tokens comes twice, 0 to allow all
  /// @param readPenalty above 1 makes tokens of what was read likelier, 1 for none
  /// @param readNgram no run of so many tokens of what was read comes, 0 to allow all
  /// @param banned runs of tokens that must not come
  /// @param first tokens of which one must follow a text of a single token; none for any
  /// @param last tokens of which one must end a text that reaches its limit; none for any
  /// @param suppressed tokens that must not come
  /// @param suppressedFirst tokens that the new text must not begin with
  /// @param renormalized whether a beam's scores are made log-probabilities again once all this was done to them
  public record Wording(
      double repetitionPenalty,
      int noRepeatNgram,
      double readPenalty,
      int readNgram,
      List<Bias> biases,
      List<long[]> banned,
      Set<Long> first,
      Set<Long> last,
      Set<Long> suppressed,
      Set<Long> suppressedFirst,
      boolean renormalized) {}

  /// What is added to the score of the token that completes a run.
  public record Bias(long[] run, double by) {}

  /// What may be drawn.
  ///
  /// @param temperature divides the logits, above 0
  /// @param topK how many of the best, 0 for all
  /// @param topP the least probability that the best hold together, 1 for all
  /// @param minP the least probability, as a share of the best one's; 0 for all
  /// @param typicalP the least probability that the most typical hold together, 1 for all
  /// @param epsilonCutoff the least probability; 0 for all
  /// @param etaCutoff the same, less where much is uncertain; 0 for all
  public record Sampling(
      double temperature,
      int topK,
      double topP,
      double minP,
      double typicalP,
      double epsilonCutoff,
      double etaCutoff) {}

  /// @param count texts that are gone on with side by side, 1 for none
  /// @param lengthPenalty power of the length by which a beam's score is divided
  public record Beams(int count, double lengthPenalty, Early early) {}

  /// When a beam search is over, once as many texts are finished as there are beams.
  public enum Early {
    /// at once
    TRUE,
    /// when the best that goes on is not better than the worst finished
    FALSE,
    /// when it cannot become so at any length
    NEVER
  }
}
