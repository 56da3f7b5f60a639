package org.vitrine.core.data;

import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// Which columns are used, by name.
///
/// @param pair second text, null for none
/// @param label null where nothing is told apart
public record Columns(String text, @Nullable String pair, @Nullable String label) {

  /// What the user named, and a guess for what was left open.
  ///
  /// @throws Problem `data.column` if a named column is not there
  public static Columns of(
      Table table, @Nullable String text, @Nullable String pair, @Nullable String label) {
    for (var name : new String[] {text, pair, label}) if (name != null) table.column(name);
    if (text != null && label != null) return new Columns(text, pair, label);
    var guess = ColumnGuess.of(table);
    var chosenLabel = label != null ? label : name(guess.label());
    var chosenText = text != null ? text : name(guess.text());
    if (chosenText == null || chosenText.equals(chosenLabel))
      chosenText = other(table, chosenLabel);
    var chosenPair = pair != null || text != null ? pair : name(guess.pair());
    if (chosenText.equals(chosenPair) || (label != null && label.equals(chosenPair)))
      chosenPair = null;
    return new Columns(chosenText, chosenPair, chosenText.equals(chosenLabel) ? null : chosenLabel);
  }

  private static String other(Table table, @Nullable String label) {
    return table.columns().stream()
        .filter(c -> !c.equals(label))
        .findFirst()
        .orElse(table.columns().getFirst());
  }

  private static @Nullable String name(ColumnGuess.@Nullable Choice choice) {
    return choice == null ? null : choice.column();
  }
}
