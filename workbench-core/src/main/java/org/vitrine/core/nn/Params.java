package org.vitrine.core.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A place in the checkpoint: constructors of layers walk it, so the constructor *is* the map of names.
///
/// `at.in("encoder.layer").each(2, layer -> ...)` visits `encoder.layer.0` and `encoder.layer.1`.
public final class Params {
  private final Map<String, Param> all;
  private final String prefix;
  private final boolean head;

  private Params(Map<String, Param> all, String prefix, boolean head) {
    this.all = all;
    this.prefix = prefix;
    this.head = head;
  }

  /// The top of an empty tree.
  public static Params root() {
    return new Params(new LinkedHashMap<>(), "", false);
  }

  public Params in(String name) {
    return new Params(all, join(name), head);
  }

  /// The same place; what is declared from here may be drawn anew where the checkpoint lacks it.
  public Params asHead() {
    return new Params(all, prefix, true);
  }

  public <T> List<T> each(int count, Function<Params, T> layer) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(i -> layer.apply(in(String.valueOf(i)))).toList());
  }

  /// The full name of this place, `bert.encoder.layer.3` say.
  public String name() {
    return prefix;
  }

  /// The number of the layer that this place lies in: the last number in its name.
  public int layer() {
    var parts = prefix.split("\\.");
    for (int i = parts.length - 1; i >= 0; i--) {
      if (parts[i].matches("\\d{1,6}")) return Integer.parseInt(parts[i]);
    }
    throw new IllegalStateException(prefix);
  }

  /// Declares an array below this place.
  ///
  /// @throws IllegalStateException if the name is taken
  public Param declare(String name, Param.Start start, long... shape) {
    return declare(name, start, head ? Param.Role.HEAD : Param.Role.BODY, shape);
  }

  /// Declares an array that a norm layer owns.
  public Param declareNorm(String name, Param.Start start, long... shape) {
    return declare(name, start, head ? Param.Role.HEAD_NORM : Param.Role.NORM, shape);
  }

  /// Declares an array that is stored and never learns; it may be missing.
  public Param declareBuffer(String name, Param.Start start, long... shape) {
    return declare(name, start, Param.Role.BUFFER, shape);
  }

  /// Declares what a layer measures while it trains.
  public Param declareStatistic(String name, Param.Start start, long... shape) {
    return declare(name, start, Param.Role.STATISTIC, shape);
  }

  /// Declares a whole number that counts up from 0 while a layer trains; older files lack it.
  public Param declareCounter(String name) {
    return declare(name, Param.Start.ZEROS, Param.Role.COUNTER);
  }

  private Param declare(String name, Param.Start start, Param.Role role, long... shape) {
    var param = new Param(join(name), LongStream.of(shape).boxed().toList(), start, role);
    if (all.putIfAbsent(param.name(), param) != null) throw new IllegalStateException(param.name());
    return param;
  }

  /// Everything declared so far anywhere in the tree, by full name, in the order of declaration.
  public Map<String, Param> all() {
    return all;
  }

  private String join(String name) {
    return prefix.isEmpty() ? name : name.isEmpty() ? prefix : prefix + "." + name;
  }
}
