package org.vitrine.core.session.protocol;

import java.util.List;

/// @param rows cells by column; `numbers` their place in the file, from 0
public record RowList(List<Long> numbers, List<List<String>> rows) {}
