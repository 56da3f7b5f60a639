package org.vitrine.core.task;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.data.TableOptions;

/// A data file and which of its columns mean what; null for what is to be guessed.
///
/// @param leaveOut steps of a [org.vitrine.core.data.Sieve]
public record DataFile(
    Path path,
    TableOptions options,
    @Nullable String text,
    @Nullable String pair,
    @Nullable String label,
    List<String> leaveOut) {}
