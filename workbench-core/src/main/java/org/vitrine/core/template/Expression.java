package org.vitrine.core.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has a value.
sealed interface Expression {
  /// @param value a string, a number, true or false; null for `none`
  record Literal(@Nullable Object value) implements Expression {}

  record Name(String name) implements Expression {}

  /// @param tuple whether in round brackets
  record ListOf(List<Expression> items, boolean tuple) implements Expression {}

  record MapOf(List<Expression> keys, List<Expression> values) implements Expression {}

  /// `not x`, `-x`, `+x`
  record Unary(String operator, Expression of) implements Expression {}

  record Binary(String operator, Expression left, Expression right) implements Expression {}

  /// `a < b < c`: each is compared with the next.
  record Comparison(Expression first, List<String> operators, List<Expression> others)
      implements Expression {}

  /// `yes if condition else no`
  record Choice(Expression condition, Expression yes, @Nullable Expression no)
      implements Expression {}

  record Attribute(Expression of, String name) implements Expression {}

  record Item(Expression of, Expression at) implements Expression {}

  record Slice(
      Expression of, @Nullable Expression from, @Nullable Expression to, @Nullable Expression step)
      implements Expression {}

  /// @param named arguments with their names, in order
  record Call(Expression function, List<Expression> arguments, Map<String, Expression> named)
      implements Expression {}

  record Filter(
      Expression of, String name, List<Expression> arguments, Map<String, Expression> named)
      implements Expression {}

  /// `x is odd`, `x is not divisibleby 3`
  record Test(Expression of, String name, List<Expression> arguments, boolean not)
      implements Expression {}
}
