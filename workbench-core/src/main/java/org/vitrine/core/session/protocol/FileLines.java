package org.vitrine.core.session.protocol;

import java.util.List;

/// @param from number of the first line, from 1
/// @param lines as they stand in the file, each cut where it is very long
public record FileLines(long from, List<String> lines) {}
