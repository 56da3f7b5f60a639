package org.vitrine.core.template;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `namespace()` makes: values that a loop may change for what comes after it.
record Namespace(Map<String, @Nullable Object> values) {
  Namespace() {
    this(new LinkedHashMap<>());
  }
}
