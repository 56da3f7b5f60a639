package org.vitrine.core.session.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent.Notice;

/// A data file as it opens.
///
/// @param source the same source with everything that was guessed filled in
/// @param format `csv`, `tsv`, `json`, `jsonl`, `text`, `conll`, `squad`, `pictures`
/// @param rows how many there are, −1 while nobody has counted
/// @param guesses why a column was taken for what; keys in `data/notices.properties`
/// @param problems bad rows and the like, same keys
/// @param pictures whether the text column names pictures
public record TablePage(
    Recipe.Source source,
    String format,
    String encoding,
    @Nullable String delimiter,
    boolean header,
    List<String> columns,
    long rows,
    long bytes,
    String fingerprint,
    List<List<String>> first,
    List<Notice> guesses,
    List<Notice> problems,
    boolean pictures) {}
