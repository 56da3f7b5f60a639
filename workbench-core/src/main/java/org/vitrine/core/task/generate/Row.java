package org.vitrine.core.task.generate;

import java.util.SplittableRandom;
import org.vitrine.core.task.generate.Generation.Ending;

/// One of several texts that grow side by side.
final class Row {
  final int prompt;
  final Rules rules;
  final int limit;
  final SplittableRandom random;
  final Ending last;
  long[] text;

  /// @param last why it ends where it reaches its limit
  Row(long[] prompt, Rules rules, int limit, SplittableRandom random, Ending last) {
    this.prompt = prompt.length;
    this.rules = rules;
    this.limit = limit;
    this.random = random;
    this.last = last;
    text = prompt;
  }
}
