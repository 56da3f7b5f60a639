package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands after `|`.
final class Filters {
  private final Evaluator evaluator;

  /// @param evaluator for filters that call others
  Filters(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  @Nullable Object of(String name, @Nullable Object value, Given given) {
    return switch (name) {
      case "trim" -> Texts.stripped(Values.text(value), given.textOr(0, null), true, true);
      case "upper" -> Values.text(value).toUpperCase(Locale.ROOT);
      case "lower" -> Values.text(value).toLowerCase(Locale.ROOT);
      case "title" -> Texts.titled(Values.text(value));
      case "capitalize" -> Texts.capitalised(Values.text(value));
      case "string" -> Values.text(value);
      case "safe" -> value;
      case "replace" ->
          Texts.replaced(
              Values.text(value),
              given.text(0),
              given.text(1),
              Values.whole(given.or(2, "count", -1L)));
      case "indent" -> indented(value, given);
      case "escape", "e" -> escaped(Values.text(value));
      case "wordcount" -> (long) Texts.split(Values.text(value), null, -1, false).size();
      case "format" -> Texts.formatted(Values.text(value), given.arguments());
      case "tojson" -> JsonText.of(value, given);
      case "default", "d" -> {
        boolean falsy = Values.truth(given.or(1, "boolean", false));
        yield value instanceof Undefined || falsy && !Values.truth(value)
            ? given.or(0, "default_value", "")
            : value;
      }
      case "int" -> whole(value, given.or(0, "default", 0L));
      case "float" -> real(value, given.or(0, "default", 0.0));
      case "abs" ->
          value instanceof Double d ? (Object) Math.abs(d) : (Object) Math.abs(Values.whole(value));
      case "round" -> rounded(value, given);
      case "items" -> {
        if (value instanceof Undefined) yield new ArrayList<@Nullable Object>();
        if (!(value instanceof Map<?, ?> map)) throw new Fault("items " + Values.kind(value));
        yield Methods.entries(map);
      }
      case "dictsort" -> {
        if (!(value instanceof Map<?, ?> map)) throw new Fault("dictsort " + Values.kind(value));
        yield sorted(Methods.entries(map), new Given(name, List.of(), Map.of()), 0L);
      }
      default -> sequence(name, value, given);
    };
  }

  private @Nullable Object sequence(String name, @Nullable Object value, Given given) {
    return switch (name) {
      case "length", "count" -> (long) length(value);
      case "list" -> Values.items(value);
      case "first" ->
          Values.items(value).isEmpty() ? Undefined.of("first") : Values.items(value).getFirst();
      case "last" ->
          Values.items(value).isEmpty() ? Undefined.of("last") : Values.items(value).getLast();
      case "reverse" -> {
        var items = Values.items(value);
        Collections.reverse(items);
        yield value instanceof String ? joined(items, "") : items;
      }
      case "join" -> {
        var by = given.or(1, "attribute", null);
        var items = Values.items(value);
        if (by != null) items.replaceAll(each -> evaluator.path(each, by));
        yield joined(items, Values.text(given.or(0, "d", "")));
      }
      case "sort" -> sorted(Values.items(value), given, given.or(2, "attribute", null));
      case "unique" -> {
        var all = new ArrayList<@Nullable Object>();
        boolean exact = Values.truth(given.or(0, "case_sensitive", false));
        var by = given.or(1, "attribute", null);
        var keys = new ArrayList<@Nullable Object>();
        for (var each : Values.items(value)) {
          var key = key(each, by, exact);
          if (Values.holds(keys, key)) continue;
          keys.add(key);
          all.add(each);
        }
        yield all;
      }
      case "min", "max" -> {
        var items =
            sorted(
                Values.items(value),
                new Given(name, List.of(), Map.of()),
                given.or(1, "attribute", null));
        yield items.isEmpty()
            ? Undefined.of(name)
            : name.equals("min") ? items.getFirst() : items.getLast();
      }
      case "sum" -> {
        @Nullable Object sum = given.or(1, "start", 0L);
        var by = given.or(0, "attribute", null);
        for (var each : Values.items(value))
          sum = Arithmetic.of("+", sum, by == null ? each : evaluator.path(each, by));
        yield sum;
      }
      case "map" -> mapped(value, given);
      case "select", "reject", "selectattr", "rejectattr" -> chosen(name, value, given);
      case "batch" -> {
        int size = (int) Math.clamp(Values.whole(given.at(0)), 1, 1 << 20);
        var rows = new ArrayList<@Nullable Object>();
        var items = Values.items(value);
        for (int i = 0; i < items.size(); i += size)
          rows.add(new ArrayList<>(items.subList(i, Math.min(items.size(), i + size))));
        yield rows;
      }
      default -> throw new Fault("| " + name);
    };
  }

  static int length(@Nullable Object value) {
    return switch (value) {
      case String s -> s.codePointCount(0, s.length());
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case Undefined _ -> 0;
      case null, default -> throw new Fault("length " + Values.kind(value));
    };
  }

  private static String joined(List<@Nullable Object> items, String between) {
    return String.join(between, items.stream().map(Values::text).toList());
  }

  private static String indented(@Nullable Object value, Given given) {
    var width = given.or(0, "width", 4L);
    var by =
        width instanceof String s ? s : " ".repeat((int) Math.clamp(Values.whole(width), 0, 1000));
    return Texts.indented(
        Values.text(value),
        by,
        Values.truth(given.or(1, "first", false)),
        Values.truth(given.or(2, "blank", false)));
  }

  private static String escaped(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private static @Nullable Object whole(@Nullable Object value, @Nullable Object otherwise) {
    try {
      return switch (value) {
        case Long n -> n;
        case Boolean b -> b ? 1L : 0L;
        case Double d -> (long) (double) d;
        case String s ->
            s.strip().matches("[-+]?\\d+")
                ? Long.parseLong(s.strip())
                : (long) Double.parseDouble(s.strip());
        case null, default -> otherwise;
      };
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static @Nullable Object real(@Nullable Object value, @Nullable Object otherwise) {
    try {
      return value instanceof String s
          ? (Object) Double.parseDouble(s.strip())
          : (Object) Values.real(value);
    } catch (NumberFormatException | Fault e) {
      return otherwise;
    }
  }

  private static Object rounded(@Nullable Object value, Given given) {
    if (value instanceof Long || value instanceof Boolean)
      if (Values.same(given.or(1, "method", "common"), "common")) return Values.whole(value);
    double by = Math.pow(10, Values.whole(given.or(0, "precision", 0L))),
        x = Values.real(value) * by;
    return switch (Values.text(given.or(1, "method", "common"))) {
      case "ceil" -> Math.ceil(x) / by;
      case "floor" -> Math.floor(x) / by;
      default -> Math.rint(x) / by;
    };
  }

  private List<@Nullable Object> sorted(
      List<@Nullable Object> items, Given given, @Nullable Object by) {
    boolean down = Values.truth(given.or(0, "reverse", false)),
        exact = Values.truth(given.or(1, "case_sensitive", false));
    Comparator<@Nullable Object> order =
        (a, b) -> Values.compare(key(a, by, exact), key(b, by, exact));
    var all = new ArrayList<>(items);
    all.sort(down ? order.reversed() : order);
    return all;
  }

  private @Nullable Object key(@Nullable Object item, @Nullable Object by, boolean exact) {
    var key = by == null ? item : evaluator.path(item, by);
    return !exact && key instanceof String s ? s.toLowerCase(Locale.ROOT) : key;
  }

  private Object mapped(@Nullable Object value, Given given) {
    var items = Values.items(value);
    var all = new ArrayList<@Nullable Object>();
    if (given.named().containsKey("attribute")) {
      for (var each : items) {
        var found = evaluator.path(each, given.named("attribute"));
        all.add(found instanceof Undefined ? given.or(9, "default", found) : found);
      }
      return all;
    }
    var rest = new Given(given.text(0), given.arguments().subList(1, given.size()), given.named());
    for (var each : items) all.add(of(given.text(0), each, rest));
    return all;
  }

  private Object chosen(String name, @Nullable Object value, Given given) {
    boolean attribute = name.endsWith("attr"), keep = name.startsWith("select");
    int first = attribute ? 1 : 0;
    var test = given.size() > first ? given.text(first) : "";
    var rest =
        new Given(
            test,
            given.arguments().subList(Math.min(given.size(), first + 1), given.size()),
            Map.of());
    var all = new ArrayList<@Nullable Object>();
    for (var each : Values.items(value)) {
      var asked = attribute ? evaluator.path(each, given.at(0)) : each;
      boolean passes = test.isEmpty() ? Values.truth(asked) : evaluator.test(test, asked, rest);
      if (passes == keep) all.add(each);
    }
    return all;
  }
}
