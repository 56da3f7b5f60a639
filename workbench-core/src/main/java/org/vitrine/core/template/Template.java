package org.vitrine.core.template;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// A template, ready to be filled in.
public final class Template {
  private static final int MOST_NUMBERS = 100_000;

  private final List<Statement> statements;

  private Template(List<Statement> statements) {
    this.statements = statements;
  }

  /// @throws Problem `template.syntax`, `template.open`, `template.tag`, `template.deep`, each with its line
  public static Template parse(String source) {
    return new Template(Parser.parse(source));
  }

  /// @param values strings, whole and other numbers, truth, lists and maps of these, null for none
  /// @param now what `strftime_now` tells
  /// @throws Problem `template.value` where something cannot be done with a value, `template.raised` where the template refuses
  ///     what it was given, `template.endless` if it comes to no end
  public String render(Map<String, ? extends @Nullable Object> values, LocalDateTime now) {
    var globals = new Scope(null);
    globals.set(
        "raise_exception",
        (Macro)
            (arguments, _) -> {
              throw new Problem(
                  "template.raised", arguments.isEmpty() ? "" : Values.text(arguments.getFirst()));
            });
    globals.set(
        "strftime_now",
        (Macro)
            (arguments, named) ->
                Dates.of(new Given("strftime_now", arguments, named).text(0), now));
    globals.set("range", (Macro) (arguments, named) -> range(new Given("range", arguments, named)));
    globals.set("namespace", (Macro) (arguments, named) -> namespace(arguments, named));
    globals.set("dict", (Macro) (_, named) -> new java.util.LinkedHashMap<>(named));
    var scope = new Scope(globals);
    values.forEach((name, value) -> scope.set(name, plain(value)));
    return new Interpreter().run(statements, scope);
  }

  /// Whole numbers are all of one kind here.
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Integer n -> (long) n;
      case Float f -> (double) f;
      case List<?> list -> {
        var all = new ArrayList<@Nullable Object>();
        for (var each : list) all.add(plain(each));
        yield all;
      }
      case Map<?, ?> map -> {
        var all = new java.util.LinkedHashMap<@Nullable Object, @Nullable Object>();
        map.forEach((key, each) -> all.put(key, plain(each)));
        yield all;
      }
      case null, default -> value;
    };
  }

  private static Object range(Given given) {
    long from = given.size() > 1 ? Values.whole(given.at(0)) : 0;
    long to = Values.whole(given.at(given.size() > 1 ? 1 : 0)),
        step = Values.whole(given.or(2, "step", 1L));
    if (step == 0) throw new Fault("range(…, 0)");
    var all = new ArrayList<@Nullable Object>();
    for (long i = from; step > 0 ? i < to : i > to; i += step) {
      if (all.size() == MOST_NUMBERS) throw new Fault("range(" + to + ")");
      all.add(i);
    }
    return all;
  }

  private static Namespace namespace(
      List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
    var made = new Namespace();
    for (var each : arguments)
      if (each instanceof Map<?, ?> map)
        map.forEach((key, value) -> made.values().put(Values.text(key), value));
    made.values().putAll(named);
    return made;
  }
}
