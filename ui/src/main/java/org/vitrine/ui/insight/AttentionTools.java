package org.vitrine.ui.insight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.insight.Method;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Segments;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Ui;

/// Which model, which sentence, which way of looking; and the way out.
final class AttentionTools extends VBox {
  /// Pixels at 100 % below which the sentence has a line of its own.
  private static final double NARROW = 860;

  private static final List<String> PARTS = List.of("encoder", "decoder", "cross");
  private static final List<String> SOURCES = List.of("starter", "folder", "cache");

  /// Older runs are reached from the table of runs.
  private static final int MOST_RUNS = 30;

  private final Words words;
  private final AttentionViewModel model;
  private final MenuButton chooser = new MenuButton();
  private final Label count = Labels.of("", "v-mono", "v-caption", "v-muted");
  private final Field sentence;
  private final Field pair;
  private final Field written;
  private final Segments<String> parts = new Segments<>("encoder");
  private final Button picture;
  private final Segments<Method> modes;
  private final MenuButton exports;
  private final Theme theme;
  private int lines;
  private final List<Subscription> subscriptions = new ArrayList<>();

  AttentionTools(Ui ui, Words words, AttentionViewModel model, Export export) {
    this.words = words;
    this.model = model;
    theme = ui.theme();
    getStyleClass().add("v-toolbar");
    count.setMinWidth(Label.USE_PREF_SIZE);
    var second = Buttons.icon(Feather.PLUS, words.get("pair.add"), this::addPair);
    sentence = new Field(Feather.TYPE, words.get("sentence.prompt"), count, second);
    var less = Buttons.icon(Feather.X, words.get("pair.remove"), this::removePair);
    pair = new Field(Feather.TYPE, words.get("pair.prompt"), less);
    sentence.input().textProperty().bindBidirectional(model.asked().text());
    pair.input().textProperty().bindBidirectional(model.asked().pair());
    sentence.input().setAccessibleText(words.get("sentence.prompt"));
    pair.input().setAccessibleText(words.get("pair.prompt"));
    Boxes.show(pair, !model.asked().pair().get().isBlank());
    HBox.setHgrow(sentence, Priority.ALWAYS);
    HBox.setHgrow(pair, Priority.ALWAYS);
    sentence.setPrefWidth(200);
    pair.setPrefWidth(140);
    written = new Field(Feather.EDIT_3, words.get("written.prompt"));
    written.input().textProperty().bindBidirectional(model.asked().written());
    written.input().setAccessibleText(words.get("written.prompt"));
    HBox.setHgrow(written, Priority.ALWAYS);
    written.setPrefWidth(140);
    for (var part : PARTS) parts.with(part, words.get("part." + part));
    parts.value().addListener((_, _, now) -> model.asked().part().set(now));
    picture = Buttons.plain(words.get("picture.choose"), Feather.IMAGE, this::choosePicture);
    modes =
        new Segments<>(model.method().get())
            .with(Method.RAW, words.get("mode.raw"))
            .with(Method.ROLLOUT, words.get("mode.rollout"));
    modes.value().bindBidirectional(model.method());
    exports = exports(export);
    chooser();
    arrange();
    widthProperty().subscribe(_ -> arrange());
    subscriptions.add(model.models().subscribe(_ -> list()));
    subscriptions.add(model.runs().subscribe(_ -> list()));
    subscriptions.add(model.model().subscribe(_ -> list()));
    subscriptions.add(
        model
            .shown()
            .subscribe(s ->
                count.setText(s == null ? "" : words.get("tokens", s.reply().tokens().size()))));
    subscriptions.add(model.shown().subscribe(_ -> fit()));
    subscriptions.add(model.sees().subscribe(_ -> fit()));
    subscriptions.add(model.asked().picture().subscribe(_ -> fit()));
    subscriptions.add(
        model
            .asked()
            .pair()
            .subscribe(text -> {
              if (!text.isBlank()) Boxes.show(pair, true);
            }));
  }

  /// In as many lines as it takes: one where there is room, two for a model with two texts, three where that is too wide.
  private void arrange() {
    boolean narrow = getWidth() > 0 && getWidth() < NARROW * theme.scale().get();
    var now = model.shown().get();
    boolean two = now != null && now.reply().parts().size() > 1;
    int lines = (narrow ? 2 : 1) + (two ? 1 : 0);
    if (lines == this.lines) return;
    this.lines = lines;
    getChildren().clear(); // a control stands in one place only
    var inputs = new Node[] {picture, sentence, pair, written};
    switch (lines) {
      case 1 ->
          getChildren()
              .setAll(
                  Boxes.row(10, chooser, picture, sentence, pair, Boxes.spring(), modes, exports));
      case 2 ->
          getChildren()
              .setAll(
                  Boxes.row(10, chooser, Boxes.spring(), parts, modes, exports),
                  Boxes.row(10, inputs));
      default ->
          getChildren()
              .setAll(
                  Boxes.row(10, chooser, Boxes.spring(), exports),
                  Boxes.row(10, parts, Boxes.spring(), modes),
                  Boxes.row(10, inputs));
    }
  }

