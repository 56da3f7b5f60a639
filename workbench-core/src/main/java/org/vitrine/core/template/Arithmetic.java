package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What signs between two values do.
final class Arithmetic {
  private static final int LONGEST = 1 << 20;

  private Arithmetic() {}

  static @Nullable Object of(String operator, @Nullable Object a, @Nullable Object b) {
    if (operator.equals("~")) return Values.text(a) + Values.text(b);
    if (Values.number(a) && Values.number(b)) return numbers(operator, a, b);
    if (operator.equals("+")) {
      if (a instanceof String x && b instanceof String y) return x + y;
      if (a instanceof List<?> x && b instanceof List<?> y) {
        var both = new ArrayList<@Nullable Object>(x);
        both.addAll(y);
        return both;
      }
    }
    if (operator.equals("*") && (a instanceof Long || b instanceof Long)) {
      var of = a instanceof Long ? b : a;
      long times = Math.max(0, Values.whole(a instanceof Long ? a : b));
      if (of instanceof String s) return s.repeat(fitting(times, s.length()));
      if (of instanceof List<?> list) {
        var all = new ArrayList<@Nullable Object>();
        for (int i = fitting(times, list.size()); i > 0; i--) all.addAll(list);
        return all;
      }
    }
    if (operator.equals("%") && a instanceof String form) return Texts.formatted(form, b);
    throw new Fault(Values.kind(a) + " " + operator + " " + Values.kind(b));
  }

  private static int fitting(long times, int length) {
    if (times * Math.max(1, length) > LONGEST || times > LONGEST) throw new Fault("* " + times);
    return (int) times;
  }

  private static Object numbers(String operator, @Nullable Object a, @Nullable Object b) {
    boolean whole = !(a instanceof Double) && !(b instanceof Double);
    double x = Values.real(a), y = Values.real(b);
    if (y == 0 && List.of("/", "//", "%").contains(operator)) throw new Fault(operator + " 0");
    try {
      return switch (operator) {
        case "+" -> whole ? (Object) Math.addExact(Values.whole(a), Values.whole(b)) : x + y;
        case "-" -> whole ? (Object) Math.subtractExact(Values.whole(a), Values.whole(b)) : x - y;
        case "*" -> whole ? (Object) Math.multiplyExact(Values.whole(a), Values.whole(b)) : x * y;
        case "/" -> x / y;
        case "//" ->
            whole ? (Object) Math.floorDiv(Values.whole(a), Values.whole(b)) : Math.floor(x / y);
        case "%" ->
            whole
                ? (Object) Math.floorMod(Values.whole(a), Values.whole(b))
                : x - y * Math.floor(x / y);
        default -> power(x, y, whole && y >= 0);
      };
    } catch (ArithmeticException e) {
      throw new Fault(Values.shown(a) + " " + operator + " " + Values.shown(b));
    }
  }

  private static Object power(double x, double y, boolean whole) {
    double value = Math.pow(x, y);
    if (!whole) return value;
    if (Math.abs(value) > 1L << 53) throw new ArithmeticException();
    return (long) value;
  }
}
