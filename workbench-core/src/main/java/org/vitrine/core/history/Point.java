package org.vitrine.core.history;

/// One value of a curve; NaN where the run had none.
public record Point(long step, double value) {}
