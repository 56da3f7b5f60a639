package org.vitrine.ui.kit;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Short messages bottom right: one sentence, one action, at most three; they leave after 6 s, errors stay.
public final class Toasts {
  public static final int MOST = 3;

  /// @param sentence may have `**bold**` words
  /// @param actionText null for none
  public record Toast(
      Tone tone, String sentence, @Nullable String actionText, @Nullable Runnable action) {
    public boolean stays() {
      return tone == Tone.BAD;
    }
  }

  private static final int UNDOS = 50;

  private final Deque<Runnable> done = new ArrayDeque<>();
  private final ObservableList<Toast> shown = FXCollections.observableArrayList();

  public void say(Tone tone, String sentence) {
    add(new Toast(tone, sentence, null, null));
  }

  public void say(Tone tone, String sentence, String actionText, Runnable action) {
    add(new Toast(tone, sentence, actionText, action));
  }

  /// Says what was done and how to take it back: by the button, or by Ctrl+Z while nothing newer was done.
  public void undoable(String sentence, String undoText, Runnable undo) {
    var step =
        new Runnable() {
          @Override
          public void run() {
            if (done.remove(this)) undo.run();
          }
        };
    done.push(step);
    if (done.size() > UNDOS) done.removeLast();
    add(new Toast(Tone.NEUTRAL, sentence, undoText, step));
  }

  /// Takes the newest undoable thing back.
  ///
  /// @return false if there is none
  public boolean undo() {
    var step = done.peek();
    if (step == null) return false;
    shown.removeIf(t -> t.action() == step);
    step.run();
    return true;
  }

  /// The oldest that may leave makes room for the newest.
  private void add(Toast toast) {
    while (shown.size() >= MOST) {
      shown.remove(shown.stream().filter(t -> !t.stays()).findFirst().orElse(shown.getFirst()));
    }
    shown.add(toast);
  }

  public void dismiss(Toast toast) {
    shown.removeIf(t -> t == toast);
  }

  /// Oldest first.
  public ObservableList<Toast> shown() {
    return shown;
  }
}
