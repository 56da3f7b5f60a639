package org.vitrine.ui.charts;

/// One place in a map.
///
/// @param row the reading token, `column` the one that is read
public record Cell(int row, int column) {}
