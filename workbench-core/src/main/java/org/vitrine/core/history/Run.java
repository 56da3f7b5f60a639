package org.vitrine.core.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent.Notice;

/// Everything about one run but its curves.
///
/// @param note Markdown
public record Run(
    RunHead head,
    Recipe recipe,
    Map<String, Object> environment,
    String note,
    List<Event> events,
    List<Checkpoint> checkpoints,
    List<Capture> captures) {

  /// @param kind `started`, `evaluated`, `checkpoint`, `captured`, `paused`, `resumed`, `noted`, `finished`, `stopped`,
  ///     `failed`
  /// @param notice the text by key and facts, in `train/notices.properties`
  public record Event(long id, Instant time, long step, String kind, Notice notice) {}

  /// @param kind `step`, `best` or `final`
  public record Checkpoint(long step, String path, String kind, Instant time) {}

  /// What a probe showed at a step.
  ///
  /// @param file safetensors with `attentions.L` [1, H, T, T]
  /// @param answer label (or token) to probability, likeliest first
  public record Capture(
      long step,
      int probe,
      String file,
      List<String> tokens,
      Map<String, Double> answer,
      Instant time) {}
}
