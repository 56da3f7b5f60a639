package org.vitrine.ui.data;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.Recipe.Source;

/// What a column is for.
enum Role {
  TEXT,
  PAIR,
  LABEL,
  IGNORE;

  String key() {
    return "role." + name().toLowerCase(Locale.ROOT);
  }

  static Role of(Source source, String column) {
    if (column.equals(source.text())) return TEXT;
    if (column.equals(source.pair())) return PAIR;
    return column.equals(source.label()) ? LABEL : IGNORE;
  }

  /// The source with this role for the column; another column that had it has none.
  Source give(Source s, String column) {
    @Nullable
    String text = without(s.text(), column),
        pair = without(s.pair(), column),
        label = without(s.label(), column);
    return s.withColumns(
        this == TEXT ? column : text, this == PAIR ? column : pair, this == LABEL ? column : label);
  }

  /// What a row has in the column of this role, empty for nothing.
  String cell(Source source, List<String> columns, List<String> cells) {
    for (int i = 0; i < Math.min(columns.size(), cells.size()); i++)
      if (of(source, columns.get(i)) == this) return cells.get(i);
    return "";
  }

  private static @Nullable String without(@Nullable String held, String column) {
    return column.equals(held) ? null : held;
  }
}
