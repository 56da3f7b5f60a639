package org.vitrine.core.session.protocol;

import org.jspecify.annotations.Nullable;

/// What is looked at, and where in the model.
///
/// @param text null where a picture alone is seen; @param pair a second text
/// @param written what an encoder-decoder writes; null lets it write itself
/// @param picture a file
/// @param part `whole`; of an encoder-decoder `encoder`, `decoder`, `cross`; of two towers `text`, `vision`; null for the first
public record Subject(
    @Nullable String text,
    @Nullable String pair,
    @Nullable String written,
    @Nullable String picture,
    @Nullable String part) {

  public static Subject of(String text, @Nullable String pair) {
    return new Subject(text, pair, null, null, null);
  }

  public static Subject ofPicture(String file) {
    return new Subject(null, null, null, file, null);
  }

  public Subject at(String part) {
    return new Subject(text, pair, written, picture, part);
  }
}
