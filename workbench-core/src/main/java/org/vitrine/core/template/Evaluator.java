package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What expressions come to. Every step is counted.
final class Evaluator {
  private static final int MOST_STEPS = 2_000_000, DEEPEST = 400;

  private final Filters filters = new Filters(this);
  private int steps;
  private int depth;

  /// @throws Endless after too many steps
  void step() {
    if (++steps > MOST_STEPS) throw new Endless();
  }

  /// A template that does not come to an end.
  static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Endless() {
      super("endless", null, false, false);
    }
  }

  @Nullable Object of(Expression expression, Scope scope) {
    step();
    if (++depth > DEEPEST) throw new Endless();
    try {
      return value(expression, scope);
    } finally {
      depth--;
    }
  }

  private @Nullable Object value(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Literal(var value) -> value;
      case Expression.Name(var name) -> scope.get(name);
      case Expression.ListOf(var items, var tuple) ->
          tuple ? new Tuple(all(items, scope)) : all(items, scope);
      case Expression.MapOf(var keys, var values) -> {
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (int i = 0; i < keys.size(); i++)
          map.put(of(keys.get(i), scope), of(values.get(i), scope));
        yield map;
      }
      case Expression.Unary(var operator, var of) -> unary(operator, of(of, scope));
      case Expression.Binary binary -> binary(binary, scope);
      case Expression.Comparison comparison -> compared(comparison, scope);
      case Expression.Choice(var condition, var yes, var no) ->
          Values.truth(of(condition, scope))
              ? of(yes, scope)
              : no == null ? Undefined.of("else") : of(no, scope);
      case Expression.Attribute(var of, var name) -> attribute(of(of, scope), name);
      case Expression.Item(var of, var at) -> item(of(of, scope), of(at, scope));
      case Expression.Slice slice -> slice(slice, scope);
      case Expression.Call(var function, var arguments, var named) ->
          called(of(function, scope), all(arguments, scope), named(named, scope));
      case Expression.Filter(var of, var name, var arguments, var named) ->
          filters.of(
              name, of(of, scope), new Given(name, all(arguments, scope), named(named, scope)));
      case Expression.Test(var of, var name, var arguments, var not) ->
          test(name, of(of, scope), new Given(name, all(arguments, scope), Map.of())) != not;
    };
  }

  private List<@Nullable Object> all(List<Expression> expressions, Scope scope) {
    var values = new ArrayList<@Nullable Object>();
    for (var each : expressions) values.add(of(each, scope));
    return values;
  }

  private Map<String, @Nullable Object> named(Map<String, Expression> expressions, Scope scope) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    expressions.forEach((name, each) -> values.put(name, of(each, scope)));
    return values;
  }

  boolean test(String name, @Nullable Object value, Given given) {
    var plain =
        switch (name) {
          case "==" -> "eq";
          case "!=" -> "ne";
          case "<" -> "lt";
          case "<=" -> "le";
          case ">" -> "gt";
          case ">=" -> "ge";
          default -> name;
        };
    return Checks.of(plain, value, given);
  }

  private static @Nullable Object unary(String operator, @Nullable Object value) {
    if (operator.equals("not")) return !Values.truth(value);
    if (operator.equals("+")) return value;
    return value instanceof Double d
        ? (Object) (-d)
        : (Object) Math.negateExact(Values.whole(value));
  }

  private @Nullable Object binary(Expression.Binary binary, Scope scope) {
    var left = of(binary.left(), scope);
    return switch (binary.operator()) {
      case "and" -> Values.truth(left) ? of(binary.right(), scope) : left;
      case "or" -> Values.truth(left) ? left : of(binary.right(), scope);
      default -> Arithmetic.of(binary.operator(), left, of(binary.right(), scope));
    };
  }

  private boolean compared(Expression.Comparison comparison, Scope scope) {
    var left = of(comparison.first(), scope);
    for (int i = 0; i < comparison.operators().size(); i++) {
      var right = of(comparison.others().get(i), scope);
      boolean holds =
          switch (comparison.operators().get(i)) {
            case "==" -> Values.same(left, right);
            case "!=" -> !Values.same(left, right);
            case "in" -> Values.holds(right, left);
            case "not in" -> !Values.holds(right, left);
            case "<" -> Values.compare(left, right) < 0;
            case "<=" -> Values.compare(left, right) <= 0;
            case ">" -> Values.compare(left, right) > 0;
            default -> Values.compare(left, right) >= 0;
          };
      if (!holds) return false;
      left = right;
    }
    return true;
  }

  @Nullable Object called(
      @Nullable Object function,
      List<@Nullable Object> arguments,
      Map<String, @Nullable Object> named) {
    if (function instanceof Macro macro) return macro.call(arguments, named);
    throw new Fault(Values.kind(function) + "()");
  }

  /// A key of a map goes after a method: `message.items` is the method.
  @Nullable Object attribute(@Nullable Object value, String name) {
    if (value instanceof Undefined(var what)) throw new Fault(what + "." + name);
    var method = Methods.of(value, name);
    if (method != null) return method;
    return switch (value) {
      case Map<?, ?> map when map.containsKey(name) -> map.get(name);
      case Namespace(var values) when values.containsKey(name) -> values.get(name);
      case null, default -> Undefined.of(name);
    };
  }

  /// `a.b.0`, as filters name attributes.
  @Nullable Object path(@Nullable Object value, @Nullable Object by) {
    if (by instanceof Long) return item(value, by);
    @Nullable Object now = value;
    for (var part : Values.text(by).split("\\."))
      now =
          part.matches("\\d{1,9}")
              ? item(now, Long.parseLong(part))
              : now instanceof Map<?, ?> map
                  ? map.containsKey(part) ? map.get(part) : Undefined.of(part)
                  : attribute(now, part);
    return now;
  }

  @Nullable Object item(@Nullable Object value, @Nullable Object at) {
    return switch (value) {
      case Map<?, ?> map when at != null && map.containsKey(at) -> map.get(at);
      case List<?> list when at instanceof Long n -> {
        long i = n < 0 ? n + list.size() : n;
        yield i < 0 || i >= list.size() ? Undefined.of("[" + n + "]") : list.get((int) i);
      }
      case String s when at instanceof Long n -> {
        int length = s.codePointCount(0, s.length());
        long i = n < 0 ? n + length : n;
        if (i < 0 || i >= length) yield Undefined.of("[" + n + "]");
        int from = s.offsetByCodePoints(0, (int) i);
        yield s.substring(from, s.offsetByCodePoints(from, 1));
      }
      case Undefined(var what) -> throw new Fault(what + "[…]");
      case null, default ->
          at instanceof String name ? attribute(value, name) : Undefined.of(Values.shown(at));
    };
  }

  private Object slice(Expression.Slice slice, Scope scope) {
    var value = of(slice.of(), scope);
    if (value instanceof Undefined(var what)) throw new Fault(what + "[:]");
    if (!(value instanceof String) && !(value instanceof List))
      throw new Fault(Values.kind(value) + "[:]");
    var items = Values.items(value);
    int size = items.size();
    long step = bound(slice.step(), scope, 1);
    if (step == 0) throw new Fault("[::0]");
    long from = place(bound(slice.from(), scope, step > 0 ? 0 : Long.MAX_VALUE), size, step);
    long to =
        slice.to() == null ? step > 0 ? size : -1 : place(bound(slice.to(), scope, 0), size, step);
    var some = new ArrayList<@Nullable Object>();
    for (long i = from; step > 0 ? i < to : i > to; i += step) some.add(items.get((int) i));
    if (!(value instanceof String)) return value instanceof Tuple ? new Tuple(some) : some;
    return String.join("", some.stream().map(Values::text).toList());
  }

  private long bound(@Nullable Expression expression, Scope scope, long otherwise) {
    var value = expression == null ? null : of(expression, scope);
    return value == null ? otherwise : Values.whole(value);
  }

  private static long place(long at, int size, long step) {
    long from = at < 0 ? at + size : at;
    return step > 0 ? Math.clamp(from, 0, size) : Math.clamp(from, -1, size - 1);
  }
}
