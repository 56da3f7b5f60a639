package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.vitrine.core.base.Problem;
import org.vitrine.core.template.Token.Kind;

/// Takes a template apart. As for chat templates everywhere, a line break after a tag and blanks before one that begins a line
/// go (`trim_blocks`, `lstrip_blocks`); `-` takes all white space on its side, `+` leaves it.
final class Lexer {
  private static final List<String> SIGNS =
      List.of(
          "==", "!=", "<=", ">=", "//", "**", "<", ">", "=", "+", "-", "*", "/", "%", "~", "|", ".",
          ",", ":", "(", ")", "[", "]", "{", "}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern NUMBER =
      Pattern.compile("\\d[\\d_]*(\\.\\d[\\d_]*)?([eE][+-]?\\d+)?");
  private static final Pattern RAW_END = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%}");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean strip, trim; // what the tag before asks of the text that follows

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> of(String source) {
    var whole = source.replace("\r\n", "\n").replace('\r', '\n');
    // one line break at the very end belongs to the file
    return new Lexer(whole.endsWith("\n") ? whole.substring(0, whole.length() - 1) : whole).all();
  }

  private List<Token> all() {
    while (at < source.length()) {
      int open = opening(at);
      text(at, open);
      if (open == source.length()) break;
      char kind = source.charAt(open + 1);
      if (kind == '#') comment(open);
      else tag(open, kind == '{');
    }
    tokens.add(new Token(Kind.END, "", line));
    return tokens;
  }

  private int opening(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 == source.length()) break;
      char next = source.charAt(i + 1);
      if (next == '{' || next == '%' || next == '#') return i;
    }
    return source.length();
  }

  /// Text before a tag, without the white space that this tag and the one before take.
  private void text(int from, int to) {
    int start = from, end = to;
    if (strip) while (start < end && Character.isWhitespace(source.charAt(start))) start++;
    else if (trim && start < end && source.charAt(start) == '\n') start++;
    if (to < source.length()) {
      char sign = to + 2 < source.length() ? source.charAt(to + 2) : ' ';
      if (sign == '-') while (end > start && Character.isWhitespace(source.charAt(end - 1))) end--;
      else if (sign != '+' && source.charAt(to + 1) != '{') end = withoutIndent(start, end);
    }
    strip = trim = false;
    if (end > start) tokens.add(new Token(Kind.TEXT, source.substring(start, end), line));
    count(from, to);
    at = to;
  }

  /// Blanks between a line's beginning and its tag go.
  private int withoutIndent(int start, int end) {
    int i = end;
    while (i > start && (source.charAt(i - 1) == ' ' || source.charAt(i - 1) == '\t')) i--;
    boolean begins = i == 0 || source.charAt(i - 1) == '\n';
    return begins ? i : end;
  }

  private void count(int from, int to) {
    for (int i = from; i < to; i++) if (source.charAt(i) == '\n') line++;
  }

  private void comment(int open) {
    int close = source.indexOf("#}", open + 2);
    if (close < 0) throw wrong("{#");
    after(source.charAt(close - 1), true);
    count(open, close + 2);
    at = close + 2;
  }

  private void after(char sign, boolean block) {
    strip = sign == '-';
    trim = block && sign != '+';
  }

  private void tag(int open, boolean print) {
    int opened = tokens.size(), begun = line;
    tokens.add(new Token(print ? Kind.PRINT : Kind.TAG, "", line));
    at = open + 2;
    if (at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+')) at++;
    var close = print ? "}}" : "%}";
    int depth = 0; // of braces, for `{{ {"a": 1}}}`
    while (true) {
      while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
        if (source.charAt(at++) == '\n') line++;
      }
      if (at >= source.length()) throw new Problem("template.open", begun);
      int sign = source.charAt(at) == '-' || source.charAt(at) == '+' ? 1 : 0;
      if (depth == 0 && source.startsWith(close, at + sign)) {
        after(sign == 1 ? source.charAt(at) : ' ', !print);
        at += sign + 2;
        break;
      }
      var token = next();
      if (token.sign("{")) depth++;
      if (token.sign("}")) depth--;
      tokens.add(token);
    }
    if (tokens.size() == opened + 2 && tokens.getLast().name("raw")) raw(opened);
    else tokens.add(new Token(Kind.CLOSE, close, line));
  }

  /// Everything up to `endraw` is text.
  private void raw(int opened) {
    while (tokens.size() > opened) tokens.removeLast();
    var end = RAW_END.matcher(source);
    if (!end.find(at)) throw new Problem("template.open", line);
    int from = at, to = end.start();
    if (strip) while (from < to && Character.isWhitespace(source.charAt(from))) from++;
    else if (trim && from < to && source.charAt(from) == '\n') from++;
    if (end.group(1).equals("-"))
      while (to > from && Character.isWhitespace(source.charAt(to - 1))) to--;
    if (to > from) tokens.add(new Token(Kind.TEXT, source.substring(from, to), line));
    count(at, end.end());
    at = end.end();
    after(end.group(2).isEmpty() ? ' ' : end.group(2).charAt(0), true);
  }

  private Token next() {
    char c = source.charAt(at);
    if (c == '"' || c == '\'') return string(c);
    var name = NAME.matcher(source).region(at, source.length());
    if (name.lookingAt()) return taken(Kind.NAME, name.end());
    var number = NUMBER.matcher(source).region(at, source.length());
    if (number.lookingAt()) {
      boolean whole = number.group(1) == null && number.group(2) == null;
      return taken(whole ? Kind.INTEGER : Kind.FLOAT, number.end());
    }
    for (var sign : SIGNS)
      if (source.startsWith(sign, at)) return taken(Kind.SIGN, at + sign.length());
    throw wrong(source.substring(at, source.offsetByCodePoints(at, 1)));
  }

  private Token taken(Kind kind, int end) {
    var token = new Token(kind, source.substring(at, end), line);
    at = end;
    return token;
  }

  private Token string(char quote) {
    var text = new StringBuilder();
    int begun = line;
    for (int i = at + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == quote) {
        at = i + 1;
        return new Token(Kind.STRING, text.toString(), begun);
      }
      if (c == '\n') line++;
      if (c == '\\' && i + 1 < source.length()) i += escape(source.charAt(i + 1), i, text);
      else text.append(c);
    }
    throw new Problem("template.open", begun);
  }

  /// @return how many chars beyond the backslash it takes
  private int escape(char c, int i, StringBuilder text) {
    int digits =
        switch (c) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    if (digits > 0) {
      var code = source.substring(i + 2, Math.min(source.length(), i + 2 + digits));
      if (!code.matches("[0-9a-fA-F]{" + digits + "}")) throw wrong("\\" + c);
      int point = (int) Long.parseLong(code, 16);
      if (!Character.isValidCodePoint(point)) throw wrong("\\" + c);
      text.appendCodePoint(point);
      return 1 + digits;
    }
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'f' -> text.append('\f');
      case 'b' -> text.append('\b');
      case 'v' -> text.append('\u000b');
      case 'a' -> text.append('\u0007');
      case '0' -> text.append('\0');
      case '\n' -> {}
      case '\\', '\'', '"' -> text.append(c);
      default -> text.append('\\').append(c);
    }
    return 1;
  }

  private Problem wrong(String what) {
    return new Problem("template.syntax", line, what);
  }
}
