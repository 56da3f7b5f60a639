package org.vitrine.core.task.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.base.Streams;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Head;

/// Goes on with a prompt, token by token; an encoder-decoder reads it and writes a text of its own.
public final class Generation {
  private final Model model;
  private final Decoding how;
  private final boolean caching;
  private final boolean reads;
  private Stopped stopped = (_, _) -> false;

  public Generation(Model model, Decoding how) {
    this(model, how, true);
  }

  /// Whether a text has come to its end by what it says.
  @FunctionalInterface
  public interface Stopped {
    /// @param text token ids, the last of which was just added; @param prompt how many of them were there before
    boolean test(long[] text, int prompt);
  }

  /// Asks after every token that comes one by one.
  public Generation stoppingWhere(Stopped stopped) {
    this.stopped = stopped;
    return this;
  }

  /// @param caching false to read the whole text anew at every step, for comparing
  public Generation(Model model, Decoding how, boolean caching) {
    reads = model.head() == Head.SEQUENCE_TO_SEQUENCE;
    if (!reads && model.head() != Head.CAUSAL_LM)
      throw new Problem("task.no_words", model.head().name());
    this.model = model;
    this.how = how;
    this.caching = caching;
  }

  /// Why a text ended.
  public enum Ending {
    /// the model said so
    END_TOKEN,
    /// it is as long as was asked for
    LENGTH,
    /// the model reads no more positions
    POSITIONS
  }

  /// @param sequence prompt and continuation, end token included; of an encoder-decoder its own text with the start token
  /// @param prompt how many of them were there before
  /// @param score of a beam: sum of log-probabilities by the power of the number of new tokens; 0 without beams
  public record Result(long[] sequence, int prompt, Ending ending, double score) {}

  /// @param prompt token ids; the beginning-of-text token stands for an empty one
  /// @param seed of the draws (stream 4, sequence 0)
  /// @param token told each new token where they come one by one, that is without beams
  /// @throws Problem `task.no_prompt`, `task.prompt_long`, `task.prompt_length`, `model.vocabulary`
  public Result run(long[] prompt, long seed, Progress progress, LongConsumer token) {
    return run(prompt, seed, 0, progress, token);
  }

  private Result run(long[] prompt, long seed, int place, Progress progress, LongConsumer token) {
    var start = reads ? started() : started(prompt);
    if (reads) check(prompt);
    int limit = limit(start.length);
    try (var next = new NextTokens(model, reads ? prompt : null, caching)) {
      if (how.beams().count() > 1)
        return new BeamSearch(next, how, limit)
            .run(reads ? prompt : start, start, ending(limit, start.length), progress);
      return oneByOne(
          next,
          Rules.of(how, reads ? prompt : start, start.length, limit),
          start,
          limit,
          Streams.GENERATION.at(seed, place),
          progress,
          token);
    }
  }

  /// Several prompts. A decoder goes on with them side by side where tokens come one by one; other texts come one after
  /// the other. Each is what it would be alone, but for rounding.
  ///
  /// @return in the order of the prompts
  public List<Result> runAll(List<long[]> prompts, long seed, Progress progress) {
    boolean beside =
        prompts.size() > 1 && !reads && how.beams().count() == 1 && model.reads("position_ids");
    if (beside) return together(prompts, seed, progress);
    var all = new ArrayList<Result>();
    for (var prompt : prompts) {
      progress.at("generating", all.size(), prompts.size());
      var quiet = prompts.size() == 1 ? progress : Progress.NONE;
      all.add(run(prompt, seed, all.size(), quiet, _ -> {}));
    }
    return all;
  }

  private List<Result> together(List<long[]> prompts, long seed, Progress progress) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < prompts.size(); i++) {
      var start = started(prompts.get(i));
      int limit = limit(start.length);
      rows.add(
          new Row(
              start,
              Rules.of(how, start, start.length, limit),
              limit,
              Streams.GENERATION.at(seed, i),
              ending(limit, start.length)));
    }
    try (var next = new NextTokens(model, caching)) {
      return new Together(how, next, stopped).run(rows, progress);
    }
  }

  private long[] started(long[] prompt) {
    if (prompt.length == 0 && how.begin() < 0) throw new Problem("task.no_prompt");
    var start = prompt.length == 0 ? new long[] {how.begin()} : prompt;
    check(start);
    int positions = model.config().maxPositions();
    if (start.length >= positions) throw new Problem("task.prompt_long", start.length, positions);
    return start;
  }

  /// What a decoder that reads another text begins with.
  private long[] started() {
    if (how.start() < 0) throw new Problem("model.no_start");
    return new long[] {how.start()};
  }

  private void check(long[] text) {
    if (text.length == 0) throw new Problem("task.no_prompt");
    int vocabulary = model.config().vocabSize();
    for (long id : text) {
      if (id < 0 || id >= vocabulary) throw new Problem("model.vocabulary", id, vocabulary);
    }
  }

  /// Most tokens, prompt included.
  private int limit(int prompt) {
    return Math.min(wanted(prompt), model.config().maxPositions());
  }

  private int wanted(int prompt) {
    var fresh = how.length().maxNewTokens();
    if (fresh != null) return (int) Math.min(Integer.MAX_VALUE, (long) prompt + fresh);
    int length = how.length().maxLength() == null ? Integer.MAX_VALUE : how.length().maxLength();
    if (length <= prompt) throw new Problem("task.prompt_length", prompt, length);
    return length;
  }

  private Ending ending(int limit, int prompt) {
    return limit < wanted(prompt) ? Ending.POSITIONS : Ending.LENGTH;
  }

  private Result oneByOne(
      NextTokens next,
      Rules rules,
      long[] start,
      int limit,
      SplittableRandom random,
      Progress progress,
      LongConsumer token) {
    var chooser = Chooser.of(how);
    var text = start;
    while (text.length < limit) {
      progress.at("generating", text.length - start.length, limit - start.length);
      var scores = next.after(List.of(text), text == start ? new int[0] : new int[] {0});
      rules.apply(scores[0], text);
      int chosen = chooser.choose(scores[0], random);
      text = grown(text, chosen);
      token.accept(chosen);
      if (how.ends().contains((long) chosen) || stopped.test(text, start.length))
        return new Result(text, start.length, Ending.END_TOKEN, 0);
    }
    return new Result(text, start.length, ending(limit, start.length), 0);
  }

  static long[] grown(long[] text, long token) {
    var longer = Arrays.copyOf(text, text.length + 1);
    longer[text.length] = token;
    return longer;
  }
}
