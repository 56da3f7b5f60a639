package org.vitrine.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.session.protocol.TableProfile.DataFinding;
import org.vitrine.core.train.Recipe.Source;

/// Steps of a recipe that leave rows out; each is named as the finding that it answers. The file stays as it is.
final class Steps {
  private static final Set<String> KINDS =
      Set.of("bad", "empty", "unlabelled", "conflict", "duplicate", "leak");

  private Steps() {}

  /// Whether rows of this finding can be left out.
  static boolean offered(DataFinding finding, TablePage page) {
    if (!KINDS.contains(finding.kind()) || page.format().equals("text")) return false;
    // rows with too many cells are not in the table anyway
    return !finding.kind().equals("bad")
        || page.problems().stream().anyMatch(p -> p.key().equals("data.row-short"));
  }

  static Source with(Source source, String step) {
    if (source.leaveOut().contains(step)) return source;
    var all = new ArrayList<>(source.leaveOut());
    all.add(step);
    return source.withLeaveOut(all);
  }

  static Source without(Source source, String step) {
    return source.withLeaveOut(
        source.leaveOut().stream().filter(s -> !Objects.equals(s, step)).toList());
  }

  /// What is measured on is measured as it is.
  static Source whole(Source source) {
    return source.withLeaveOut(List.of());
  }
}
