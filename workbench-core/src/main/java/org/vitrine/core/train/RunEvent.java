package org.vitrine.core.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Texts;

/// What a run tells while it goes. Sealed: a new event does not compile until everybody shows it.
public sealed interface RunEvent {
  /// The run begins or goes on.
  ///
  /// @param step updates done so far, 0 for a new run
  /// @param totalSteps updates in all
  /// @param stepsPerEpoch updates of one pass over the data
  /// @param environment versions, device, threads, fingerprints of model and data, seed
  /// @param notes what the user should know: a fresh head, guessed columns, tensors left over
  record Started(
      long step,
      long totalSteps,
      double stepsPerEpoch,
      Map<String, Object> environment,
      List<Notice> notes)
      implements RunEvent {}

  /// One update.
  ///
  /// @param loss Σ of item losses / items of the update
  /// @param learningRate the rate that the update used
  /// @param gradNorm joint L2 norm before clipping
  /// @param memoryMb MiB that the run takes on its device, NaN where nobody looked
  record Step(
      long step,
      double epoch,
      double loss,
      double learningRate,
      double gradNorm,
      double tokensPerSecond,
      double memoryMb)
      implements RunEvent {
    public Step(
        long step,
        double epoch,
        double loss,
        double learningRate,
        double gradNorm,
        double tokensPerSecond) {
      this(step, epoch, loss, learningRate, gradNorm, tokensPerSecond, Double.NaN);
    }
  }

  /// @param metrics `loss`, `accuracy`, ...
  /// @param best whether these are the best so far
  /// @param examples how many examples were measured
  record Evaluated(
      long step, double epoch, Map<String, Double> metrics, boolean best, long examples)
      implements RunEvent {}

  record CheckpointSaved(long step, Path path) implements RunEvent {}

  /// A probe was looked at.
  ///
  /// @param file safetensors with `attentions.L` [1, H, T, T], see `insight`
  /// @param probe place in the recipe's list
  /// @param answer what the model says, `label` to probability, likeliest first
  record Captured(long step, int probe, Path file, List<String> tokens, Map<String, Double> answer)
      implements RunEvent {}

  record Paused(long step) implements RunEvent {}

  record Resumed(long step) implements RunEvent {}

  /// Something worth a line among the run's events.
  record Noted(long step, Notice notice) implements RunEvent {}

  record Finished(long step, Path path, Map<String, Double> metrics) implements RunEvent {}

  /// @param path the checkpoint or model that was kept, null for none
  record Stopped(long step, @Nullable Path path) implements RunEvent {}

  /// @param kept the last good weights, null for none
  record Failed(long step, Problem.Facts problem, @Nullable Path kept) implements RunEvent {}

  /// A text by key and facts, as [Problem] has them; it stands in `train/notices.properties`.
  record Notice(String key, List<Object> facts) {
    public static Notice of(String key, Object... facts) {
      return new Notice(key, List.of(facts));
    }

    private static final Set<String> ROOMS =
        Set.of(
            "base",
            "device",
            "weights",
            "model",
            "tokenizer",
            "data",
            "task",
            "train",
            "session",
            "history");

    /// The text in a language. Keys that begin with a room's name stand in that room's notices or problems, the others in
    /// those of `train` and `session`.
    public String sentence(Locale locale) {
      int dot = key.indexOf('.');
      var room = dot < 0 ? "" : key.substring(0, dot);
      if (ROOMS.contains(room)) {
        for (var bundle : List.of("notices", "problems")) {
          for (var name : List.of(key, key.substring(dot + 1))) {
            var text = in(room + "." + bundle, name, locale);
            if (text != null) return text;
          }
        }
      }
      for (var bundle : List.of("train.notices", "session.notices")) {
        var text = in(bundle, key, locale);
        if (text != null) return text;
      }
      return facts.isEmpty() ? key : key + " " + facts;
    }

    private @Nullable String in(String bundle, String name, Locale locale) {
      try {
        var texts = Texts.of("org.vitrine.core." + bundle, locale);
        return texts.has(name) ? texts.get(name, facts.toArray()) : null;
      } catch (MissingResourceException _) {
        return null; // not every room has both
      }
    }
  }
}
