package org.vitrine.core.weights.python;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Problem;

/// Reads Python's pickles, protocols 0 to 5, as plain values: [Long], [BigInteger], [Double], [Boolean], [String],
/// [MemorySegment] for bytes, [List], [Map], [Tuple], and [#NONE]. A pickle is a program for a machine with a stack; this
/// machine knows no Python, and what the program wants to call it hands to [Calls], which knows a short list.
///
/// Each value costs at least a byte of the file, so a file cannot ask for more memory than a small multiple of its length.
final class Pickle {
  static final Object NONE =
      new Object() {
        @Override
        public String toString() {
          return "None";
        }
      };

  private static final Object MARK = new Object();

  record Tuple(List<Object> items) {}

  /// What a pickle may name and call.
  interface Calls {
    /// @throws Problem if it is not on the list
    Object global(String module, String name);

    Object call(Object callable, Tuple arguments);

    /// What the file keeps outside the pickle.
    Object persistent(Object id);
  }

  /// @param end where the next byte after it stands
  record Read(Object value, long end) {}

  private final PickleBytes in;
  private final Calls calls;
  private final ArrayList<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private Pickle(PickleBytes in, Calls calls) {
    this.in = in;
    this.calls = calls;
  }

  /// @throws Problem `weights.pickle_broken`, or what `calls` throws
  static Read read(Path file, MemorySegment bytes, long at, Calls calls) {
    var in = new PickleBytes(file, bytes, at);
    return new Read(new Pickle(in, calls).run(), in.at());
  }

  private Object run() {
    for (int op = in.unsignedByte(); op != '.'; op = in.unsignedByte()) {
      if (!scalar(op) && !container(op) && !memory(op)) call(op);
    }
    return pop();
  }

