package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// Carries statements out, one after the other.
final class Interpreter {
  private static final int LONGEST = 16 << 20;

  private final Evaluator evaluator = new Evaluator();
  private StringBuilder out = new StringBuilder();
  private int calls;

  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  String run(List<Statement> statements, Scope scope) {
    all(statements, scope);
    return out.toString();
  }

  private Flow all(List<Statement> statements, Scope scope) {
    for (var each : statements) {
      var flow = carryOut(each, scope);
      if (flow != Flow.ON) return flow;
    }
    return Flow.ON;
  }

  private Flow carryOut(Statement statement, Scope scope) {
    try {
      evaluator.step();
      return one(statement, scope);
    } catch (Fault e) {
      throw new Problem("template.value", statement.line(), String.valueOf(e.getMessage()));
    } catch (ArithmeticException e) {
      throw new Problem("template.value", e, statement.line(), "…");
    } catch (Evaluator.Endless e) {
      throw new Problem("template.endless", statement.line());
    }
  }

  private Flow one(Statement statement, Scope scope) {
    switch (statement) {
      case Statement.Text(_, var text) -> write(text);
      case Statement.Print(_, var value) -> write(Values.text(evaluator.of(value, scope)));
      case Statement.If(_, var branches) -> {
        for (var branch : branches) {
          var condition = branch.condition();
          if (condition == null || Values.truth(evaluator.of(condition, scope)))
            return all(branch.body(), scope);
        }
      }
      case Statement.For loop -> loop(loop, scope);
      case Statement.Assign(_, var places, var value) ->
          assign(places, evaluator.of(value, scope), scope);
      case Statement.Capture capture -> capture(capture, scope);
      case Statement.Define define -> scope.set(define.name(), macro(define, scope));
      case Statement.Block(_, var body) -> {
        return all(body, scope);
      }
      case Statement.Break _ -> {
        return Flow.BREAK;
      }
      case Statement.Continue _ -> {
        return Flow.CONTINUE;
      }
    }
    return Flow.ON;
  }

  private void write(String text) {
    if (out.length() + text.length() > LONGEST) throw new Evaluator.Endless();
    out.append(text);
  }

  private void assign(List<Expression> places, @Nullable Object value, Scope scope) {
    if (places.size() == 1) {
      put(places.getFirst(), value, scope);
      return;
    }
    var parts = Values.items(value);
    if (parts.size() != places.size()) throw new Fault(places.size() + " = " + parts.size());
    for (int i = 0; i < parts.size(); i++) put(places.get(i), parts.get(i), scope);
  }

  private void put(Expression place, @Nullable Object value, Scope scope) {
    switch (place) {
      case Expression.Name(var name) -> scope.set(name, value);
      case Expression.Attribute(var of, var name)
          when evaluator.of(of, scope) instanceof Namespace(var values) ->
          values.put(name, value);
      default -> throw new Fault("set …");
    }
  }

  private void capture(Statement.Capture capture, Scope scope) {
    var text = captured(capture.body(), new Scope(scope));
    @Nullable Object value = text;
    var filter = capture.filter();
    if (filter != null) {
      var inner = new Scope(scope);
      inner.set(Statement.CAPTURED, text);
      value = evaluator.of(filter, inner);
    }
    if (capture.place() == null) write(Values.text(value));
    else scope.set(capture.place(), value);
  }

  private String captured(List<Statement> body, Scope scope) {
    var outer = out;
    out = new StringBuilder();
    try {
      all(body, scope);
      return out.toString();
    } finally {
      out = outer;
    }
  }

  private Macro macro(Statement.Define define, Scope scope) {
    var names = define.parameters().names();
    return (arguments, named) -> {
      if (++calls > 100) throw new Evaluator.Endless();
      var inner = new Scope(scope);
      var rest = new HashMap<>(named);
      for (int i = 0; i < names.size(); i++) {
        var name = names.get(i);
        if (i < arguments.size()) inner.set(name, arguments.get(i));
        else if (rest.containsKey(name)) inner.set(name, rest.get(name));
        else {
          var usual = evaluator.of(define.parameters().defaults().get(i), inner);
          inner.set(name, usual == Macro.MISSING ? Undefined.of(name) : usual);
        }
        rest.remove(name);
      }
      if (arguments.size() > names.size() || !rest.isEmpty())
        throw new Fault(define.name() + "(…)");
      var text = captured(define.body(), inner);
      calls--;
      return text;
    };
  }

  private void loop(Statement.For loop, Scope scope) {
    var items = new ArrayList<@Nullable Object>();
    for (var each : Values.items(evaluator.of(loop.items(), scope))) {
      var filter = loop.filter();
      if (filter != null) {
        var inner = new Scope(scope);
        name(loop.names(), each, inner);
        if (!Values.truth(evaluator.of(filter, inner))) continue;
      }
      items.add(each);
    }
    if (items.isEmpty()) all(loop.otherwise(), new Scope(scope));
    var changed = new HashMap<String, @Nullable Object>();
    for (int i = 0; i < items.size(); i++) {
      var inner = new Scope(scope);
      name(loop.names(), items.get(i), inner);
      inner.set("loop", facts(items, i, changed));
      if (all(loop.body(), inner) == Flow.BREAK) break;
    }
  }

  private static void name(List<String> names, @Nullable Object item, Scope scope) {
    if (names.size() == 1) {
      scope.set(names.getFirst(), item);
      return;
    }
    var parts = Values.items(item);
    if (parts.size() != names.size()) throw new Fault(names.size() + " = " + parts.size());
    for (int i = 0; i < names.size(); i++) scope.set(names.get(i), parts.get(i));
  }

  /// What `loop` knows.
  private static Namespace facts(
      List<@Nullable Object> items, int i, Map<String, @Nullable Object> changed) {
    int size = items.size();
    var facts = new HashMap<String, @Nullable Object>();
    facts.put("index", i + 1L);
    facts.put("index0", (long) i);
    facts.put("revindex", (long) size - i);
    facts.put("revindex0", size - i - 1L);
    facts.put("first", i == 0);
    facts.put("last", i == size - 1);
    facts.put("length", (long) size);
    facts.put("depth", 1L);
    facts.put("depth0", 0L);
    facts.put("previtem", i == 0 ? Undefined.of("loop.previtem") : items.get(i - 1));
    facts.put("nextitem", i == size - 1 ? Undefined.of("loop.nextitem") : items.get(i + 1));
    facts.put(
        "cycle",
        (Macro)
            (arguments, _) -> {
              if (arguments.isEmpty()) throw new Fault("loop.cycle()");
              return arguments.get(i % arguments.size());
            });
    facts.put(
        "changed",
        (Macro)
            (arguments, _) -> {
              boolean same = i > 0 && Values.same(changed.get("last"), arguments);
              changed.put("last", arguments);
              return !same;
            });
    return new Namespace(facts);
  }
}
