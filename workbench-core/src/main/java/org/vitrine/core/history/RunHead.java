package org.vitrine.core.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as a list shows it.
///
/// @param step updates done
/// @param totalSteps updates planned, 0 before the worker knows
/// @param loss the last training loss
/// @param scoreName the metric that `score` is, `eval/accuracy` or `eval/loss`
/// @param score its best value so far
/// @param examples how many examples the score was measured on, 0 if none
/// @param message the sentence of a failure as `Problem.Facts` JSON, null without one
/// @param path the final model or what was kept, null for none yet
/// @param deleted when it was put into the bin
public record RunHead(
    String id,
    String name,
    RunStatus status,
    String task,
    String model,
    String data,
    String device,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable Instant heartbeat,
    long step,
    long totalSteps,
    @Nullable Double loss,
    @Nullable String scoreName,
    @Nullable Double score,
    long examples,
    List<String> tags,
    @Nullable String message,
    @Nullable String path,
    @Nullable Instant deleted) {}
