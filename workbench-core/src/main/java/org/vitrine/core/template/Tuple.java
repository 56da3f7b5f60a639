package org.vitrine.core.template;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// A list that is written in round brackets.
final class Tuple extends ArrayList<@Nullable Object> {
  private static final long serialVersionUID = 1;

  Tuple(Collection<? extends @Nullable Object> items) {
    super(items);
  }
}
