package org.vitrine.ui.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.PageHead;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The page of the chosen model: what it is in a sentence, then its parts.
final class ModelPagePane extends StackPane {
  static final List<String> TABS = List.of("overview", "tensors", "tokenizer", "files", "card");

  private final Ui ui;
  private final ModelsModel model;
  private final Words words;

  ModelPagePane(Ui ui, ModelsModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(ModelsScreen.class);
    setMinWidth(0);
    Live.follow(this, model.page(), _ -> fill());
    Live.follow(this, model.trouble(), _ -> fill());
    Live.follow(this, model.path(), _ -> fill());
    Live.follow(
        this,
        model.index().models(),
        () -> {
          if (model.page().get() == null) fill();
        });
  }

  private void fill() {
    var page = model.page().get();
    var problem = model.trouble().get();
    if (page != null) getChildren().setAll(page(page));
    else if (problem != null) getChildren().setAll(damaged(problem));
    else if (model.path().get().isEmpty()) getChildren().setAll(nothing());
    else getChildren().setAll(reading());
  }

  private Node nothing() {
    if (!model.index().listed()) return new VBox();
    return new Empty(
        Feather.BOX,
        words.get("empty"),
        words.get("empty.text"),
        Buttons.primary(
            words.get("add.folder"), Feather.FOLDER, () -> ModelListPane.add(ui, model, words)));
  }

  private Node reading() {
    var size = model.index().head(model.path().get()).map(h -> words.bytes(h.bytes())).orElse("");
    var waiting =
        new Waiting(
            words.get("reading", name(), size),
            Buttons.plain(words.get("cancel"), null, model::cancel));
    var column = new VBox(Labels.title(name()), waiting);
    column.getStyleClass().add("v-page");
    return column;
  }

  private String name() {
    var path = model.path().get();
    return model
        .index()
        .head(path)
        .map(h -> h.name())
        .orElseGet(() -> String.valueOf(java.nio.file.Path.of(path).getFileName()));
  }

  private Node damaged(org.vitrine.core.base.Problem problem) {
    var box =
        new ProblemBox(
            words,
            problem,
            Tone.BAD,
            Buttons.primary(words.get("again"), Feather.REFRESH_CW, model::again),
            Buttons.plain(
                words.get("choose.folder"),
                Feather.FOLDER,
                () -> ModelListPane.add(ui, model, words)));
    var column = new VBox(Labels.title(name()), Boxes.maxWidth(box, 760));
    column.getStyleClass().add("v-page");
    return Boxes.scroll(column);
  }

  private Node page(ModelPage page) {
    var facts = new ArrayList<Node>();
    if (ModelsModel.usesAll(page))
      facts.add(Badge.of(words.get("badge.all-used"), Tone.GOOD, Feather.CHECK));
    else if (!page.missing().isEmpty())
      facts.add(
          Badge.of(words.get("badge.missing", page.missing().size()), Tone.WARN, Tone.WARN.icon()));
    else if (!page.unused().isEmpty())
      facts.add(Badge.of(words.get("badge.unused", page.unused().size()), Tone.NEUTRAL));
    var actions = new ArrayList<Node>();
    boolean usable = page.head().problem() == null && page.head().family() != null;
    if (usable && ModelsModel.attends(page) && ui.navigator().knows(Route.Attention.of(null, null)))
      actions.add(
          Buttons.plain(
              words.get("look"),
              Feather.SHARE_2,
              () -> ui.go(Route.Attention.of(model.path().get(), null))));
    if (usable && !page.head().tasks().isEmpty()) {
      var tune =
          Buttons.primary(
              words.get("tune"),
              Feather.BAR_CHART_2,
              () -> ui.go(new Route.Train(model.path().get(), null, null)));
      tune.setTooltip(Buttons.tip(words.get("tune") + "  Ctrl+T"));
      actions.add(tune);
    }
    var column =
        Boxes.column(
            12, new PageHead(name(), facts.toArray(Node[]::new), actions.toArray(Node[]::new)));
    column.getChildren().add(Rich.text(new Summary(words).of(page)));
    column.getChildren().addAll(notes(page));
    column.getChildren().add(Boxes.grow(tabs(page)));
    Boxes.pad(column, 16, 22, 16, 22);
    return column;
  }

  private List<Node> notes(ModelPage page) {
    var notes = new ArrayList<Node>();
    var problem = page.head().problem();
    if (problem != null) {
      var box =
          new ProblemBox(
              words,
              problem.toProblem(),
              Tone.WARN,
              Buttons.plain(words.get("again"), Feather.REFRESH_CW, model::again));
      notes.add(box);
    }
    for (var finding : page.findings()) {
      if (problem != null && finding.key().equals(problem.key())) continue;
      var label = Labels.wrapped(finding.sentence(words.locale()), "v-caption", "v-muted");
      label.setGraphic(Boxes.classes(org.vitrine.ui.kit.Icons.tiny(Feather.INFO), "v-muted"));
      notes.add(label);
    }
    return notes;
  }

  private TabPane tabs(ModelPage page) {
    var tabs = new TabPane();
    tabs.getStyleClass().add("v-tabs");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    for (var name : TABS) {
      if (name.equals("tokenizer") && page.tokenizer() == null) continue;
      var tab = new Tab(label(name, page));
      tab.setId(name);
      // what a tab holds is made when it is first opened
      tab.selectedProperty()
          .subscribe(on -> {
            if (on && tab.getContent() == null) tab.setContent(content(name, page));
          });
      tabs.getTabs().add(tab);
      if (name.equals(model.tab().get())) tabs.getSelectionModel().select(tab);
    }
    var shown = tabs.getSelectionModel().getSelectedItem();
    if (shown.getContent() == null) shown.setContent(content(String.valueOf(shown.getId()), page));
    tabs.getSelectionModel()
        .selectedItemProperty()
        .subscribe((_, now) -> model.tab().set(now.getId()));
    return tabs;
  }

  private String label(String name, ModelPage page) {
    var text = words.get("tab." + name);
    return switch (name) {
      case "tensors" -> text + "  " + words.count(page.tensors().size());
      case "files" -> text + "  " + words.count(page.files().size());
      default -> text;
    };
  }

  private Node content(String name, ModelPage page) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "overview" -> new OverviewTab(ui, model, page);
      case "tensors" -> new TensorsTab(ui, model, page);
      case "tokenizer" -> new TokenizerTab(ui, model, page);
      case "files" -> FilesTab.of(words, page);
      default -> CardTab.of(model, words);
    };
  }
}
