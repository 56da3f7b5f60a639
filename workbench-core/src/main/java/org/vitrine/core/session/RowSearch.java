package org.vitrine.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Columns;
import org.vitrine.core.data.Table;
import org.vitrine.core.session.protocol.RowNumbers;

/// Finds rows by words: a row must hold each of them, in any column and any case. `label:word` looks into one column,
/// `label=word` wants the whole cell, `"two words"` are one; `text`, `pair` and `label` name the columns of these roles.
final class RowSearch {
  /// `column:"a word"`, `column=word`, `"two words"`, `word`.
  private static final Pattern TERM =
      Pattern.compile("(?:([^\\s:=\"]+)([:=]))?(?:\"([^\"]*)\"?|([^\\s\"]+))");

  private final List<Predicate<List<String>>> terms = new ArrayList<>();

  RowSearch(Table table, Columns columns, String query) {
    var term = TERM.matcher(query);
    while (term.find()) {
      var word = term.group(3) != null ? term.group(3) : term.group(4);
      var name = term.group(1);
      int column = name == null ? -1 : place(table, columns, name);
      if (name != null && column < 0) terms.add(holds(-1, name + term.group(2) + word));
      else if (name != null && term.group(2).equals("="))
        terms.add(cells -> cell(cells, column).strip().equalsIgnoreCase(word.strip()));
      else terms.add(holds(column, word));
    }
  }

  private static int place(Table table, Columns columns, String name) {
    var real =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "text" -> columns.text();
          case "pair" -> columns.pair();
          case "label" -> columns.label();
          default -> name;
        };
    int exact = table.columns().indexOf(name);
    return exact >= 0 || real == null ? exact : table.columns().indexOf(real);
  }

  private static Predicate<List<String>> holds(int column, String word) {
    var small = word.toLowerCase(Locale.ROOT);
    return cells ->
        column >= 0
            ? cell(cells, column).toLowerCase(Locale.ROOT).contains(small)
            : cells.stream().anyMatch(c -> c.toLowerCase(Locale.ROOT).contains(small));
  }

  private static String cell(List<String> cells, int column) {
    @Nullable String found = column < cells.size() ? cells.get(column) : null;
    return found == null ? "" : found;
  }

  boolean matches(List<String> cells) {
    return terms.stream().allMatch(t -> t.test(cells));
  }

  /// @param most rows that are told by number; all are counted
  RowNumbers in(Table table, int most, Progress progress) {
    var rows = new ArrayList<Long>();
    long count = 0;
    for (long n = 0; n < table.rows(); n++) {
      if (n % 1024 == 0) progress.at("data.search", n, table.rows());
      if (!matches(table.row(n).cells())) continue;
      if (rows.size() < most) rows.add(n);
      count++;
    }
    return new RowNumbers(rows, count);
  }
}
