package org.vitrine.core.task;

import org.vitrine.core.picture.Preprocessing.Values;

/// One picture as numbers.
///
/// @param label the class, −100 where nobody knows it
public record PictureExample(Values values, long label) implements Example {
  @Override
  public int length() {
    return 1;
  }
}
