package org.vitrine.core.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is carried out. Each knows its line, from 1.
sealed interface Statement {
  int line();

  record Text(int line, String text) implements Statement {}

  /// `{{ value }}`
  record Print(int line, Expression value) implements Statement {}

  record If(int line, List<Branch> branches) implements Statement {}

  /// @param condition null for `else`
  record Branch(@Nullable Expression condition, List<Statement> body) {}

  /// @param names what an item is called; several take it apart
  /// @param filter which items count, null for all
  /// @param otherwise for no item
  record For(
      int line,
      List<String> names,
      Expression items,
      @Nullable Expression filter,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {}

  /// @param place a name, or an attribute of a `namespace`
  record Assign(int line, List<Expression> places, Expression value) implements Statement {}

  /// `{% set x %}…{% endset %}`, `{% filter f %}…{% endfilter %}`
  ///
  /// @param place null to print
  record Capture(
      int line, @Nullable String place, @Nullable Expression filter, List<Statement> body)
      implements Statement {}

  record Define(int line, String name, Macro.Parameters parameters, List<Statement> body)
      implements Statement {}

  record Break(int line) implements Statement {}

  record Continue(int line) implements Statement {}

  /// `{% generation %}…{% endgeneration %}`, which marks what a model said.
  record Block(int line, List<Statement> body) implements Statement {}

  /// The name under which a captured text goes through a filter.
  String CAPTURED = "\u0000captured";
}
