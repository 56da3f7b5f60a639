package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.template.Expression.Attribute;
import org.vitrine.core.template.Expression.ListOf;
import org.vitrine.core.template.Expression.Literal;
import org.vitrine.core.template.Expression.Name;
import org.vitrine.core.template.Statement.Assign;
import org.vitrine.core.template.Statement.Block;
import org.vitrine.core.template.Statement.Branch;
import org.vitrine.core.template.Statement.Break;
import org.vitrine.core.template.Statement.Capture;
import org.vitrine.core.template.Statement.Continue;
import org.vitrine.core.template.Statement.Define;
import org.vitrine.core.template.Statement.For;
import org.vitrine.core.template.Statement.If;
import org.vitrine.core.template.Statement.Print;
import org.vitrine.core.template.Statement.Text;
import org.vitrine.core.template.Token.Kind;

/// Statements.
final class Parser extends ExpressionParser {
  private static final int DEEPEST = 100;

  private int loops;
  private int nested;

  private Parser(List<Token> tokens) {
    super(tokens);
  }

  static List<Statement> parse(String source) {
    var parser = new Parser(Lexer.of(source));
    var all = parser.until(Set.of());
    if (parser.peek().kind() != Kind.END) throw parser.wrong();
    return all;
  }

  /// Statements up to a tag of one of these names, whose name comes next.
  private List<Statement> until(Set<String> ends) {
    if (++nested > DEEPEST) throw new Problem("template.deep", peek().line());
    var all = new ArrayList<Statement>();
    int begun = peek().line();
    while (true) {
      var token = take();
      switch (token.kind()) {
        case TEXT -> all.add(new Text(token.line(), token.text()));
        case PRINT -> {
          all.add(new Print(token.line(), tuple()));
          close();
        }
        case TAG -> {
          if (peek().kind() == Kind.NAME && ends.contains(peek().text())) {
            nested--;
            return all;
          }
          all.add(tag(token.line()));
        }
        case END -> {
          if (!ends.isEmpty()) throw new Problem("template.open", begun);
          nested--;
          return all;
        }
        default -> throw wrong();
      }
    }
  }

  private void close() {
    if (peek().kind() != Kind.CLOSE) throw wrong();
    take();
  }

  private void end(String name) {
    if (!skipName(name)) throw wrong();
    if (name.equals("endmacro") && peek().kind() == Kind.NAME) take();
    close();
  }

  private Statement tag(int line) {
    var token = peek();
    var name = name();
    return switch (name) {
      case "if" -> choice(line);
      case "for" -> loop(line);
      case "set" -> set(line);
      case "macro" -> macro(line);
      case "filter" -> {
        var filtered = filter(new Name(Statement.CAPTURED));
        close();
        var body = until(Set.of("endfilter"));
        end("endfilter");
        yield new Capture(line, null, filtered, body);
      }
      case "generation" -> {
        close();
        var body = until(Set.of("endgeneration"));
        end("endgeneration");
        yield new Block(line, body);
      }
      case "break", "continue" -> {
        if (loops == 0) throw new Problem("template.syntax", line, name);
        close();
        yield name.equals("break") ? new Break(line) : new Continue(line);
      }
      default -> throw new Problem("template.tag", token.line(), name);
    };
  }

  private Statement choice(int line) {
    var branches = new ArrayList<Branch>();
    @Nullable Expression condition = withoutChoice();
    while (true) {
      close();
      branches.add(new Branch(condition, until(Set.of("elif", "else", "endif"))));
      if (condition == null && !peek().name("endif")) throw wrong();
      if (skipName("elif")) condition = withoutChoice();
      else if (skipName("else")) condition = null;
      else break;
    }
    end("endif");
    return new If(line, branches);
  }

  private Statement loop(int line) {
    boolean bracket = skip("(");
    var names = new ArrayList<String>();
    do names.add(name());
    while (skip(",") && !peek().name("in"));
    if (bracket) expect(")");
    if (!skipName("in")) throw wrong();
    var items = items();
    var filter = skipName("if") ? expression() : null;
    if (peek().name("recursive")) throw new Problem("template.tag", line, "recursive");
    close();
    loops++;
    var body = until(Set.of("else", "endfor"));
    loops--;
    var otherwise = List.<Statement>of();
    if (skipName("else")) {
      close();
      otherwise = until(Set.of("endfor"));
    }
    end("endfor");
    return new For(line, names, items, filter, body, otherwise);
  }

  private Expression items() {
    var first = withoutChoice();
    if (!peek().sign(",")) return first;
    var all = new ArrayList<Expression>(List.of(first));
    while (skip(",") && peek().kind() != Kind.CLOSE) all.add(withoutChoice());
    return new ListOf(all, true);
  }

  private Statement set(int line) {
    var places = new ArrayList<Expression>();
    do {
      Expression place = new Name(name());
      while (skip(".")) place = new Attribute(place, name());
      places.add(place);
    } while (skip(","));
    if (skip("=")) {
      var value = tuple();
      close();
      return new Assign(line, places, value);
    }
    if (places.size() > 1 || !(places.getFirst() instanceof Name(var place))) throw wrong();
    @Nullable Expression filter = null;
    while (skip("|")) filter = filter(filter == null ? new Name(Statement.CAPTURED) : filter);
    close();
    var body = until(Set.of("endset"));
    end("endset");
    return new Capture(line, place, filter, body);
  }

  private Statement macro(int line) {
    var name = name();
    var names = new ArrayList<String>();
    var defaults = new ArrayList<@Nullable Expression>();
    expect("(");
    while (!skip(")")) {
      if (!names.isEmpty()) expect(",");
      names.add(name());
      defaults.add(skip("=") ? expression() : null);
    }
    close();
    int outer = loops;
    loops = 0;
    var body = until(Set.of("endmacro"));
    loops = outer;
    end("endmacro");
    var usual = defaults.stream().map(d -> d == null ? new Literal(Macro.MISSING) : d).toList();
    return new Define(line, name, new Macro.Parameters(names, usual), body);
  }
}
