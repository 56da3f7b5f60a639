package org.vitrine.core.session.protocol;

import java.util.List;

/// Rows that were found.
///
/// @param rows the first of them, places in the file from 0
/// @param count of all
public record RowNumbers(List<Long> rows, long count) {}
