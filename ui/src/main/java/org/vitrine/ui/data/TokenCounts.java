package org.vitrine.ui.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.ui.kit.Latest;

/// How many tokens the rows in sight are, counted a page at a time when one of its rows is looked at.
final class TokenCounts {
  private static final int KEPT = 200;

  private final Workbench workbench;
  private final Latest latest;
  private final Map<Long, List<Integer>> pages = new HashMap<>();
  private final Set<Long> asked = new HashSet<>();
  private final ReadOnlyIntegerWrapper came = new ReadOnlyIntegerWrapper();
  private @Nullable Source source;
  private @Nullable String model;

  TokenCounts(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
  }

  /// Forgets all counts that are not of these.
  void of(@Nullable Source source, @Nullable String model) {
    var now = source == null ? null : Steps.whole(source);
    if (java.util.Objects.equals(now, this.source) && java.util.Objects.equals(model, this.model))
      return;
    asked.forEach(page -> latest.cancel(name(page)));
    asked.clear();
    pages.clear();
    this.source = now;
    this.model = model;
    came.set(came.get() + 1);
  }

  /// @return −1 while nobody knows
  int at(long row) {
    long page = row / LazyRows.PAGE;
    var known = pages.get(page);
    int place = (int) (row % LazyRows.PAGE);
    if (known != null) return place < known.size() ? known.get(place) : -1;
    var from = source;
    var reader = model;
    if (from == null || reader == null || !asked.add(page)) return -1;
    latest.ask(
        name(page),
        () ->
            workbench.ask(
                new Request.CountTokens(reader, from, page * LazyRows.PAGE, LazyRows.PAGE)),
        found -> {
          asked.remove(page);
          if (pages.size() >= KEPT) pages.clear();
          pages.put(page, found.tokens());
          came.set(came.get() + 1);
        },
        _ -> {}); // a model without a tokenizer counts nothing
    var now = pages.get(page);
    return now != null && place < now.size() ? now.get(place) : -1;
  }

  private static String name(long page) {
    return "data.counts." + page;
  }

  /// Changes when counts came or went.
  ReadOnlyIntegerProperty came() {
    return came.getReadOnlyProperty();
  }
}
