package org.vitrine.ui.nav;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.vitrine.core.base.Progress;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Actions;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Toasts;
import org.vitrine.ui.kit.Words;

/// What a screen is given: everything that all share, and the one door to the work.
///
/// A view model takes from here what it needs (workbench, latest, preferences) and never [#theme]; a plain test hands it
/// [Latest#inline].
public record Ui(
    Workbench workbench,
    Preferences preferences,
    Words words,
    Theme theme,
    Latest latest,
    Navigator navigator,
    Actions actions,
    Toasts toasts,
    Status status,
    Feed feed,
    Machine machine) {

  public static Ui of(Workbench workbench, Latest latest) {
    var preferences = new Preferences(workbench.home());
    var words = Words.in(language(preferences.get().language()));
    preferences.property().subscribe(s -> words.speak(language(s.language())));
    return new Ui(
        workbench,
        preferences,
        words,
        new Theme(preferences, words),
        latest,
        new Navigator(),
        new Actions(),
        new Toasts(),
        new Status(),
        new Feed(workbench.history(), latest),
        new Machine(workbench, latest));
  }

  /// @param choice `en`, `zh` or `system`: Chinese where the system speaks it, English otherwise
  public static Locale language(String choice) {
    var name = choice.equals("system") ? Locale.getDefault().getLanguage() : choice;
    return name.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  /// The words of a screen's package.
  public Words wordsOf(Class<?> type) {
    return words.of(type);
  }

  public <R extends Record> CompletableFuture<R> ask(Request<R> request) {
    return workbench.ask(request);
  }

  public <R extends Record> CompletableFuture<R> ask(Request<R> request, Progress progress) {
    return workbench.ask(request, progress);
  }

  public void go(Route route) {
    navigator.go(route);
  }
}
