package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.template.Expression.Attribute;
import org.vitrine.core.template.Expression.Binary;
import org.vitrine.core.template.Expression.Call;
import org.vitrine.core.template.Expression.Choice;
import org.vitrine.core.template.Expression.Comparison;
import org.vitrine.core.template.Expression.Filter;
import org.vitrine.core.template.Expression.Item;
import org.vitrine.core.template.Expression.ListOf;
import org.vitrine.core.template.Expression.Literal;
import org.vitrine.core.template.Expression.MapOf;
import org.vitrine.core.template.Expression.Name;
import org.vitrine.core.template.Expression.Slice;
import org.vitrine.core.template.Expression.Test;
import org.vitrine.core.template.Expression.Unary;
import org.vitrine.core.template.Token.Kind;

/// Expressions in Jinja's order of binding: choice, or, and, not, comparison, sum, `~`, product, power, sign; closest are
/// attributes, calls, filters and tests.
class ExpressionParser {
  private static final int DEEPEST = 200;
  private static final Set<String> COMPARED = Set.of("==", "!=", "<", "<=", ">", ">=");

  /// Where a test's argument cannot begin.
  private static final Set<String> AFTER_TEST =
      Set.of("else", "and", "or", "is", "not", "if", "in");

  private final List<Token> tokens;
  private int at;
  private int depth;

  ExpressionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token take() {
    var token = tokens.get(at);
    if (token.kind() != Kind.END) at++;
    return token;
  }

  boolean skip(String sign) {
    if (!peek().sign(sign)) return false;
    at++;
    return true;
  }

  boolean skipName(String name) {
    if (!peek().name(name)) return false;
    at++;
    return true;
  }

  void expect(String sign) {
    if (!skip(sign)) throw wrong();
  }

  String name() {
    if (peek().kind() != Kind.NAME) throw wrong();
    return take().text();
  }

  Problem wrong() {
    var token = peek();
    var text = token.kind() == Kind.END ? "…" : token.text();
    return new Problem("template.syntax", token.line(), text.isEmpty() ? "{" : text);
  }

  /// Several with commas between them are a list.
  Expression tuple() {
    var first = expression();
    if (!peek().sign(",")) return first;
    var all = new ArrayList<Expression>(List.of(first));
    while (skip(",")) {
      if (ends()) break;
      all.add(expression());
    }
    return new ListOf(all, true);
  }

  private boolean ends() {
    return peek().kind() == Kind.CLOSE || peek().sign(")") || peek().sign("=");
  }

  Expression expression() {
    if (++depth > DEEPEST) throw new Problem("template.deep", peek().line());
    try {
      return choice();
    } finally {
      depth--;
    }
  }

  private Expression choice() {
    var yes = withoutChoice();
    while (skipName("if")) {
      var condition = withoutChoice();
      yes = new Choice(condition, yes, skipName("else") ? expression() : null);
    }
    return yes;
  }

  /// What a loop goes over: its `if` is the loop's.
  Expression withoutChoice() {
    var left = conjunction();
    while (skipName("or")) left = new Binary("or", left, conjunction());
    return left;
  }

  private Expression conjunction() {
    var left = negation();
    while (skipName("and")) left = new Binary("and", left, negation());
    return left;
  }

  private Expression negation() {
    if (!skipName("not")) return comparison();
    if (++depth > DEEPEST) throw new Problem("template.deep", peek().line());
    var not = new Unary("not", negation());
    depth--;
    return not;
  }

  private Expression comparison() {
    var first = sum();
    var operators = new ArrayList<String>();
    var others = new ArrayList<Expression>();
    while (true) {
      if (peek().kind() == Kind.SIGN && COMPARED.contains(peek().text())) {
        operators.add(take().text());
      } else if (peek().name("in")) {
        operators.add(take().text());
      } else if (peek().name("not") && tokens.get(at + 1).name("in")) {
        at += 2;
        operators.add("not in");
      } else break;
      others.add(sum());
    }
    return others.isEmpty() ? first : new Comparison(first, operators, others);
  }

  private Expression sum() {
    return left(this::joined, Set.of("+", "-"));
  }

  private Expression joined() {
    return left(this::product, Set.of("~"));
  }

  private Expression product() {
    return left(this::power, Set.of("*", "/", "//", "%"));
  }

  private Expression power() {
    return left(() -> signed(true), Set.of("**"));
  }

  private Expression left(Supplier<Expression> operand, Set<String> operators) {
    var left = operand.get();
    while (peek().kind() == Kind.SIGN && operators.contains(peek().text()))
      left = new Binary(take().text(), left, operand.get());
    return left;
  }

  private Expression signed(boolean filters) {
    if (peek().sign("-") || peek().sign("+")) {
      if (++depth > DEEPEST) throw new Problem("template.deep", peek().line());
      Expression of = new Unary(take().text(), signed(false));
      depth--;
      return filters ? filtered(of) : of;
    }
    var of = postfixed(primary());
    return filters ? filtered(of) : of;
  }

