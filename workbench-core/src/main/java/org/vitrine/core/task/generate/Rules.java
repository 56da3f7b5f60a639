package org.vitrine.core.task.generate;

import java.util.ArrayList;
import java.util.List;

/// The rules of one text (METHODS 7.1), in the order of `transformers`. Where tokens are drawn the cuts of [Draw] follow.
record Rules(List<Rule> all) {
  /// @param read what the model was given: of a decoder the prompt, of an encoder-decoder its source
  /// @param prompt tokens of the text before the first new one
  /// @param limit most tokens, prompt included
  static Rules of(Decoding how, long[] read, int prompt, int limit) {
    var say = how.wording();
    var length = how.length();
    var all = new ArrayList<Rule>();
    if (!say.biases().isEmpty()) all.add(new Penalties.Biased(say.biases()));
    if (say.readPenalty() != 1) all.add(Penalties.read(read, say.readPenalty()));
    if (say.repetitionPenalty() != 1) all.add(Penalties.repeated(say.repetitionPenalty()));
    if (say.noRepeatNgram() > 0) all.add(new Bans.Again(say.noRepeatNgram()));
    if (say.readNgram() > 0) all.add(new Bans.Copied(say.readNgram(), read));
    for (var run : say.banned()) {
      boolean end = run.length == 1 && how.ends().contains(run[0]);
      if (!end) all.add(new Bans.Run(run)); // the reference lets nobody ban the end
    }
    int least = Math.max(length.minLength(), prompt + length.minNewTokens());
    all.add(new Bans.While(how.ends(), size -> size < least));
    if (!say.first().isEmpty()) all.add(new Bans.AllBut(say.first(), 1));
    if (!say.last().isEmpty()) all.add(new Bans.AllBut(say.last(), limit - 1));
    var decay = length.decay();
    if (decay != null)
      all.add(new Penalties.Ending(how.ends(), prompt + decay.from(), decay.factor()));
    all.add(new Bans.While(say.suppressed(), _ -> true));
    // A text of one token that a forced one follows begins after both.
    int begin = prompt > 1 || say.first().isEmpty() ? prompt : prompt + 1;
    all.add(new Bans.While(say.suppressedFirst(), size -> size == begin));
    // Changes nothing for draws, so it may come before their cuts.
    if (say.renormalized()) all.add((scores, _) -> Scores.toLogProbabilities(scores));
    return new Rules(all);
  }

  /// Changes `scores` [V] in place.
  ///
  /// @param text prompt and what was generated so far
  void apply(double[] scores, long[] text) {
    for (var rule : all) rule.apply(scores, text);
  }
}
