package org.vitrine.core.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands after `is`.
final class Checks {
  private Checks() {}

  static boolean of(String name, @Nullable Object value, Given given) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value == null;
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Map;
      case "number" -> Values.number(value);
      case "integer" -> value instanceof Long;
      case "float" -> value instanceof Double;
      case "boolean" -> value instanceof Boolean;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "sequence" ->
          value instanceof String
              || value instanceof List
              || value instanceof Map
              || value instanceof Undefined;
      case "iterable" ->
          value instanceof String
              || value instanceof List
              || value instanceof Map
              || value instanceof Undefined;
      case "callable" -> value instanceof Macro;
      case "odd" -> Math.floorMod(Values.whole(value), 2) == 1;
      case "even" -> Math.floorMod(Values.whole(value), 2) == 0;
      case "divisibleby" -> {
        long by = Values.whole(given.at(0));
        if (by == 0) throw new Fault("divisibleby 0");
        yield Math.floorMod(Values.whole(value), by) == 0;
      }
      case "lower" -> cased(value, false);
      case "upper" -> cased(value, true);
      case "in" -> Values.holds(given.at(0), value);
      case "eq", "equalto" -> Values.same(value, given.at(0));
      case "ne" -> !Values.same(value, given.at(0));
      case "lt", "lessthan" -> Values.compare(value, given.at(0)) < 0;
      case "le" -> Values.compare(value, given.at(0)) <= 0;
      case "gt", "greaterthan" -> Values.compare(value, given.at(0)) > 0;
      case "ge" -> Values.compare(value, given.at(0)) >= 0;
      case "sameas" ->
          value == given.at(0) || Values.number(value) && Values.same(value, given.at(0));
      default -> throw new Fault("is " + name);
    };
  }

  /// At least one letter of this case, and none of the other.
  private static boolean cased(@Nullable Object value, boolean upper) {
    var text = Values.text(value);
    var turned = upper ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT);
    var same = upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
    return text.equals(same) && !text.equals(turned);
  }
}
