package org.vitrine.core.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a question in SQL found.
///
/// @param rows cells as text, null for nothing
/// @param more whether there are more rows than these
public record QueryAnswer(
    List<String> columns, List<List<@Nullable String>> rows, boolean more, double milliseconds) {}
