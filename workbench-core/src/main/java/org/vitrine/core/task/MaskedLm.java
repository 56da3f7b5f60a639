package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.base.Streams;
import org.vitrine.core.model.net.Head;

/// Fill in what is hidden: Devlin et al. 2018, masked anew at every look as Liu et al. 2019 do (METHODS 2.8).
///
/// @param probability share of ordinary tokens that is asked for
/// @param wholeWords whether all tokens of a word are asked for together
public record MaskedLm(int vocabulary, long mask, long pad, double probability, boolean wholeWords)
    implements Task {
  public static final String NAME = "masked-lm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Head head() {
    return Head.MASKED_LM;
  }

  @Override
  public Padded batch(List<Example> asked, SplittableRandom random) {
    var examples = TextExample.all(asked);
    var padded = Padded.of(examples, pad);
    var labels = new long[padded.ids().length];
    Arrays.fill(labels, Padded.IGNORED);
    long items = 0;
    for (int row = 0; row < examples.size(); row++) {
      var example = examples.get(row);
      int at = row * padded.width();
      var chosen = wholeWords ? chooseWords(example, random) : null;
      for (int i = 0; i < example.length(); i++) {
        if (example.special()[i]) continue;
        boolean hidden = chosen == null ? random.nextDouble() < probability : chosen[i];
        if (!hidden) continue;
        labels[at + i] = padded.ids()[at + i];
        padded.ids()[at + i] = hide(padded.ids()[at + i], random);
        items++;
      }
    }
    return padded.withTokens(labels, items);
  }

  /// 80 % become the mask, 10 % any token of the vocabulary, 10 % stay.
  private long hide(long id, SplittableRandom random) {
    double u = random.nextDouble();
    if (u < .8) return mask;
    return u < .9 ? Streams.below(random, vocabulary) : id;
  }

  /// Words in random order, each if it still fits, until the share is reached.
  private boolean[] chooseWords(TextExample example, SplittableRandom random) {
    var words = new LinkedHashMap<Integer, List<Integer>>();
    int ordinary = 0;
    for (int i = 0; i < example.length(); i++) {
      if (example.special()[i]) continue;
      ordinary++;
      words.computeIfAbsent(example.words()[i], _ -> new ArrayList<>()).add(i);
    }
    var chosen = new boolean[example.length()];
    if (ordinary == 0) return chosen;
    long budget = Math.max(1, (long) Math.rint(probability * ordinary));
    var list = List.copyOf(words.values());
    for (int place : Streams.permutation(random, list.size())) {
      if (budget == 0) break;
      var word = list.get(place);
      if (word.size() > budget) continue;
      for (int i : word) chosen[i] = true;
      budget -= word.size();
    }
    return chosen;
  }

  @Override
  public Score score(Examples asked) {
    return new TokenScore();
  }
}
