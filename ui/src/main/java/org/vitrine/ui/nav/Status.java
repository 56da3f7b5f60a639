package org.vitrine.ui.nav;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vitrine.ui.kit.Tone;

/// The left of the status line: what happens now, or the last result with its time.
public final class Status {
  /// @param tone [Tone#GOOD] for a result, [Tone#ACCENT] for what goes on
  public record Line(Tone tone, String text) {}

  private final ReadOnlyObjectWrapper<Line> line =
      new ReadOnlyObjectWrapper<>(new Line(Tone.NEUTRAL, ""));

  public ReadOnlyObjectProperty<Line> line() {
    return line.getReadOnlyProperty();
  }

  public void say(Tone tone, String text) {
    line.set(new Line(tone, text));
  }
}