  private boolean scalar(int op) {
    switch (op) {
      case 'N' -> push(NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'I' -> push(written(in.line()));
      case 'L' -> push(decimal(in.line().replaceFirst("L$", "")));
      case 'F' -> push(fraction(in.line()));
      case 'J' -> push((long) in.signedInt());
      case 'K' -> push((long) in.unsignedByte());
      case 'M' -> push((long) in.unsignedShort());
      case 0x8a -> push(in.longNumber(in.unsignedByte()));
      case 0x8b -> push(in.longNumber(in.unsignedInt()));
      case 'G' -> push(in.fraction());
      case 'S' -> push(unquoted(in.line()));
      case 'V' -> push(in.line());
      case 'U', 0x8c -> push(in.text(in.unsignedByte()));
      case 'T', 'X' -> push(in.text(in.unsignedInt()));
      case 0x8d -> push(in.text(in.signedLong()));
      case 'C' -> push(in.raw(in.unsignedByte()));
      case 'B' -> push(in.raw(in.unsignedInt()));
      case 0x8e, 0x96 -> push(in.raw(in.signedLong()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int op) {
    switch (op) {
      case ')' -> push(new Tuple(List.of()));
      case 0x85, 0x86, 0x87 -> push(new Tuple(top(op - 0x84)));
      case 't' -> push(new Tuple(marked()));
      case ']', 0x8f -> push(new ArrayList<>());
      case 'l', 0x91 -> push(marked());
      case 'a' -> {
        var item = pop();
        list().add(item);
      }
      case 'e', 0x90 -> {
        var items = marked();
        list().addAll(items);
      }
      case '}' -> push(new LinkedHashMap<>());
      case 'd' -> {
        var items = marked();
        push(new LinkedHashMap<>());
        put(items);
      }
      case 's' -> put(top(2));
      case 'u' -> put(marked());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memory(int op) {
    switch (op) {
      case '(' -> push(MARK);
      case '0' -> pop();
      case '1' -> marked();
      case '2' -> push(peek());
      case 'p' -> memo.put(index(in.line()), peek());
      case 'q' -> memo.put((long) in.unsignedByte(), peek());
      case 'r' -> memo.put(in.unsignedInt(), peek());
      case 0x94 -> memo.put((long) memo.size(), peek());
      case 'g' -> push(recalled(index(in.line())));
      case 'h' -> push(recalled(in.unsignedByte()));
      case 'j' -> push(recalled(in.unsignedInt()));
      case 0x80 -> {
        if (in.unsignedByte() > 5) throw in.broken();
      }
      case 0x95 -> in.signedLong(); // a frame's length, only of use to who reads piece by piece
      default -> {
        return false;
      }
    }
    return true;
  }

  private void call(int op) {
    switch (op) {
      case 'c' -> push(calls.global(in.line(), in.line()));
      case 0x93 -> {
        if (!(top(2) instanceof List<Object> names
            && names.get(0) instanceof String module
            && names.get(1) instanceof String name)) throw in.broken();
        push(calls.global(module, name));
      }
      case 'i' -> {
        calls.global(in.line(), in.line());
        throw in.broken(); // an instance of an old class: none that may be called comes this way
      }
      case 'R', 0x81 -> {
        var arguments = pop();
        push(calls.call(pop(), tuple(arguments)));
      }
      case 'b' -> pop(); // attributes set afterwards: of dictionaries and tensors none that we need
      case 'P' -> push(calls.persistent(in.line()));
      case 'Q' -> push(calls.persistent(pop()));
      default -> throw in.broken();
    }
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object peek() {
    if (stack.isEmpty() || stack.getLast() == MARK) throw in.broken();
    return stack.getLast();
  }

  private Object pop() {
    var value = peek();
    stack.removeLast();
    return value;
  }

  /// The last `count` values, which leave the stack.
  private List<Object> top(int count) {
    var all = new ArrayList<>();
    for (int i = 0; i < count; i++) all.add(pop());
    Collections.reverse(all);
    return all;
  }

  /// What stands above the last mark; both leave the stack.
  private List<Object> marked() {
    int mark = stack.lastIndexOf(MARK);
    if (mark < 0) throw in.broken();
    var above = stack.subList(mark + 1, stack.size());
    var all = new ArrayList<>(above);
    above.clear();
    stack.removeLast();
    return all;
  }

  private List<Object> list() {
    if (peek() instanceof List<?> list) return unchecked(list);
    throw in.broken();
  }

  @SuppressWarnings("unchecked") // every list here was made by this machine
  private static List<Object> unchecked(List<?> list) {
    return (List<Object>) list;
  }

  @SuppressWarnings("unchecked") // every map here was made by this machine or by its calls
  private void put(List<Object> pairs) {
    if (pairs.size() % 2 != 0 || !(peek() instanceof Map<?, ?> map)) throw in.broken();
    for (int i = 0; i < pairs.size(); i += 2) {
      var key = pairs.get(i);
      // A list or tuple as a key could hold itself, and hashing it would not end; no checkpoint has
      // one.
      if (!(key instanceof String || key instanceof Number || key instanceof Boolean))
        throw in.broken();
      ((Map<Object, Object>) map).put(key, pairs.get(i + 1));
    }
  }

  private Tuple tuple(Object value) {
    if (value instanceof Tuple tuple) return tuple;
    throw in.broken();
  }

  private Object recalled(long index) {
    var value = memo.get(index);
    if (value == null) throw in.broken();
    return value;
  }

  private long index(String line) {
    return decimal(line) instanceof Long index ? index : -1;
  }

  private Object written(String line) {
    return switch (line) {
      case "00" -> false;
      case "01" -> true;
      default -> decimal(line);
    };
  }

  private Object decimal(String line) {
    if (!line.matches("-?\\d{1,38}")) throw in.broken();
    return in.number(new BigInteger(line));
  }

  private double fraction(String line) {
    try {
      return Double.parseDouble(line);
    } catch (NumberFormatException _) {
      throw in.broken();
    }
  }

  private String unquoted(String line) {
    if (line.length() < 2) throw in.broken();
    return line.substring(1, line.length() - 1);
  }
}
