package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tokenizer.Tokenizer;

/// Makes the [Profile] of a table, or of one to learn from and one to measure on. Tables of more than 200,000 rows are
/// looked at in 6,250 places evenly spread.
public final class Profiler {
  static final int MOST = 200_000;
  private static final int AT_ONCE = 256;
  private static final long TELL_EVERY = 500_000_000; // nanoseconds
  private static final int MOST_CLASSES = 10_000;

  private final Table table;
  private final Columns columns;
  private final Sieve sieve;
  private final @Nullable Table eval;
  private final @Nullable Columns evalColumns;
  private final @Nullable Tokenizer tokenizer;
  private final int limit;
  private final Progress progress;
  private final Consumer<Profile> soFar;

  /// Label under which a text was first seen.
  private final Map<Long, String> seen = new HashMap<>();

  private final Map<String, long[]> classes = new LinkedHashMap<>();
  private final Findings findings = new Findings();
  private int[] lengths = new int[1024];
  private int measured;
  private long looked;
  private long lastTold = System.nanoTime();
  private final List<String> texts = new ArrayList<>();
  private final List<String> pairs = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();

  private Profiler(
      Table table,
      Columns columns,
      Sieve sieve,
      @Nullable Table eval,
      @Nullable Columns evalColumns,
      @Nullable Tokenizer tokenizer,
      int limit,
      Progress progress,
      Consumer<Profile> soFar) {
    this.table = table;
    this.columns = columns;
    this.sieve = sieve;
    this.eval = eval;
    this.evalColumns = evalColumns;
    this.tokenizer = tokenizer;
    this.limit = limit;
    this.progress = progress;
    this.soFar = soFar;
  }

  /// @param sieve which rows are learnt from; the others count for nothing
  /// @param eval what is measured on, with its columns; null for none
  /// @param tokenizer whose tokens count; null for characters
  /// @param limit tokens that a model reads, 0 for any number
  /// @param progress throws to stop; @param soFar gets what is known, about twice a second
  public static Profile of(
      Table table,
      Columns columns,
      Sieve sieve,
      @Nullable Table eval,
      @Nullable Columns evalColumns,
      @Nullable Tokenizer tokenizer,
      int limit,
      Progress progress,
      Consumer<Profile> soFar) {
    return new Profiler(table, columns, sieve, eval, evalColumns, tokenizer, limit, progress, soFar)
        .run();
  }

  private Profile run() {
    each(table, number -> train(table.row(number)));
    flush();
    if (eval != null && evalColumns != null) {
      var other = eval;
      var names = evalColumns;
      each(other, number -> evaluation(other, names, other.row(number)));
    }
    return profile(true);
  }

  private void each(Table table, LongConsumer work) {
    long rows = table.rows();
    long parts = rows > MOST ? MOST / Pages.SIZE : 1;
    long size = rows > MOST ? Pages.SIZE : rows;
    for (long part = 0; part < parts; part++) {
      long from = rows * part / parts;
      for (long n = from; n < from + size; n++) {
        if (looked % 128 == 0) progress.at("data.profile", looked, total());
        work.accept(n);
        looked++;
        if (System.nanoTime() - lastTold > TELL_EVERY) {
          soFar.accept(profile(false));
          lastTold = System.nanoTime();
        }
      }
    }
  }

  private long total() {
    return Math.min(MOST, table.rows()) + (eval == null ? 0 : Math.min(MOST, eval.rows()));
  }

  private void train(Row row) {
    if (!sieve.keeps(row.number())) return;
    var text = row.cell(table.column(columns.text())).strip();
    var pair = columns.pair() == null ? "" : row.cell(table.column(columns.pair())).strip();
    var label = columns.label() == null ? "" : row.cell(table.column(columns.label())).strip();
    if (columns.label() != null) {
      if (label.isEmpty()) findings.add("unlabelled", row.number());
      else count(label, 0);
    }
    if (text.isEmpty()) {
      findings.add("empty", row.number());
      return;
    }
    var before = seen.putIfAbsent(key(text, pair), label);
    if (before != null && before.equals(label)) findings.add("duplicate", row.number());
    if (before != null && !before.equals(label) && !label.isEmpty() && !before.isEmpty())
      findings.add("conflict", row.number());
    texts.add(text);
    pairs.add(pair);
    numbers.add(row.number());
    if (texts.size() >= AT_ONCE) flush();
  }

  private void evaluation(Table eval, Columns names, Row row) {
    var text = row.cell(eval.column(names.text())).strip();
    var pair = names.pair() == null ? "" : row.cell(eval.column(names.pair())).strip();
    var label = names.label() == null ? "" : row.cell(eval.column(names.label())).strip();
    if (!label.isEmpty()) {
      var known = classes.get(label);
      if (known == null || known[0] == 0) findings.add("new-class", row.number());
      count(label, 1);
    }
    if (!text.isEmpty() && seen.containsKey(key(text, pair))) findings.add("leak", row.number());
  }

  private void count(String label, int side) {
    var counts =
        classes.size() < MOST_CLASSES
            ? classes.computeIfAbsent(label, _ -> new long[2])
            : classes.get(label);
    if (counts != null) counts[side]++;
  }

  private void flush() {
    if (texts.isEmpty()) return;
    boolean two = columns.pair() != null;
    if (lengths.length < measured + texts.size())
      lengths = Arrays.copyOf(lengths, 2 * (measured + texts.size()));
    var encodings = tokenizer == null ? null : tokenizer.encodeAll(texts, two ? pairs : null, 0);
    for (int i = 0; i < texts.size(); i++) {
      int length =
          encodings != null
              ? encodings.get(i).length()
              : texts.get(i).codePointCount(0, texts.get(i).length())
                  + pairs.get(i).codePointCount(0, pairs.get(i).length());
      lengths[measured++] = length;
      if (limit > 0 && length > limit && tokenizer != null) findings.add("long", numbers.get(i));
    }
    texts.clear();
    pairs.clear();
    numbers.clear();
  }

  private Profile profile(boolean whole) {
    var counts = new ArrayList<Profile.ClassCount>();
    classes.forEach((name, n) -> counts.add(new Profile.ClassCount(name, n[0], n[1])));
    counts.sort((a, b) -> Long.compare(b.train() + b.eval(), a.train() + a.eval()));
    long labelled = counts.stream().mapToLong(Profile.ClassCount::train).sum();
    long largest = counts.stream().mapToLong(Profile.ClassCount::train).max().orElse(0);
    Double majority = labelled == 0 ? null : (double) largest / labelled;
    return new Profile(
        table.rows() - sieve.left(),
        eval == null ? 0 : eval.rows(),
        looked,
        table.rows() > MOST || (eval != null && eval.rows() > MOST),
        List.copyOf(counts),
        majority,
        Lengths.of(lengths, measured, tokenizer == null ? 0 : limit, tokenizer != null),
        findings.list(table, counts, majority, measured, limit, whole),
        table.encoding());
  }

  /// 64 bits of a text or pair: among 200,000 texts two share them with a chance of one in a billion.
  static long key(String text, String pair) {
    long hash = 0xCBF29CE484222325L;
    for (int part = 0; part < 2; part++) {
      var s = part == 0 ? text : pair;
      for (int i = 0; i < s.length(); i++)
        hash = (hash ^ s.charAt(i)) * 0x9E3779B97F4A7C15L ^ (hash >>> 29);
      hash = (hash ^ 0x1FFFF) * 0xBF58476D1CE4E5B9L;
    }
    return hash ^ (hash >>> 32);
  }
}
