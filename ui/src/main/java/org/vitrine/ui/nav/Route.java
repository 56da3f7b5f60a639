package org.vitrine.ui.nav;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.Preset;

/// A place in the window. A screen knows the routes of others and nothing else of them.
public sealed interface Route {
  record Home() implements Route {}

  /// @param path of the chosen model, null for the last
  record Models(@Nullable String path) implements Route {}

  /// @param path of the data file, null for the last
  record Data(@Nullable String path) implements Route {}

  /// The form of a new run.
  ///
  /// @param model folder, null to keep what is there
  /// @param data file, null to keep what is there
  /// @param run whose recipe is taken over, null for none
  /// @param preset to begin with, null to keep what is there
  record Train(
      @Nullable String model, @Nullable String data, @Nullable String run, @Nullable Preset preset)
      implements Route {
    public Train(@Nullable String model, @Nullable String data, @Nullable String run) {
      this(model, data, run, null);
    }

    public static Train empty() {
      return new Train(null, null, null);
    }
  }

  /// The table of runs.
  record Runs() implements Route {}

  /// One run, live or done.
  record RunPage(String run) implements Route {}

  record Overlay(List<String> runs) implements Route {}

  /// @param model folder, null for the last or the starter
  /// @param text null for the last of this model
  /// @param pair second text, null for none
  /// @param run whose film is shown, null for none
  /// @param step of that run, −1 for its newest
  record Attention(
      @Nullable String model,
      @Nullable String text,
      @Nullable String pair,
      @Nullable String run,
      long step)
      implements Route {
    public static Attention of(@Nullable String model, @Nullable String text) {
      return new Attention(model, text, null, null, -1);
    }

    public static Attention ofRun(String run) {
      return new Attention(null, null, null, run, -1);
    }
  }

  /// @param section `appearance`, `language`, `device`, ...; null for the last
  record Settings(@Nullable String section) implements Route {}
}
