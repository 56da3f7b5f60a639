package org.vitrine.core.task;

/// The examples of one side of a split, tokenized when they are asked for, so that a table of millions of rows needs no
/// memory of its size.
public interface Examples {
  int size();

  Example get(int index);

  /// Tokens of an example, which similar ones are put together by.
  default int length(int index) {
    return get(index).length();
  }
}
