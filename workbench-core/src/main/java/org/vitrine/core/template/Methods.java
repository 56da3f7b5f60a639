package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Methods of strings, lists and maps that read. None changes what it is called on.
final class Methods {
  private static final Set<String> OF_TEXT =
      Set.of(
          "strip",
          "lstrip",
          "rstrip",
          "split",
          "rsplit",
          "splitlines",
          "startswith",
          "endswith",
          "upper",
          "lower",
          "title",
          "capitalize",
          "replace",
          "join",
          "find",
          "rfind",
          "index",
          "count",
          "isdigit",
          "isalpha",
          "isspace",
          "removeprefix",
          "removesuffix",
          "format",
          "zfill");
  private static final Set<String> OF_LIST = Set.of("index", "count");
  private static final Set<String> OF_MAP = Set.of("items", "keys", "values", "get");

  private Methods() {}

  /// @return null if a value of this kind has no such method
  static @Nullable Macro of(@Nullable Object value, String name) {
    return switch (value) {
      case String s when OF_TEXT.contains(name) ->
          (a, named) -> text(s, name, new Given(name, a, named));
      case List<?> list when OF_LIST.contains(name) ->
          (a, named) -> list(list, name, new Given(name, a, named));
      case Map<?, ?> map when OF_MAP.contains(name) ->
          (a, named) -> map(map, name, new Given(name, a, named));
      case null, default -> null;
    };
  }

  private static @Nullable Object map(Map<?, ?> map, String name, Given given) {
    return switch (name) {
      case "keys" -> new ArrayList<@Nullable Object>(map.keySet());
      case "values" -> new ArrayList<@Nullable Object>(map.values());
      case "get" ->
          map.containsKey(given.at(0)) ? map.get(given.at(0)) : given.or(1, "default", null);
      default -> entries(map);
    };
  }

  static List<@Nullable Object> entries(Map<?, ?> map) {
    var all = new ArrayList<@Nullable Object>();
    map.forEach((key, value) -> {
      all.add(new Tuple(java.util.Arrays.asList(key, value)));
    });
    return all;
  }

  private static Object list(List<?> list, String name, Given given) {
    var wanted = given.at(0);
    if (name.equals("count"))
      return list.stream().filter(each -> Values.same(each, wanted)).count();
    for (int i = 0; i < list.size(); i++) if (Values.same(list.get(i), wanted)) return (long) i;
    throw new Fault(Values.shown(wanted) + " not in list");
  }

  private static Object text(String s, String name, Given given) {
    return switch (name) {
      case "strip" -> Texts.stripped(s, given.textOr(0, null), true, true);
      case "lstrip" -> Texts.stripped(s, given.textOr(0, null), true, false);
      case "rstrip" -> Texts.stripped(s, given.textOr(0, null), false, true);
      case "split", "rsplit" -> {
        var by = given.or(0, "sep", null);
        long most = Values.whole(given.or(1, "maxsplit", -1L));
        yield Texts.split(s, by == null ? null : Values.text(by), most, name.equals("rsplit"));
      }
      case "splitlines" -> Texts.lines(s);
      case "startswith" -> any(given, s::startsWith);
      case "endswith" -> any(given, s::endsWith);
      case "upper" -> s.toUpperCase(Locale.ROOT);
      case "lower" -> s.toLowerCase(Locale.ROOT);
      case "title" -> Texts.titled(s);
      case "capitalize" -> Texts.capitalised(s);
      case "replace" ->
          Texts.replaced(s, given.text(0), given.text(1), Values.whole(given.or(2, "count", -1L)));
      case "join" ->
          String.join(
              s,
              Values.items(given.at(0)).stream()
                  .map(each -> {
                    if (each instanceof String part) return part;
                    throw new Fault("join " + Values.kind(each));
                  })
                  .toList());
      case "find", "rfind", "index" -> {
        int at = name.equals("rfind") ? s.lastIndexOf(given.text(0)) : s.indexOf(given.text(0));
        if (at < 0 && name.equals("index"))
          throw new Fault(Values.shown(given.at(0)) + " not in str");
        yield at < 0 ? -1L : (long) s.codePointCount(0, at);
      }
      case "count" -> count(s, given.text(0));
      case "isdigit" -> !s.isEmpty() && s.codePoints().allMatch(Character::isDigit);
      case "isalpha" -> !s.isEmpty() && s.codePoints().allMatch(Character::isLetter);
      case "isspace" -> !s.isEmpty() && Texts.stripped(s, null, true, true).isEmpty();
      case "removeprefix" -> s.startsWith(given.text(0)) ? s.substring(given.text(0).length()) : s;
      case "removesuffix" ->
          s.endsWith(given.text(0)) ? s.substring(0, s.length() - given.text(0).length()) : s;
      case "zfill" -> {
        long missing = Values.whole(given.at(0)) - s.length();
        yield missing > 0 && missing < 1000 ? "0".repeat((int) missing) + s : s;
      }
      default -> formatted(s, given);
    };
  }

  private static boolean any(Given given, java.util.function.Predicate<String> test) {
    if (given.at(0) instanceof List<?> several)
      return several.stream().anyMatch(each -> test.test(Values.text(each)));
    return test.test(given.text(0));
  }

  private static long count(String s, String part) {
    if (part.isEmpty()) return s.codePointCount(0, s.length()) + 1L;
    long n = 0;
    for (int at = s.indexOf(part); at >= 0; at = s.indexOf(part, at + part.length())) n++;
    return n;
  }

  /// `{}`, `{0}` and `{name}` without what may follow a colon.
  private static String formatted(String s, Given given) {
    var text = new StringBuilder();
    int next = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      boolean twice = i + 1 < s.length() && s.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && twice) {
        text.append(c);
        i++;
      } else if (c == '{') {
        int end = s.indexOf('}', i);
        if (end < 0) throw new Fault("format {");
        var name = s.substring(i + 1, end);
        if (name.isEmpty()) text.append(Values.text(given.at(next++)));
        else if (name.matches("\\d{1,3}"))
          text.append(Values.text(given.at(Integer.parseInt(name))));
        else text.append(Values.text(given.named(name)));
        i = end;
      } else text.append(c);
    }
    return text.toString();
  }
}
