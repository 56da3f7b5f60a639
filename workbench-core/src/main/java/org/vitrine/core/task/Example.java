package org.vitrine.core.task;

/// What a task learns from or is measured on, as numbers.
public sealed interface Example permits TextExample, PictureExample {
  /// Tokens of a text, by which batches of like length are made; 1 for a picture.
  int length();

  /// The class, −100 where nobody knows it.
  long label();
}
