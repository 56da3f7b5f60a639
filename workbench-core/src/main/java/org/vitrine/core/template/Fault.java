package org.vitrine.core.template;

/// Something that cannot be done with these values; who carries out a statement adds its line.
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1;

  Fault(String what) {
    super(what, null, false, false);
  }
}