  private Expression primary() {
    var token = take();
    return switch (token.kind()) {
      case STRING -> {
        var text = new StringBuilder(token.text());
        while (peek().kind() == Kind.STRING) text.append(take().text()); // strings side by side
        yield new Literal(text.toString());
      }
      case INTEGER -> new Literal(whole(token));
      case FLOAT -> new Literal(Double.parseDouble(token.text().replace("_", "")));
      case NAME ->
          switch (token.text()) {
            case "true", "True" -> new Literal(true);
            case "false", "False" -> new Literal(false);
            case "none", "None" -> new Literal(null);
            default -> new Name(token.text());
          };
      case SIGN -> bracketed(token);
      default -> {
        at--;
        throw wrong();
      }
    };
  }

  private static long whole(Token token) {
    try {
      return Long.parseLong(token.text().replace("_", ""));
    } catch (NumberFormatException e) {
      throw new Problem("template.syntax", e, token.line(), token.text());
    }
  }

  private Expression bracketed(Token open) {
    switch (open.text()) {
      case "(" -> {
        if (skip(")")) return new ListOf(List.of(), true);
        var inside = tuple();
        expect(")");
        return inside;
      }
      case "[" -> {
        return new ListOf(items("]"), false);
      }
      case "{" -> {
        var keys = new ArrayList<Expression>();
        var values = new ArrayList<Expression>();
        while (!skip("}")) {
          if (!keys.isEmpty()) {
            expect(",");
            if (skip("}")) break;
          }
          keys.add(expression());
          expect(":");
          values.add(expression());
        }
        return new MapOf(keys, values);
      }
      default -> {
        at--;
        throw wrong();
      }
    }
  }

  private List<Expression> items(String close) {
    var all = new ArrayList<Expression>();
    while (!skip(close)) {
      if (!all.isEmpty()) {
        expect(",");
        if (skip(close)) break;
      }
      all.add(expression());
    }
    return all;
  }

  private Expression postfixed(Expression of) {
    var now = of;
    while (true) {
      if (skip(".")) {
        var token = take();
        if (token.kind() == Kind.INTEGER) now = new Item(now, new Literal(whole(token)));
        else if (token.kind() == Kind.NAME) now = new Attribute(now, token.text());
        else {
          at--;
          throw wrong();
        }
      } else if (skip("[")) now = subscript(now);
      else if (peek().sign("(")) now = call(now);
      else return now;
    }
  }

  private Expression subscript(Expression of) {
    @Nullable Expression from = peek().sign(":") ? null : expression();
    if (skip("]")) {
      if (from == null) throw wrong();
      return new Item(of, from);
    }
    expect(":");
    @Nullable Expression to = peek().sign(":") || peek().sign("]") ? null : expression();
    @Nullable Expression step = null;
    if (skip(":") && !peek().sign("]")) step = expression();
    expect("]");
    return new Slice(of, from, to, step);
  }

  private Expression call(Expression function) {
    Map<String, Expression> named = new LinkedHashMap<>();
    return new Call(function, arguments(named), named);
  }

  private List<Expression> arguments(Map<String, Expression> named) {
    var all = new ArrayList<Expression>();
    expect("(");
    while (!skip(")")) {
      if (!all.isEmpty() || !named.isEmpty()) {
        expect(",");
        if (skip(")")) break;
      }
      if (peek().kind() == Kind.NAME && tokens.get(at + 1).sign("=")) {
        var name = take().text();
        take();
        named.put(name, expression());
      } else if (named.isEmpty()) all.add(expression());
      else throw wrong();
    }
    return all;
  }

  private Expression filtered(Expression of) {
    var now = of;
    while (true) {
      if (skip("|")) now = filter(now);
      else if (skipName("is")) now = test(now);
      else if (peek().sign("(")) now = call(now);
      else return now;
    }
  }

  Expression filter(Expression of) {
    var name = name();
    Map<String, Expression> named = new LinkedHashMap<>();
    var arguments = peek().sign("(") ? arguments(named) : List.<Expression>of();
    return new Filter(of, name, arguments, named);
  }

  private Expression test(Expression of) {
    boolean not = skipName("not");
    var name = name();
    if (peek().sign("(")) return new Test(of, name, arguments(new LinkedHashMap<>()), not);
    var token = peek();
    boolean argument =
        switch (token.kind()) {
          case STRING, INTEGER, FLOAT -> true;
          case NAME -> !AFTER_TEST.contains(token.text());
          case SIGN -> token.sign("[") || token.sign("{");
          default -> false;
        };
    return new Test(of, name, argument ? List.of(postfixed(primary())) : List.of(), not);
  }
}
