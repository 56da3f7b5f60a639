package org.vitrine.core.template;

/// A piece of a template.
///
/// @param text of a `STRING` without quotes and escapes
/// @param line from 1
record Token(Kind kind, String text, int line) {
  enum Kind {
    /// what stands outside of all tags
    TEXT,
    /// `{{`
    PRINT,
    /// `{%`
    TAG,
    /// `}}` or `%}`
    CLOSE,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    SIGN,
    END
  }

  boolean is(Kind wanted, String said) {
    return kind == wanted && text.equals(said);
  }

  boolean sign(String said) {
    return is(Kind.SIGN, said);
  }

  boolean name(String said) {
    return is(Kind.NAME, said);
  }
}
