package org.vitrine.core.session;

import java.util.Arrays;
import java.util.List;
import org.vitrine.core.task.generate.Generation.Stopped;
import org.vitrine.core.tokenizer.Tokenizer;

/// Strings that end a text once its last token has completed one of them.
record StopStrings(Tokenizer tokenizer, List<String> strings) implements Stopped {
  @Override
  public boolean test(long[] text, int prompt) {
    // no string of n characters is spread over more than n tokens, but for those that write nothing
    int reach = strings.stream().mapToInt(String::length).max().orElse(0) + 8;
    int from = Math.max(prompt, text.length - reach);
    var now = tokenizer.decode(Arrays.copyOfRange(text, from, text.length), false);
    var before = tokenizer.decode(Arrays.copyOfRange(text, from, text.length - 1), false);
    return strings.stream().anyMatch(stop -> count(now, stop) > count(before, stop));
  }

  private static int count(String text, String part) {
    int n = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) n++;
    return n;
  }
}
