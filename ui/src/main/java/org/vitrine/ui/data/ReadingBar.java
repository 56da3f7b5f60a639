package org.vitrine.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.geometry.VPos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Ui;

/// How the file is read: encoding and delimiter can be chosen, and what is measured on.
final class ReadingBar extends FlowPane {
  private static final List<String> ENCODINGS =
      List.of("UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252");
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

  private final DataModel model;
  private final Words words;
  private final Source source;

  ReadingBar(Ui ui, DataModel model, TablePage page) {
    this.model = model;
    words = ui.wordsOf(DataScreen.class);
    source = Objects.requireNonNull(model.source().get());
    getStyleClass().add("v-facts");
    setRowValignment(VPos.CENTER);
    if (!page.format().equals("pictures"))
      getChildren()
          .add(
              choice(
                  words.get("encoding"),
                  page.encoding(),
                  ENCODINGS,
                  c -> c,
                  c -> model.read(with(c, source.delimiter()))));
    if (page.delimiter() != null)
      getChildren()
          .add(
              choice(
                  words.get("delimiter"),
                  page.delimiter(),
                  DELIMITERS,
                  this::delimiter,
                  c -> model.read(with(source.encoding(), c))));
    var measure = Boxes.row(6);
    Live.follow(measure, model.measure(), on -> measured(measure, on));
    getChildren().add(measure);
  }

  private void measured(HBox row, @Nullable Source on) {
    var name =
        on == null
            ? words.get("measure.share", Math.round(source.validation() * 100))
            : String.valueOf(Path.of(on.path()).getFileName());
    row.getChildren()
        .setAll(
            Labels.caption(words.get("measure")),
            Labels.of(name, "v-caption"),
            Buttons.link(words.get("measure.choose"), this::measureOnAnother));
    if (on != null)
      row.getChildren()
          .add(Buttons.icon(Feather.X, words.get("measure.none"), () -> model.measureOn(null)));
  }

  private void measureOnAnother() {
    if (Files.isDirectory(Path.of(source.path())))
      DataPlaces.chooseFolder(words.get("open.folder"), model::measureOn);
    else DataPane.choose(words, model::measureOn);
  }

  private String delimiter(String sign) {
    return switch (sign) {
      case "," -> words.get("delimiter.comma");
      case ";" -> words.get("delimiter.semicolon");
      case "\t" -> words.get("delimiter.tab");
      case "|" -> words.get("delimiter.bar");
      default -> sign;
    };
  }

  private static HBox choice(
      String what,
      String now,
      List<String> all,
      UnaryOperator<String> name,
      Consumer<String> work) {
    var box = new ComboBox<String>();
    box.getItems().setAll(all);
    if (!all.contains(now)) box.getItems().addFirst(now);
    box.setValue(now);
    box.setAccessibleText(what);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public @Nullable String fromString(String text) {
            return null;
          }
        });
    box.valueProperty()
        .subscribe((old, next) -> {
          if (next != null && !next.equals(old)) work.accept(next);
        });
    return Boxes.row(6, Labels.caption(what), box);
  }

  private Source with(@Nullable String encoding, @Nullable String delimiter) {
    var now = Objects.requireNonNull(model.source().get());
    return new Source(
        source.path(),
        null,
        null,
        null,
        encoding,
        delimiter,
        null,
        source.validation(),
        now.leaveOut());
  }
}
