package org.vitrine.core.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as Python has them: null is `None`; whole numbers are Long, others Double.
final class Values {
  private Values() {}

  static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Undefined _ -> false;
      case Boolean b -> b;
      case Long n -> n != 0;
      case Double d -> d != 0;
      case String s -> !s.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  /// As it is written into a text.
  static String text(@Nullable Object value) {
    return switch (value) {
      case String s -> s;
      case Undefined _ -> "";
      case null, default -> shown(value);
    };
  }

  /// As it stands inside of a list.
  static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean b -> b ? "True" : "False";
      case Double d -> decimal(d);
      case String s -> quoted(s);
      case Tuple tuple ->
          tuple.stream()
              .map(Values::shown)
              .collect(Collectors.joining(", ", "(", tuple.size() == 1 ? ",)" : ")"));
      case List<?> list ->
          list.stream().map(Values::shown).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> shown(e.getKey()) + ": " + shown(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Undefined _ -> "Undefined";
      case Namespace _ -> "<namespace>";
      case Macro _ -> "<macro>";
      default -> value.toString();
    };
  }

  /// The shortest that means this number, as Python writes it.
  static String decimal(double d) {
    if (Double.isNaN(d)) return "nan";
    if (Double.isInfinite(d)) return d > 0 ? "inf" : "-inf";
    if (d == 0) return 1 / d < 0 ? "-0.0" : "0.0";
    double size = Math.abs(d);
    if (size >= 1e-4 && size < 1e16) {
      var plain = new BigDecimal(Double.toString(d)).toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    var said = Double.toString(d).replace(".0E", "E");
    int e = said.indexOf('E');
    int power = Integer.parseInt(said.substring(e + 1));
    return said.substring(0, e)
        + (power < 0 ? "e-" : "e+")
        + String.format(java.util.Locale.ROOT, "%02d", Math.abs(power));
  }

  private static String quoted(String s) {
    char quote = s.contains("'") && !s.contains("\"") ? '"' : '\'';
    var text = new StringBuilder().append(quote);
    s.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
              if (c == quote) text.append('\\').appendCodePoint(c);
              else if (c < 0x20 || c == 0x7f)
                text.append(String.format(java.util.Locale.ROOT, "\\x%02x", c));
              else text.appendCodePoint(c);
            }
          }
        });
    return text.append(quote).toString();
  }

  static boolean same(@Nullable Object a, @Nullable Object b) {
    if (number(a) && number(b)) return compare(a, b) == 0;
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) return false;
      for (int i = 0; i < x.size(); i++) if (!same(x.get(i), y.get(i))) return false;
      return true;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(key -> same(x.get(key), y.get(key)));
    }
    if (a instanceof Undefined && b instanceof Undefined) return true;
    return Objects.equals(a, b);
  }

  /// Numbers, truth among them, and strings have an order.
  ///
  /// @throws Fault where there is none
  static int compare(@Nullable Object a, @Nullable Object b) {
    if (number(a) && number(b)) {
      if (a instanceof Double || b instanceof Double) return Double.compare(real(a), real(b));
      return Long.compare(whole(a), whole(b));
    }
    if (a instanceof String x && b instanceof String y) return codePoints(x, y);
    if (a instanceof List<?> x && b instanceof List<?> y) {
      for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
        if (same(x.get(i), y.get(i))) continue;
        return compare(x.get(i), y.get(i));
      }
      return Integer.compare(x.size(), y.size());
    }
    throw new Fault(kind(a) + " < " + kind(b));
  }

  private static int codePoints(String a, String b) {
    var x = a.codePoints().toArray();
    var y = b.codePoints().toArray();
    return java.util.Arrays.compare(x, y);
  }

  static boolean number(@Nullable Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  static double real(@Nullable Object value) {
    return switch (value) {
      case Long n -> n;
      case Double d -> d;
      case Boolean b -> b ? 1 : 0;
      case null, default -> throw new Fault(kind(value));
    };
  }

  static long whole(@Nullable Object value) {
    return switch (value) {
      case Long n -> n;
      case Boolean b -> b ? 1 : 0;
      case null, default -> throw new Fault(kind(value));
    };
  }

  /// Characters, items or keys, one after the other.
  static List<@Nullable Object> items(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> new ArrayList<>(list);
      case Map<?, ?> map -> new ArrayList<>(map.keySet());
      case String s -> new ArrayList<>(s.codePoints().mapToObj(Character::toString).toList());
      case Undefined _ -> new ArrayList<>();
      case null, default -> throw new Fault("for … in " + kind(value));
    };
  }

  static boolean holds(@Nullable Object whole, @Nullable Object part) {
    return switch (whole) {
      case String s when part instanceof String p -> s.contains(p);
      case List<?> list -> list.stream().anyMatch(each -> same(each, part));
      case Map<?, ?> map -> part != null && map.containsKey(part);
      case Undefined _ -> false;
      case null, default -> throw new Fault(kind(part) + " in " + kind(whole));
    };
  }

  /// What Python calls its type.
  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case String _ -> "str";
      case Long _ -> "int";
      case Double _ -> "float";
      case Boolean _ -> "bool";
      case Tuple _ -> "tuple";
      case List<?> _ -> "list";
      case Map<?, ?> _ -> "dict";
      case Undefined(var what) -> what + " (undefined)";
      case Namespace _ -> "namespace";
      default -> "macro";
    };
  }
}
