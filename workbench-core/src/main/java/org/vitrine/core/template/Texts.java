package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What strings can do, counted in code points as Python counts them.
final class Texts {
  private static final String BLANK = " \t\n\r\f\u000b\u001c\u001d\u001e\u001f\u0085\u00a0";

  private Texts() {}

  /// @param characters that go, null for white space
  static String stripped(String s, @Nullable String characters, boolean left, boolean right) {
    int from = 0, to = s.length();
    while (left && from < to && goes(s.codePointAt(from), characters))
      from += Character.charCount(s.codePointAt(from));
    while (right && to > from && goes(s.codePointBefore(to), characters))
      to -= Character.charCount(s.codePointBefore(to));
    return s.substring(from, to);
  }

  private static boolean goes(int c, @Nullable String characters) {
    if (characters != null) return characters.indexOf(c) >= 0;
    return BLANK.indexOf(c) >= 0 || Character.isSpaceChar(c);
  }

  /// @param by null for any white space; @param most cuts, below 0 for all
  static List<@Nullable Object> split(String s, @Nullable String by, long most, boolean fromRight) {
    if (by != null && by.isEmpty()) throw new Fault("split('')");
    var parts = new ArrayList<@Nullable Object>();
    if (fromRight && by != null && most >= 0) {
      var rest = s;
      for (long cuts = 0; cuts < most && rest.lastIndexOf(by) >= 0; cuts++) {
        int at = rest.lastIndexOf(by);
        parts.addFirst(rest.substring(at + by.length()));
        rest = rest.substring(0, at);
      }
      parts.addFirst(rest);
      return parts;
    }
    var rest = by == null ? stripped(s, null, true, false) : s;
    if (by == null && rest.isEmpty()) return parts;
    while (most < 0 || parts.size() < most) {
      int at = by == null ? blank(rest) : rest.indexOf(by);
      if (at < 0) break;
      parts.add(rest.substring(0, at));
      rest =
          by == null
              ? stripped(rest.substring(at), null, true, false)
              : rest.substring(at + by.length());
      if (by == null && rest.isEmpty()) return parts;
    }
    parts.add(by == null ? stripped(rest, null, false, true) : rest);
    return parts;
  }

  private static int blank(String s) {
    for (int i = 0; i < s.length(); i++) if (goes(s.codePointAt(i), null)) return i;
    return -1;
  }

  static List<@Nullable Object> lines(String s) {
    return new ArrayList<>(s.lines().toList());
  }

  static String replaced(String s, String old, String by, long most) {
    if (most < 0) return s.replace(old, by);
    var text = new StringBuilder();
    int from = 0;
    for (long n = 0; n < most; n++) {
      int at = s.indexOf(old, from);
      if (at < 0) break;
      text.append(s, from, at).append(by);
      from = at + old.length();
      if (old.isEmpty()) break;
    }
    return text.append(s.substring(from)).toString();
  }

  static String capitalised(String s) {
    if (s.isEmpty()) return s;
    int end = s.offsetByCodePoints(0, 1);
    return s.substring(0, end).toUpperCase(Locale.ROOT) + s.substring(end).toLowerCase(Locale.ROOT);
  }

  static String titled(String s) {
    var text = new StringBuilder();
    boolean inside = false;
    for (int c : s.codePoints().toArray()) {
      text.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inside = Character.isLetter(c);
    }
    return text.toString();
  }

  /// @param blank whether empty lines get it too
  static String indented(String s, String by, boolean first, boolean blank) {
    var lines = s.split("\n", -1);
    for (int i = 0; i < lines.length; i++)
      if ((i > 0 || first) && (blank || !lines[i].isEmpty() || i == 0)) lines[i] = by + lines[i];
    return String.join("\n", lines);
  }

  /// `%s`, `%d` and `%%` of Python's older way to format.
  static String formatted(String form, @Nullable Object values) {
    var all = values instanceof List<?> list ? list : java.util.Arrays.asList(values);
    var text = new StringBuilder();
    int next = 0;
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      char kind = ++i < form.length() ? form.charAt(i) : ' ';
      if (kind == '%') text.append('%');
      else if ((kind == 's' || kind == 'd') && next < all.size())
        text.append(Values.text(all.get(next++)));
      else throw new Fault("%" + kind);
    }
    return text.toString();
  }
}
