package org.vitrine.core.task.generate;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a text is gone on with, by the names and defaults of `transformers`; read by [DecodingFile].
///
/// @param maxNewTokens null to let `maxLength` decide; one of both
/// @param maxLength prompt included, null for no such limit
/// @param minLength no end before so many tokens, prompt included; `minNewTokens` without it
/// @param sample draw each token; else take the best
/// @param temperature divides the logits, above 0
/// @param topK how many of the best may be drawn, 0 for all
/// @param topP the least probability that the best that may be drawn hold together, 1 for all
/// @param repetitionPenalty 1 for none
/// @param noRepeatNgram no run of so many tokens comes twice, 0 to allow all
/// @param beams texts that are gone on with side by side, 1 for none
/// @param lengthPenalty power of the length by which a beam's score is divided
/// @param ends tokens that end a text
/// @param begin the token that stands for an empty prompt, −1 if there is none
/// @param start the token that an encoder-decoder's text begins with, −1 if there is none
/// @param first tokens of which one must follow a text of a single token; none for any
/// @param last tokens of which one must end a text that reaches its limit; none for any
/// @param banned runs of tokens that must not come
/// @param stops strings with which a text ends once it has said one of them
public record Decoding(
    @Nullable Integer maxNewTokens,
    @Nullable Integer maxLength,
    int minLength,
    int minNewTokens,
    boolean sample,
    double temperature,
    int topK,
    double topP,
    double repetitionPenalty,
    int noRepeatNgram,
    int beams,
    double lengthPenalty,
    Early earlyStopping,
    Set<Long> ends,
    long begin,
    long start,
    Set<Long> first,
    Set<Long> last,
    List<long[]> banned,
    List<String> stops) {

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
