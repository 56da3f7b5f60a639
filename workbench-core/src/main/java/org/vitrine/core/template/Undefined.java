package org.vitrine.core.template;

/// What nobody has said: empty where it is written, false where it is asked; nothing can be taken of it.
///
/// @param what is missing, for messages
record Undefined(String what) {
  static Undefined of(String what) {
    return new Undefined(what);
  }
}
