package org.vitrine.core.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Reads lines of any length and keeps the beginning of each.
final class LineReader {
  private final Reader reader;
  private final int longest;
  private int last = -2; // −2 before the first character, −1 behind the last

  LineReader(Reader reader, int longest) {
    this.reader = reader;
    this.longest = longest;
  }

  /// @param from the first that is kept, from 1
  List<String> lines(long from, int count) throws IOException {
    var found = new ArrayList<String>();
    for (long number = 1; last != -1 && found.size() < count; number++) {
      var line = new StringBuilder();
      boolean any = next(line, number >= from);
      if (number >= from && (any || last != -1)) found.add(line.toString());
    }
    return found;
  }

  /// @return whether the line has a character
  private boolean next(StringBuilder line, boolean kept) throws IOException {
    boolean any = false, afterReturn = last == '\r';
    while (true) {
      last = reader.read();
      if (afterReturn && last == '\n') {
        afterReturn = false;
        continue;
      }
      afterReturn = false;
      if (last == -1 || last == '\n' || last == '\r') break;
      any = true;
      if (kept && line.length() < longest) line.append((char) last);
    }
    if (kept && line.length() == longest) line.append('…');
    return any;
  }
}
