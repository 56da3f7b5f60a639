package org.vitrine.core.model;

import org.jspecify.annotations.Nullable;

/// How a folder is opened.
///
/// @param learning whether weights get memory of their own, so that they can be changed; else they are read straight from
///     the mapped file
/// @param fromScratch whether every weight is drawn anew and only the architecture is kept
/// @param seed for weights drawn anew
/// @param dropout stands in the place of every dropout rate; null keeps them
public record Opening(boolean learning, boolean fromScratch, long seed, @Nullable Double dropout) {
  public static Opening toLook() {
    return new Opening(false, false, 0, null);
  }

  public static Opening toLearn(long seed) {
    return new Opening(true, false, seed, null);
  }

  public Opening fromScratch(boolean scratch) {
    return new Opening(learning, scratch, seed, dropout);
  }

  public Opening withDropout(@Nullable Double rate) {
    return new Opening(learning, fromScratch, seed, rate);
  }
}
