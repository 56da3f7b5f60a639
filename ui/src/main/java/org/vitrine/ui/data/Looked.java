package org.vitrine.ui.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.core.session.protocol.TableProfile.DataFinding;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.ui.kit.Latest;

/// What a look at all rows found.
final class Looked {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Workbench workbench;
  private final Latest latest;
  private final ReadOnlyObjectWrapper<@Nullable TableProfile> profile =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private Map<Long, String> marks = Map.of();

  Looked(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
    profile.subscribe(_ -> mark());
  }

  void clear() {
    latest.cancel("data.profile");
    profile.set(null);
    trouble.set(null);
  }

  /// @param pictures whether the rows name pictures; `measure` file that is measured on, null for a part of this one; `model` whose tokens count, null for characters;
  ///     `cut` tokens after which texts are cut, 0 for those that the model reads
  void at(
      Source source, boolean pictures, @Nullable Source measure, @Nullable String model, int cut) {
    trouble.set(null);
    var classes = pictures ? "image-classification" : "text-classification";
    var task = source.label() == null ? "masked-lm" : classes;
    latest.askAfter(
        PAUSE,
        "data.profile",
        () -> workbench.ask(new Request.ProfileTable(source, measure, task, model, cut)),
        profile::set,
        problem -> {
          profile.set(null);
          trouble.set(problem);
        });
  }

  /// Whether the rows that a finding names are rows of the file that is measured on.
  static boolean ofMeasure(DataFinding finding) {
    return finding.kind().equals("leak") || finding.kind().equals("new-class");
  }

  /// Rows of this file that are not as they should be, and what they are.
  private Map<Long, List<String>> kinds() {
    var all = new HashMap<Long, List<String>>();
    var found = profile.get();
    if (found == null) return all;
    for (var finding : found.findings()) {
      if (ofMeasure(finding) || finding.severity().equals("good")) continue;
      for (var row : finding.rows())
        all.computeIfAbsent(row, _ -> new ArrayList<>()).add(finding.kind());
    }
    return all;
  }

  /// All rows with a problem, as far as the findings name them.
  Only.Problems problems() {
    var found = profile.get();
    long count = 0;
    if (found != null)
      for (var f : found.findings())
        if (!ofMeasure(f) && !f.severity().equals("good") && !f.rows().isEmpty())
          count += f.count();
    return new Only.Problems(kinds().keySet().stream().sorted().toList(), count);
  }

  /// The kind of problem of each row that has one: the first that was found.
  Map<Long, String> marks() {
    return marks;
  }

  private void mark() {
    var all = new HashMap<Long, String>();
    kinds().forEach((row, kinds) -> all.put(row, kinds.getFirst()));
    marks = Map.copyOf(all);
  }

  /// The next row (or the one before) that some finding names.
  ///
  /// @return −1 if there is none
  long problemFrom(long row, int step) {
    var all = problems().rows();
    return step > 0
        ? all.stream().filter(r -> r > row).findFirst().orElse(-1L)
        : all.reversed().stream().filter(r -> r < row).findFirst().orElse(-1L);
  }

  /// Share of the largest class, what always guessing it would score; on the evaluation rows where there are some.
  static double majority(TableProfile profile) {
    boolean eval = profile.classes().stream().anyMatch(c -> c.eval() > 0);
    var guess = profile.classes().getFirst();
    long all = profile.classes().stream().mapToLong(c -> eval ? c.eval() : c.train()).sum();
    return all == 0 ? 0 : (eval ? guess.eval() : guess.train()) / (double) all;
  }

  /// A length below which 99 of 100 texts lie.
  static long nearlyAll(TableProfile profile) {
    long all = profile.lengths().stream().mapToLong(Long::longValue).sum(), seen = 0;
    for (int bin = 0; bin < profile.lengths().size(); bin++) {
      seen += profile.lengths().get(bin);
      if (seen >= 0.99 * all) return (long) (bin + 1) * profile.binWidth();
    }
    return (long) profile.lengths().size() * profile.binWidth();
  }

  ReadOnlyObjectProperty<@Nullable TableProfile> profile() {
    return profile.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }
}
