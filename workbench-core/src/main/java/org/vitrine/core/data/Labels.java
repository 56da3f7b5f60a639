package org.vitrine.core.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// The classes of a label column: strings, numbers or booleans, in their natural order (numbers by size, false before
/// true, strings by code unit), or in the order of a model that knows them already.
public final class Labels {
  /// More different values than this are no classes.
  public static final int MOST = 10_000;

  private final List<String> names;
  private final Map<String, Integer> places;

  private Labels(List<String> names, Map<String, Integer> places) {
    this.names = List.copyOf(names);
    this.places = places;
  }

  /// @param values as the file writes them; empty ones do not count
  public static Labels of(Collection<String> values) {
    var different = new TreeMap<String, String>();
    for (var value : values) if (!value.isBlank()) different.putIfAbsent(value.strip(), "");
    var all = new ArrayList<>(different.keySet());
    if (all.stream().allMatch(v -> number(v) != null)) {
      all.sort(Comparator.comparing(v -> java.util.Objects.requireNonNull(number(v))));
      return distinct(all, v -> plain(java.util.Objects.requireNonNull(number(v))));
    }
    if (all.stream().allMatch(Labels::truth)) return distinct(all, v -> v.toLowerCase(Locale.ROOT));
    return distinct(all, v -> v);
  }

  /// The classes of one column of a table.
  ///
  /// @throws Problem `data.no-labels` if all cells are empty, `data.many-labels` if there are more than [#MOST]
  public static Labels of(Table table, String column, Progress progress) {
    int place = table.column(column);
    var different = new HashMap<String, Integer>();
    for (long n = 0; n < table.rows(); n++) {
      if (n % 1024 == 0) progress.at("data.labels", n, table.rows());
      different.merge(table.row(n).cell(place).strip(), 1, Integer::sum);
      if (different.size() > MOST + 1)
        throw new Problem("data.many-labels", table.path(), column, MOST);
    }
    var labels = of(different.keySet());
    if (labels.size() == 0) throw new Problem("data.no-labels", table.path(), column);
    return labels;
  }

  /// Classes in an order that somebody else chose.
  public static Labels ordered(List<String> names) {
    return distinct(names, v -> v);
  }

  private static Labels distinct(
      List<String> values, java.util.function.UnaryOperator<String> spelling) {
    var names = new ArrayList<String>();
    var places = new HashMap<String, Integer>();
    for (var value : values) {
      var name = spelling.apply(value);
      if (!names.contains(name)) names.add(name);
      places.put(value, names.indexOf(name));
      places.put(name, names.indexOf(name));
    }
    return new Labels(names, places);
  }

  /// These classes as a model counts them, if each of them is one of the model's: by name, by name without regard to
  /// case, or as the numbers 0 … n−1 of the model's n classes. The result has the model's names and order.
  public Optional<Labels> asIn(List<String> model) {
    var exact = new HashMap<String, Integer>();
    var loose = new HashMap<String, Integer>();
    var numbered = new HashMap<String, Integer>();
    for (int i = 0; i < model.size(); i++) {
      exact.put(model.get(i), i);
      loose.put(model.get(i).toLowerCase(Locale.ROOT), i);
      numbered.put(String.valueOf(i), i);
    }
    var byName = mapped(exact, false);
    if (byName == null && loose.size() == model.size()) byName = mapped(loose, true);
    if (byName == null && names.size() == model.size()) byName = mapped(numbered, false);
    return byName == null ? Optional.empty() : Optional.of(new Labels(model, byName));
  }

  private @Nullable Map<String, Integer> mapped(Map<String, Integer> model, boolean loose) {
    var mapped = new HashMap<String, Integer>();
    for (var each : places.entrySet()) {
      var name = names.get(each.getValue());
      var place = model.get(loose ? name.toLowerCase(Locale.ROOT) : name);
      if (place == null) return null;
      mapped.put(each.getKey(), place);
    }
    return mapped;
  }

  public List<String> names() {
    return names;
  }

  public int size() {
    return names.size();
  }

  /// The class of a cell, −1 if it is empty or none of these.
  public int index(String cell) {
    var value = cell.strip();
    var place = places.get(value);
    if (place != null) return place;
    var number = number(value);
    if (number != null) return places.getOrDefault(plain(number), -1);
    return truth(value) ? places.getOrDefault(value.toLowerCase(Locale.ROOT), -1) : -1;
  }

  static @Nullable BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > 30 || "0123456789+-.".indexOf(text.charAt(0)) < 0)
      return null;
    try {
      var number = new BigDecimal(text);
      return Math.abs(number.scale()) > 40
          ? null
          : number; // 1e999999999 would fill the memory when written out
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// 1, 1.0 and 1e0 are one class.
  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static boolean truth(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }
}
