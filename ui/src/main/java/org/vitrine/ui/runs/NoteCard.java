package org.vitrine.ui.runs;

import java.util.function.Consumer;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Fonts;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Markdown;
import org.vitrine.ui.kit.Words;

/// A note in Markdown: read until somebody writes in it. Leaving it or Ctrl+Enter keeps it, Esc leaves it as it was.
final class NoteCard extends Card {
  private final Words words;
  private final String key;
  private final Consumer<String> save;
  private String run = "";
  private String note = "";
  private boolean writing;
  private boolean shown;

  /// @param key that begins to write
  /// @param save gets the Markdown
  NoteCard(Words words, String key, Consumer<String> save) {
    this.key = key;
    this.words = words;
    this.save = save;
  }

  void show(String run, String note) {
    boolean same = run.equals(this.run);
    if (shown && same && (writing || note.equals(this.note))) return;
    shown = true;
    this.run = run;
    this.note = note;
    read();
  }

  private void read() {
    writing = false;
    var edit = Buttons.icon(Feather.EDIT_2, words.get("note.edit"), this::edit);
    getChildren().setAll(Card.head(words.get("note"), edit));
    getChildren()
        .add(
            note.isBlank()
                ? Labels.wrapped(words.get("note.none", key), "v-muted")
                : Markdown.of(note));
  }

  boolean isWriting() {
    return writing;
  }

  void edit() {
    write(note);
  }

  /// Begins a line for something seen in a chart.
  void mark(String place) {
    write((note.isBlank() ? "" : note.strip() + "\n") + "- " + place + ": ");
  }

  private void write(String text) {
    if (writing) return;
    writing = true;
    var area = new TextArea(text);
    area.setWrapText(true);
    area.setPromptText(words.get("note.prompt"));
    Boxes.height(area, 120);
    if (Fonts.isHan(text + area.getPromptText())) Boxes.classes(area, "v-han");
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) leave(note);
          else if (e.getCode() == KeyCode.ENTER && e.isShortcutDown()) leave(area.getText());
          else return;
          e.consume();
        });
    getChildren().setAll(Card.head(words.get("note")), area);
    area.requestFocus();
    area.positionCaret(text.length());
    area.focusedProperty()
        .subscribe((was, is) -> {
          if (was && !is) leave(area.getText());
        });
  }

  private void leave(String text) {
    if (!writing) return;
    writing = false;
    if (!text.equals(note)) save.accept(text);
    note = text;
    read();
  }
}