  /// What one writes for a model that reads, for one that writes too, and for one that sees.
  private void fit() {
    var now = model.shown().get();
    boolean sees = model.sees().get(), two = now != null && now.reply().parts().size() > 1;
    Boxes.show(picture, sees);
    Boxes.show(sentence, !sees);
    Boxes.show(pair, !sees && !two && !model.asked().pair().get().isBlank());
    Boxes.show(written, two);
    Boxes.show(parts, two);
    arrange();
    if (two) parts.value().set(now.reply().part());
    var file = model.asked().picture().get();
    picture.setText(
        file.isEmpty() ? words.get("picture.choose") : String.valueOf(Path.of(file).getFileName()));
  }

  private void choosePicture() {
    DataPlaces.choosePicture(
        words.get("picture.choose"), words.get("picture.files"), model.asked().picture()::set);
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  void write() {
    sentence.input().requestFocus();
  }

  private void addPair() {
    Boxes.show(pair, true);
    pair.input().requestFocus();
  }

  private void removePair() {
    model.asked().pair().set("");
    Boxes.show(pair, false);
    write();
  }

  private void chooser() {
    Boxes.width(chooser, 250);
    chooser.setGraphic(Icons.of(Feather.BOX));
    Boxes.classes(chooser, "v-strong");
    chooser.setAccessibleText(words.get("model"));
    Labels.fit(chooser);
  }

  private void list() {
    var now = model.model().get();
    chooser.setText(now == null ? words.get("model") : now.name());
    var items = new ArrayList<MenuItem>();
    for (var source : SOURCES) {
      var of = model.models().get().stream().filter(m -> m.source().equals(source)).toList();
      if (of.isEmpty()) continue;
      if (!items.isEmpty()) items.add(new SeparatorMenuItem());
      var head = new CustomMenuItem(Labels.caption(words.get("source." + source)), false);
      head.setDisable(true);
      items.add(head);
      for (var each : of) items.add(item(each, each.equals(now)));
    }
    runs(items, now);
    chooser.getItems().setAll(items);
  }

  /// Each run opens into its checkpoints.
  private void runs(List<MenuItem> items, @Nullable ModelHead now) {
    var runs = model.runs().get();
    if (runs.isEmpty()) return;
    if (!items.isEmpty()) items.add(new SeparatorMenuItem());
    var head = new CustomMenuItem(Labels.caption(words.get("source.run")), false);
    head.setDisable(true);
    items.add(head);
    for (var run : runs.subList(0, Math.min(MOST_RUNS, runs.size()))) {
      var menu = new Menu(run.name());
      menu.setMnemonicParsing(false);
      for (var place : run.places()) {
        var item = new RadioMenuItem(placeName(place));
        item.setMnemonicParsing(false);
        item.setSelected(now != null && place.folder().toString().equals(now.path()));
        item.setOnAction(_ -> model.choose(place));
        menu.getItems().add(item);
      }
      items.add(menu);
    }
  }

  private String placeName(RunPlaces.Place place) {
    return switch (place.kind()) {
      case "best" -> words.get("place.the-best");
      case "final" -> words.get("place.the-last", words.count(place.step()));
      default -> words.get("place.the-step", words.count(place.step()));
    };
  }

  private MenuItem item(ModelHead each, boolean chosen) {
    var item = new RadioMenuItem(each.name());
    item.setMnemonicParsing(false);
    item.setSelected(chosen);
    item.setOnAction(_ -> model.choose(each));
    return item;
  }

  private MenuButton exports(Export export) {
    var menu = new MenuButton(words.get("export"), Icons.of(Feather.DOWNLOAD));
    menu.setMinWidth(USE_PREF_SIZE);
    menu.getItems()
        .addAll(
            item("export.head", Feather.IMAGE, () -> export.save(Export.Kind.PICTURE)),
            item("export.sheet", Feather.GRID, () -> export.save(Export.Kind.SHEET)),
            item("export.drawing", Feather.PEN_TOOL, () -> export.save(Export.Kind.DRAWING)),
            item(
                "export.sheet-drawing",
                Feather.PEN_TOOL,
                () -> export.save(Export.Kind.SHEET_DRAWING)),
            item("export.table", Feather.FILE_TEXT, () -> export.save(Export.Kind.TABLE)),
            item("export.tensors", Feather.BOX, () -> export.save(Export.Kind.TENSORS)),
            new SeparatorMenuItem(),
            item("copy.picture", Feather.COPY, export::copyPicture),
            item("copy.table", Feather.COPY, export::copyTable));
    subscriptions.add(model.shown().subscribe(s -> menu.setDisable(s == null)));
    return Labels.fit(menu);
  }

  private MenuItem item(String key, Feather icon, Runnable work) {
    var item = new MenuItem(words.get(key), Icons.of(icon));
    item.setOnAction(_ -> work.run());
    return item;
  }
}
