package org.vitrine.ui.insight;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.Subject;

/// What is looked at, as it stands in fields: texts or a picture, and where in the model.
final class Asked {
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty pair = new SimpleStringProperty("");
  private final StringProperty written = new SimpleStringProperty("");
  private final StringProperty picture = new SimpleStringProperty("");
  private final StringProperty part = new SimpleStringProperty("");

  /// Runs after every letter of a text.
  void onTyped(Runnable work) {
    for (var each : List.of(text, pair, written)) each.addListener((_, _, _) -> work.run());
  }

  /// Runs when there is another picture or part.
  void onTurned(Runnable work) {
    for (var each : List.of(picture, part)) each.addListener((_, _, _) -> work.run());
  }

  StringProperty text() {
    return text;
  }

  /// The second text, empty for none.
  StringProperty pair() {
    return pair;
  }

  /// What an encoder-decoder writes, empty to let it write itself.
  StringProperty written() {
    return written;
  }

  /// File of the picture that is looked at, empty for none.
  StringProperty picture() {
    return picture;
  }

  /// Where in the model one looks, empty for its first part.
  StringProperty part() {
    return part;
  }

  boolean isEmpty() {
    return text.get().isBlank() && picture.get().isEmpty();
  }

  /// Leaves what belonged to another model.
  void forModel() {
    picture.set("");
    written.set("");
    part.set("");
  }

  /// @return whether that is another text
  boolean text(String next, @Nullable String second) {
    boolean other = put(text, next);
    pair.set(second == null ? "" : second);
    return other;
  }

  /// The part that was looked at, where one was asked for that the model lacks.
  void arrived(String now) {
    if (!part.get().isEmpty()) part.set(now);
  }

  Subject subject() {
    if (!picture.get().isEmpty()) return Subject.ofPicture(picture.get());
    return new Subject(
        text.get(), given(pair.get()), given(written.get()), null, given(part.get()));
  }

  private static @Nullable String given(String text) {
    return text.isBlank() ? null : text;
  }

  /// @return whether anything is another than before
  boolean restore(Remembered kept) {
    boolean other = put(text, kept.text()) | put(pair, kept.pair());
    return other
        | put(written, kept.written())
        | put(picture, kept.picture())
        | put(part, kept.part());
  }

  private static boolean put(StringProperty property, @Nullable String kept) {
    var next = kept == null ? "" : kept;
    boolean other = !next.equals(property.get());
    property.set(next);
    return other;
  }
}
