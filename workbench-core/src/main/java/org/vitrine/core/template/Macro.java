package org.vitrine.core.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be called with values.
interface Macro {
  /// Stands for a parameter without a default.
  Object MISSING = Undefined.of("parameter");

  /// @param named arguments by their names
  @Nullable Object call(List<@Nullable Object> arguments, Map<String, @Nullable Object> named);

  /// @param defaults one for each name, [#MISSING] where there is none
  record Parameters(List<String> names, List<Expression> defaults) {}
}
