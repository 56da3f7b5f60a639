package org.vitrine.core.data;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// A long text in pieces that a tokenizer reads as it would read the whole: cut before white space that follows a word,
/// where vocabularies of every kind begin a new piece. Only a text without white space is cut between any characters.
final class TextChunks {
  private final Reader reader;
  private final int size;
  private final StringBuilder pending = new StringBuilder();
  private final char[] buffer = new char[1 << 13];
  private boolean ended;

  /// @param size chars of a piece, about
  TextChunks(Reader reader, int size) {
    this.reader = reader;
    this.size = size;
  }

  /// Null at the end.
  @Nullable String next() throws IOException {
    while (!ended && pending.length() <= size) {
      int n = reader.read(buffer);
      if (n < 0) ended = true;
      else pending.append(buffer, 0, n);
    }
    if (pending.isEmpty()) return null;
    int cut = ended && pending.length() <= size ? pending.length() : cut();
    var chunk = pending.substring(0, cut);
    pending.delete(0, cut);
    return chunk;
  }

  private int cut() {
    int blank = 0;
    for (int i = size; i > size / 2; i--) {
      char c = pending.charAt(i);
      if (!Character.isWhitespace(c) || Character.isWhitespace(pending.charAt(i - 1))) continue;
      if (c == '\n') return i;
      if (blank == 0) blank = i;
    }
    if (blank > 0) return blank;
    return Character.isLowSurrogate(pending.charAt(size)) ? size - 1 : size;
  }
}
