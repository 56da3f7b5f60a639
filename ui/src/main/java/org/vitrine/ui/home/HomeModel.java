package org.vitrine.ui.home;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Feed;

/// What Home shows: a sentence and the starter's look at it, the first steps, the run that waits.
final class HomeModel {
  private static final Duration TYPING = Duration.ofMillis(150);
  private static final String DISMISSED = "home.kept-as-it-is";

  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final Feed feed;
  private final Sentences sentences;
  private final Starter starter;
  private final StringProperty sentence = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable Look> look = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<@Nullable Duration> opened = new SimpleObjectProperty<>();

  HomeModel(Workbench workbench, Latest latest, Preferences preferences, Feed feed) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
    this.feed = feed;
    sentences = Sentences.of(workbench.starters().resolve("datasets"));
    starter = new Starter(workbench);
    sentence.set(preferences.get().sentence());
    sentence.subscribe((_, now) -> typed(now));
  }

  Starter starter() {
    return starter;
  }

  StringProperty sentence() {
    return sentence;
  }

  /// Null until the first answer, and where there is no text.
  ReadOnlyObjectProperty<@Nullable Look> look() {
    return look.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }

  /// How long the first answer took, null before it.
  ReadOnlyObjectProperty<@Nullable Duration> opened() {
    return opened;
  }

  /// Makes sure that there is a sentence of the window's language, unless the user wrote one.
  void speak(Locale language) {
    boolean chinese = language.getLanguage().equals("zh");
    var now = sentence.get();
    if (now.isBlank() || sentences.holds(now) && org.vitrine.ui.kit.Fonts.isHan(now) != chinese) {
      sentence.set(sentences.after("", chinese));
    } else if (look.get() == null) {
      typed(now);
    }
  }

  void another(boolean chinese) {
    sentence.set(sentences.after(sentence.get(), chinese));
  }

  private void typed(String now) {
    if (!now.equals(preferences.get().sentence())) preferences.change(s -> s.with("sentence", now));
    if (now.isBlank()) {
      latest.cancel("home.look");
      look.set(null);
      return;
    }
    var asked = Instant.now();
    latest.askAfter(
        look.get() == null ? Duration.ZERO : TYPING,
        "home.look",
        () -> starter.look(now),
        found -> {
          trouble.set(null);
          look.set(found);
          if (opened.get() == null) opened.set(Duration.between(asked, Instant.now()));
        },
        problem -> {
          look.set(null);
          trouble.set(problem);
        });
  }

  /// Asks again after something went wrong.
  void again() {
    typed(sentence.get());
  }

  /// The run whose worker is gone without a word, unless the user left it as it is.
  Optional<RunHead> interrupted() {
    return feed.runs().stream()
        .filter(r -> r.status() == RunStatus.INTERRUPTED && !dismissed(r.id()))
        .findFirst();
  }

  private boolean dismissed(String run) {
    var kept = preferences.recall(DISMISSED, String[].class);
    return kept != null && List.of(kept).contains(run);
  }

  void keepAsItIs(RunHead run) {
    var kept =
        new java.util.ArrayList<>(
            List.of(
                Optional.ofNullable(preferences.recall(DISMISSED, String[].class))
                    .orElse(new String[0])));
    kept.add(run.id());
    preferences.remember(DISMISSED, kept);
  }

  Optional<RunHead> paused() {
    return feed.runs().stream().filter(r -> r.status() == RunStatus.PAUSED).findFirst();
  }

  List<RunHead> recent() {
    return feed.runs().stream().limit(4).toList();
  }

  boolean showsSteps() {
    return !preferences.get().hiddenSteps()
        && feed.runs().stream().noneMatch(r -> r.status() == RunStatus.FINISHED);
  }

  void hideSteps() {
    preferences.set("hidden_steps", true);
  }

  void showSteps() {
    preferences.set("hidden_steps", false);
  }

  /// Lets a paused run go on; starts a worker anew for one that nobody holds any more.
  void goOn(RunHead run, Consumer<Problem> trouble) {
    latest.run(
        "home.go-on",
        () -> {
          if (run.status() == RunStatus.PAUSED) workbench.command(run.id(), Command.RESUME);
          else workbench.resume(run.id());
          return true;
        },
        _ -> {},
        trouble);
  }

  /// The step of the newest checkpoint, 0 for none, read off the window's thread.
  void checkpoint(RunHead run, Consumer<Long> answer) {
    latest.run(
        "home.checkpoint",
        () ->
            workbench.history().run(run.id()).checkpoints().stream()
                .mapToLong(c -> c.step())
                .max()
                .orElse(0),
        answer,
        _ -> {});
  }

  /// A curve as small as a word.
  void curve(RunHead run, Consumer<List<Double>> answer) {
    latest.run(
        "home.curve." + run.id(),
        () ->
            workbench.history().thinned(run.id(), "train/loss", 24).stream()
                .map(p -> p.value())
                .toList(),
        answer,
        _ -> {});
  }
}
