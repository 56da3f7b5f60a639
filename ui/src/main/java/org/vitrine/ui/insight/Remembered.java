package org.vitrine.ui.insight;

import org.jspecify.annotations.Nullable;

/// What is kept for each model, and while one walks back.
///
/// @param pair empty for none
/// @param written what an encoder-decoder writes, `picture` a file, `part` where one looks; null in what was kept before there
///     were any
/// @param head place in the list of heads, −1 for none yet
/// @param token that is in focus, −1 for all
public record Remembered(
    String text,
    String pair,
    @Nullable String written,
    @Nullable String picture,
    @Nullable String part,
    int head,
    int layer,
    int token,
    String method,
    String scale,
    String order) {}
