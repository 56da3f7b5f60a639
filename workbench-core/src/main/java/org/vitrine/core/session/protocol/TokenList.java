package org.vitrine.core.session.protocol;

import java.util.List;

/// @param cut whether the text was longer than asked for
/// @param limit how many tokens the model reads, 0 if unknown
public record TokenList(List<Token> tokens, boolean cut, int limit) {

  /// @param start first Java char of the token in its text, −1 for special tokens; `end` is past the last
  /// @param sequence 0 first text, 1 second, −1 special
  public record Token(
      String text, long id, int start, int end, int sequence, boolean special, boolean unknown) {}
}
