package org.vitrine.core.task.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.vitrine.core.base.Progress;
import org.vitrine.core.task.generate.Decoding.Early;
import org.vitrine.core.task.generate.Generation.Ending;
import org.vitrine.core.task.generate.Generation.Result;

/// Several continuations side by side, of which the best is kept (METHODS 7.2): scores are sums of log-probabilities, by a
/// power of the length once a text is finished.
final class BeamSearch {
  private final NextTokens next;
  private final Decoding how;
  private final int limit;
  private int prompt;

  /// @param limit most tokens, prompt included
  BeamSearch(NextTokens next, Decoding how, int limit) {
    this.next = next;
    this.how = how;
    this.limit = limit;
  }

  private record Beam(long[] text, double sum, int parent) {}

  /// A beam and what may come next; ties go to the lower beam, then to the lower id.
  private record Step(int beam, int token, double sum) {
    static final Comparator<Step> BEST_FIRST =
        Comparator.comparingDouble((Step s) -> -s.sum)
            .thenComparingInt(Step::beam)
            .thenComparingInt(Step::token);
  }

  /// @param read what the model was given; @param start what the text begins with
  /// @param atLimit why a text ends that reaches the limit
  Result run(long[] read, long[] start, Ending atLimit, Progress progress) {
    prompt = start.length;
    var rules = Rules.of(how, read, prompt, limit);
    var running = List.of(new Beam(start, 0, 0));
    var finished = new ArrayList<Result>();
    for (int length = prompt + 1; !running.isEmpty(); length++) {
      progress.at("generating", length - 1L - prompt, limit - (long) prompt);
      var steps = best(running, rules);
      boolean last = length >= limit;
      var going = new ArrayList<Beam>();
      for (int rank = 0; rank < steps.size(); rank++) {
        var step = steps.get(rank);
        boolean ends = how.ends().contains((long) step.token);
        var text = Generation.grown(running.get(step.beam).text, step.token);
        if (ends || last) {
          var ending = ends ? Ending.END_TOKEN : atLimit;
          if (rank < how.beams().count())
            finished.add(new Result(text, prompt, ending, score(step.sum, length)));
        } else if (going.size() < how.beams().count()) {
          going.add(new Beam(text, step.sum, step.beam));
        }
      }
      if (going.isEmpty() && finished.isEmpty()) { // the rules left nothing to say
        var best = running.getFirst();
        finished.add(new Result(best.text, prompt, atLimit, score(best.sum, best.text.length)));
      }
      keepBest(finished);
      running = last || isOver(finished, going, steps, length) ? List.of() : going;
    }
    return finished.getFirst();
  }

  /// The best continuations of all beams, twice as many as there are beams, and more where several tokens end a text.
  private List<Step> best(List<Beam> running, Rules rules) {
    var parents = running.stream().mapToInt(Beam::parent).toArray();
    var logits = next.after(running.stream().map(Beam::text).toList(), parents);
    int most = Math.max(2, 1 + how.ends().size()) * how.beams().count();
    var kept = new PriorityQueue<>(Step.BEST_FIRST.reversed()); // the worst on top
    for (int beam = 0; beam < logits.length; beam++) {
      var scores = logits[beam];
      Scores.toLogProbabilities(scores);
      rules.apply(scores, running.get(beam).text);
      for (int id = 0; id < scores.length; id++) {
        if (scores[id] == Double.NEGATIVE_INFINITY) continue;
        double sum = running.get(beam).sum + scores[id];
        if (kept.size() == most && sum < kept.element().sum) continue;
        kept.add(new Step(beam, id, sum));
        if (kept.size() > most) kept.remove();
      }
    }
    return kept.stream().sorted(Step.BEST_FIRST).toList();
  }

  private double score(double sum, int length) {
    return sum / Math.pow(Math.max(1, length - prompt), how.beams().lengthPenalty());
  }

  private void keepBest(List<Result> finished) {
    finished.sort(
        Comparator.comparingDouble(each -> -each.score())); // stable: the earlier stays first
    while (finished.size() > how.beams().count()) finished.removeLast();
  }

  /// The best sum of the step stands for what may still come, also where it belongs to a text that has just ended: so the
  /// reference of the golden folders goes on a little longer than a look at the running beams alone would.
  private boolean isOver(List<Result> finished, List<Beam> going, List<Step> steps, int length) {
    if (going.isEmpty()) return true;
    if (finished.size() < how.beams().count()) return false;
    if (how.beams().early() == Early.TRUE) return true;
    boolean longest = how.beams().early() == Early.NEVER && how.beams().lengthPenalty() > 0;
    double best = score(steps.getFirst().sum, longest ? limit : length);
    return best <= finished.getLast().score();
  }
}
