package org.vitrine.ui.insight;

/// What is kept for each model, and while one walks back.
///
/// @param pair empty for none
/// @param head place in the list of heads, −1 for none yet
/// @param token that is in focus, −1 for all
public record Remembered(
    String text,
    String pair,
    int head,
    int layer,
    int token,
    String method,
    String scale,
    String order) {}
