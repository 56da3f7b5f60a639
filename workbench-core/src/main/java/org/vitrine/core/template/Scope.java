package org.vitrine.core.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names and what they mean, inside of others.
final class Scope {
  private final @Nullable Scope outer;
  private final Map<String, @Nullable Object> values = new HashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  @Nullable Object get(String name) {
    for (var scope = this; scope != null; scope = scope.outer)
      if (scope.values.containsKey(name)) return scope.values.get(name);
    return Undefined.of(name);
  }

  void set(String name, @Nullable Object value) {
    values.put(name, value);
  }
}
