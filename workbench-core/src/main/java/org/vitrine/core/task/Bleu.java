package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// How much of what was written stands in what people wrote: Papineni et al. 2002, in the form of Post 2018,
/// arXiv:1804.08771 (METHODS 3.6, `case:mixed|eff:no|tok:13a|smooth:exp`, or `tok:zh`).
public final class Bleu {
  private static final int ORDER = 4;
  private static final Pattern MARK = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern BEFORE = Pattern.compile("([^0-9])([.,])");
  private static final Pattern AFTER = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH = Pattern.compile("([0-9])(-)");

  /// Ranges of characters that the tokenizer `zh` sets apart, first and last.
  private static final int[][] CHINESE = {
    {0x2600, 0x27bf}, {0x2e80, 0x2eff}, {0x2f00, 0x2fdf}, {0x2ff0, 0x303f}, {0x3100, 0x312f},
    {0x31a0, 0x31bf}, {0x31c0, 0x31ef}, {0x3200, 0x33ff}, {0x3400, 0x4db5}, {0x4e00, 0x9fbb},
    {0xf900, 0xfa2d}, {0xfa30, 0xfa6a}, {0xfa70, 0xfad9}, {0xfe10, 0xfe1f}, {0xfe30, 0xfe4f},
    {0xff00, 0xffef}, {0x20000, 0x2a6d6}, {0x2f800, 0x2fa1d},
  };

  private final boolean chinese;
  private final long[] matches = new long[ORDER], totals = new long[ORDER];
  private long written, wanted;

  /// @param chinese whether each Chinese character is a token
  public Bleu(boolean chinese) {
    this.chinese = chinese;
  }

  /// Whether most of the letters of some texts are Chinese.
  public static boolean isChinese(List<String> texts) {
    long han = 0, all = 0;
    for (var text : texts) {
      all += text.codePoints().filter(Character::isLetter).count();
      han += text.codePoints().filter(Character::isIdeographic).count();
    }
    return 2 * han > all;
  }

  /// Adds a text and what people wrote.
  public void add(String said, List<String> references) {
    var tokens = tokens(said);
    written += tokens.size();
    int closest = Integer.MAX_VALUE;
    var known = new HashMap<List<String>, Integer>();
    for (var reference : references) {
      var other = tokens(reference);
      int off = Math.abs(other.size() - tokens.size()), best = Math.abs(closest - tokens.size());
      if (off < best || off == best && other.size() < closest) closest = other.size();
      counts(other).forEach((gram, n) -> known.merge(gram, n, Math::max));
    }
    wanted += references.isEmpty() ? 0 : closest;
    counts(tokens)
        .forEach((gram, n) -> {
          matches[gram.size() - 1] += Math.min(n, known.getOrDefault(gram, 0));
          totals[gram.size() - 1] += n;
        });
  }

  private static Map<List<String>, Integer> counts(List<String> tokens) {
    var counts = new HashMap<List<String>, Integer>();
    for (int n = 1; n <= ORDER; n++)
      for (int i = 0; i + n <= tokens.size(); i++)
        counts.merge(List.copyOf(tokens.subList(i, i + n)), 1, Integer::sum);
    return counts;
  }

  /// 0 .. 100. The k-th order without a match counts as 1/2^k matches.
  public double score() {
    if (matches[0] == 0) return 0;
    double logs = 0, smooth = 1;
    for (int n = 0; n < ORDER; n++) {
      if (totals[n] == 0) return 0;
      double hits = matches[n] > 0 ? matches[n] : 1 / (smooth *= 2);
      logs += Math.log(100 * hits / totals[n]);
    }
    double brevity = written < wanted ? Math.exp(1 - (double) wanted / written) : 1;
    return brevity * Math.exp(logs / ORDER);
  }

  /// Words and marks of a text.
  List<String> tokens(String text) {
    var line = chinese ? apart(text.strip()) : text.replace("<skipped>", "").replace('\n', ' ');
    if (!chinese)
      line =
          line.replace("&quot;", "\"")
              .replace("&amp;", "&")
              .replace("&lt;", "<")
              .replace("&gt;", ">");
    line = MARK.matcher(" " + line + " ").replaceAll(" $1 ");
    line = BEFORE.matcher(line).replaceAll("$1 $2 ");
    line = AFTER.matcher(line).replaceAll(" $1 $2");
    line = DASH.matcher(line).replaceAll("$1 $2 ");
    var tokens = new ArrayList<String>();
    for (var each : line.split("[\\s\\u00a0\\u3000]+")) if (!each.isEmpty()) tokens.add(each);
    return tokens;
  }

  private static String apart(String text) {
    var line = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          boolean own = false;
          for (var range : CHINESE) own |= c >= range[0] && c <= range[1];
          if (own) line.append(' ').appendCodePoint(c).append(' ');
          else line.appendCodePoint(c);
        });
    return line.toString();
  }
}
