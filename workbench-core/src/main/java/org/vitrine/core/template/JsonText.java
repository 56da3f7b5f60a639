package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `tojson` as chat templates have it: Python's `json.dumps` that leaves characters beyond ASCII as they are.
final class JsonText {
  private final @Nullable String indent;
  private final String between;
  private final String colon;
  private final boolean sorted;
  private final boolean ascii;
  private final StringBuilder text = new StringBuilder();

  private JsonText(Given given) {
    var wide = given.or(1, "indent", null);
    indent =
        wide == null
            ? null
            : wide instanceof String s
                ? s
                : " ".repeat((int) Math.clamp(Values.whole(wide), 0, 100));
    var signs = given.or(2, "separators", null);
    if (signs instanceof List<?> two && two.size() == 2) {
      between = Values.text(two.get(0));
      colon = Values.text(two.get(1));
    } else {
      between = indent == null ? ", " : ",";
      colon = ": ";
    }
    sorted = Values.truth(given.or(3, "sort_keys", false));
    ascii = Values.truth(given.or(0, "ensure_ascii", false));
  }

  static String of(@Nullable Object value, Given given) {
    var json = new JsonText(given);
    json.write(value, 0);
    return json.text.toString();
  }

  private void write(@Nullable Object value, int depth) {
    switch (value) {
      case null -> text.append("null");
      case Boolean b -> text.append(b);
      case Long n -> text.append(n);
      case Double d -> text.append(real(d));
      case String s -> string(s);
      case List<?> list -> {
        text.append('[');
        boolean first = true;
        for (var each : list) {
          next(first, depth + 1);
          first = false;
          write(each, depth + 1);
        }
        close(list.isEmpty(), depth, ']');
      }
      case Map<?, ?> map -> {
        text.append('{');
        boolean first = true;
        var keys = new ArrayList<Object>(map.keySet());
        if (sorted) keys.sort((a, b) -> Values.text(a).compareTo(Values.text(b)));
        for (var key : keys) {
          next(first, depth + 1);
          first = false;
          string(Values.text(key));
          text.append(colon);
          write(map.get(key), depth + 1);
        }
        close(map.isEmpty(), depth, '}');
      }
      default -> throw new Fault("tojson " + Values.kind(value));
    }
  }

  private static String real(double d) {
    if (Double.isNaN(d)) return "NaN";
    return Double.isInfinite(d) ? d > 0 ? "Infinity" : "-Infinity" : Values.decimal(d);
  }

  private void next(boolean first, int depth) {
    if (!first) text.append(between);
    if (indent != null) text.append('\n').repeat(indent, depth);
  }

  private void close(boolean empty, int depth, char bracket) {
    if (indent != null && !empty) text.append('\n').repeat(indent, depth);
    text.append(bracket);
  }

  private void string(String s) {
    text.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        default -> {
          if (c < 0x20 || ascii && c > 0x7e)
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          else text.append(c);
        }
      }
    }
    text.append('"');
  }
}
