package org.vitrine.ui.data;

import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Beside;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.PageHead;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The page of a data file: its table at the left, what to know before training at the right.
final class DataPane extends StackPane {
  private final Ui ui;
  private final DataModel model;
  private final Words words;

  private @Nullable FilterBar search;

  DataPane(Ui ui, DataModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(DataScreen.class);
    Live.follow(this, model.page(), _ -> fill());
    Live.follow(this, model.trouble(), _ -> fill());
  }

  private void fill() {
    var page = model.page().get();
    var problem = model.trouble().get();
    if (page != null) getChildren().setAll(page(page));
    else if (problem != null) getChildren().setAll(broken(problem));
    else if (model.source().get() != null) getChildren().setAll(reading());
    else getChildren().setAll(nothing());
  }

  private Node nothing() {
    var steps = new ArrayList<Node>();
    steps.add(
        Buttons.primary(words.get("open.file"), Feather.PLUS, () -> choose(words, model::open)));
    steps.add(
        Buttons.plain(
            words.get("open.folder"),
            Feather.IMAGE,
            () -> DataPlaces.chooseFolder(words.get("open.folder"), model::open)));
    var column =
        new VBox(
            new Empty(
                Feather.DOWNLOAD,
                words.get("empty"),
                words.get("empty.text"),
                steps.toArray(Node[]::new)));
    column.setAlignment(javafx.geometry.Pos.CENTER);
    var samples = new FlowPane();
    samples.getStyleClass().add("v-chips");
    samples.setAlignment(javafx.geometry.Pos.CENTER);
    for (var file : model.samples())
      samples
          .getChildren()
          .add(
              Buttons.plain(
                  String.valueOf(file.getFileName()),
                  Feather.GRID,
                  () -> model.open(file.toString())));
    if (!samples.getChildren().isEmpty()) {
      var caption = Labels.caption(words.get("samples"));
      column.getChildren().addAll(Boxes.pad(new VBox(caption), 4, 0, 8, 0), samples);
      ((VBox) column.getChildren().get(1)).setAlignment(javafx.geometry.Pos.CENTER);
    }
    return column;
  }

  private Node reading() {
    var waiting =
        new Waiting(
            words.get("reading", name()), Buttons.plain(words.get("cancel"), null, model::cancel));
    var column = new VBox(Labels.title(name()), waiting);
    column.getStyleClass().add("v-page");
    return column;
  }

  private Node broken(org.vitrine.core.base.Problem problem) {
    var box =
        new ProblemBox(
            words,
            problem,
            Tone.BAD,
            Buttons.primary(
                words.get("open.other"), Feather.FOLDER, () -> choose(words, model::open)),
            Buttons.plain(words.get("again"), Feather.REFRESH_CW, model::again));
    var column = new VBox(Labels.title(name()), Boxes.maxWidth(box, 760));
    column.getStyleClass().add("v-page");
    return Boxes.scroll(column);
  }

  private String name() {
    var source = model.source().get();
    return source == null ? "" : String.valueOf(java.nio.file.Path.of(source.path()).getFileName());
  }

  private Node page(TablePage page) {
    var rows = page.rows() < 0 ? "" : " · " + words.get("rows", words.count(page.rows()));
    var actions = new ArrayList<Node>();
    actions.add(
        Buttons.plain(words.get("open.other"), Feather.FOLDER, () -> choose(words, model::open)));
    if (ui.navigator().knows(Route.Train.empty()))
      actions.add(Buttons.primary(words.get("train"), Feather.BAR_CHART_2, () -> train(ui, model)));
    var head =
        new PageHead(
            name(),
            new Node[] {Badge.tag(page.format().toUpperCase(Locale.ROOT) + rows)},
            actions.toArray(Node[]::new));
    var filter = new FilterBar(ui, model);
    search = filter;
    var left =
        Boxes.column(
            12,
            head,
            new ReadingBar(ui, model, page),
            filter,
            table(),
            page.pictures() ? new PictureCard(ui, model) : new RowCard(ui, model));
    var right =
        Boxes.column(
            14,
            new FindingsCard(ui, model, page),
            new BalanceCard(ui, model),
            new LengthCard(ui, model));
    var all = Beside.rightFixed(ui.theme(), left, 620, right, 340, 18);
    return Boxes.scroll(Boxes.pad(all, 16, 22, 16, 22));
  }

  /// The table of the side that is shown.
  private Node table() {
    var place = new StackPane();
    Live.follow(
        place,
        model.side(),
        _ -> {
          var shown = model.shown();
          if (shown != null) place.getChildren().setAll(new TableCard(ui, model, shown));
        });
    return place;
  }

  /// Puts the cursor into the search field.
  void focusSearch() {
    if (search != null) search.focus();
  }

  static void train(Ui ui, DataModel model) {
    var source = model.source().get();
    if (source != null) ui.go(new Route.Train(null, source.path(), null));
  }

  /// Asks for a table file.
  static void choose(Words words, Consumer<String> work) {
    DataPlaces.chooseFile(words.get("open.file"), words.get("files"), work);
  }
}
