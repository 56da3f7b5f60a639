package org.vitrine.ui.data;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.FileLines;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.ui.kit.Latest;

/// A line of the file as it stands there, with its neighbours.
final class OpenLine {
  private static final int AROUND = 2;
  private static final long NONE = -1;

  private final Workbench workbench;
  private final Latest latest;
  private final Consumer<Problem> trouble;
  private final ReadOnlyObjectWrapper<@Nullable FileLines> lines = new ReadOnlyObjectWrapper<>();
  private long number = NONE;

  OpenLine(Workbench workbench, Latest latest, Consumer<Problem> trouble) {
    this.workbench = workbench;
    this.latest = latest;
    this.trouble = trouble;
  }

  /// Shows a line, or hides it where it is shown.
  void turn(Source file, long line) {
    if (number == line) {
      hide();
      return;
    }
    number = line;
    latest.ask(
        "data.lines",
        () -> workbench.ask(new Request.ReadLines(file, line, AROUND)),
        lines::set,
        trouble);
  }

  void hide() {
    number = NONE;
    lines.set(null);
  }

  boolean is(long line) {
    return number == line;
  }

  /// What was read last, null for nothing.
  ReadOnlyObjectProperty<@Nullable FileLines> lines() {
    return lines.getReadOnlyProperty();
  }
}
