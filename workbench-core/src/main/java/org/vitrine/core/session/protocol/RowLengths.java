package org.vitrine.core.session.protocol;

import java.util.List;

/// @param from place of the first row in the file, from 0
/// @param tokens of each row from there on
public record RowLengths(long from, List<Integer> tokens) {}
