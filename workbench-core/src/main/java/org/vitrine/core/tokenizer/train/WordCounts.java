package org.vitrine.core.tokenizer.train;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// How often each word occurs. This is all that training keeps of a text, so files may be larger than memory.
public final class WordCounts {
  private final Words words;
  private final Map<String, long[]> counts = new HashMap<>();
  private long total;

  public WordCounts(Plan plan) {
    words =
        plan.kind() == Plan.Kind.BPE
            ? new ByteLevelWords(plan.lowercase())
            : new BertWords(plan.lowercase());
  }

  /// A tokenizer's normalisation and its cut into words.
  interface Words {
    void each(String text, java.util.function.Consumer<String> word);
  }

  public void add(String text) {
    words.each(
        text,
        word -> {
          counts.computeIfAbsent(word, _ -> new long[1])[0]++;
          total++;
        });
  }

  /// Words read, each as often as it occurred.
  public long total() {
    return total;
  }

  public int distinct() {
    return counts.size();
  }

  /// In the order of the words, so that nothing depends on how they were stored.
  Map<String, long[]> sorted() {
    return new TreeMap<>(counts);
  }
}
