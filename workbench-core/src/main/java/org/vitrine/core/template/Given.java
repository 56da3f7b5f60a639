package org.vitrine.core.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Arguments of a call.
///
/// @param of what is called, for messages
record Given(String of, List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
  int size() {
    return arguments.size();
  }

  @Nullable Object at(int place) {
    if (place < arguments.size()) return arguments.get(place);
    throw new Fault(of + "(): " + arguments.size());
  }

  @Nullable Object or(int place, String name, @Nullable Object otherwise) {
    if (place < arguments.size()) return arguments.get(place);
    return named.containsKey(name) ? named.get(name) : otherwise;
  }

  @Nullable Object named(String name) {
    if (named.containsKey(name)) return named.get(name);
    throw new Fault(of + "(): " + name);
  }

  String text(int place) {
    if (at(place) instanceof String text) return text;
    throw new Fault(of + "(): " + Values.kind(at(place)));
  }

  @Nullable String textOr(int place, @Nullable String otherwise) {
    var value = place < arguments.size() ? arguments.get(place) : null;
    return value == null ? otherwise : Values.text(value);
  }
}
