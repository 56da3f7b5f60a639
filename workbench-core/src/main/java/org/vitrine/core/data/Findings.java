package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.data.Profile.Finding;
import org.vitrine.core.data.Profile.Severity;

/// Gathers rows by what is the matter with them, and judges.
final class Findings {
  private static final int KEPT = 100;
  private static final List<String> ORDER =
      List.of("leak", "new-class", "conflict", "empty", "unlabelled", "duplicate", "long");

  private final Map<String, List<Long>> rows = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  void add(String kind, long row) {
    counts.merge(kind, 1L, Long::sum);
    var some = rows.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (some.size() < KEPT) some.add(row);
  }

  /// Worst first.
  ///
  /// @param whole false while rows are still to come: what is good can be said at the end only
  List<Finding> list(
      Table table,
      List<Profile.ClassCount> classes,
      @Nullable Double majority,
      long measured,
      int limit,
      boolean whole) {
    var all = new ArrayList<Finding>();
    long known = classes.stream().filter(c -> c.train() > 0).count();
    if (whole && known == 1)
      all.add(
          finding(
              "one-class",
              Severity.BAD,
              1,
              Note.of("data.found-one-class", classes.getFirst().label())));
    for (var kind : ORDER) {
      long count = counts.getOrDefault(kind, 0L);
      if (count == 0) continue;
      var severity =
          switch (kind) {
            case "leak", "new-class" -> Severity.BAD;
            case "long" -> count > 0.05 * measured ? Severity.WARN : Severity.GOOD;
            default -> Severity.WARN;
          };
      double share = measured == 0 ? 0 : (double) count / measured;
      var why =
          kind.equals("long")
              ? Note.of("data.found-long", count, share, limit)
              : Note.of("data.found-" + kind, count, share);
      all.add(
          new Finding(kind, severity, count, why, List.copyOf(rows.getOrDefault(kind, List.of()))));
    }
    long bad = table.bad().count();
    if (bad > 0) all.add(finding("bad", Severity.WARN, bad, Note.of("data.found-bad", bad)));
    if (whole && majority != null && known > 1) {
      var severity = majority > 0.8 ? Severity.WARN : Severity.GOOD;
      var largest =
          classes.stream().max((a, b) -> Long.compare(a.train(), b.train())).orElseThrow();
      all.add(
          finding(
              "balance",
              severity,
              largest.train(),
              Note.of("data.found-balance", known, largest.label(), majority)));
    }
    all.add(
        finding("encoding", Severity.GOOD, 0, Note.of("data.found-encoding", table.encoding())));
    all.sort((a, b) -> b.severity().compareTo(a.severity()));
    return List.copyOf(all);
  }

  private static Finding finding(String kind, Severity severity, long count, Note why) {
    return new Finding(kind, severity, count, why, List.of());
  }
}
