package org.vitrine.ui.models;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.TensorPage;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Histogram;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The values of one tensor, over the page: moments, histogram, heat map, the first of them.
final class TensorPane extends StackPane {
  private final Ui ui;
  private final ModelsModel model;
  private final Words words;
  private final VBox card = new VBox();

  TensorPane(Ui ui, ModelsModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(ModelsScreen.class);
    card.getStyleClass().addAll("v-float", "v-tensor");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    card.setOnMouseClicked(javafx.event.Event::consume);
    getStyleClass().add("v-shade");
    getChildren().add(card);
    setOnMouseClicked(_ -> model.open().set(null));
    Live.follow(
        this,
        model.open(),
        name -> {
          Boxes.show(this, name != null);
          if (name != null) open(name);
        });
  }

  private void open(String name) {
    fill(name, new Waiting(words.get("tensor.reading")));
    model
        .looks()
        .look(
            name,
            page -> {
              if (name.equals(model.open().get())) fill(name, page(page));
            },
            problem -> {
              if (name.equals(model.open().get()))
                fill(name, new ProblemBox(words, problem, Tone.BAD));
            });
  }

  private void fill(String name, Region body) {
    var close = Buttons.icon(Feather.X, words.get("close"), () -> model.open().set(null));
    var title = Labels.of(name, "v-mono", "v-strong");
    title.setMinWidth(0);
    var head = Boxes.row(10, title, Boxes.spring(), close);
    card.getChildren().setAll(head, body);
    close.requestFocus();
  }

  private VBox page(TensorPage page) {
    long count = page.shape().stream().reduce(1L, (a, b) -> a * b);
    var what =
        Labels.caption(
            words.get(
                "tensor.what", page.type(), TensorTable.shape(page.shape()), words.count(count)));
    var stats = Boxes.row(28);
    stat(stats, "tensor.mean", page.mean());
    stat(stats, "tensor.std", page.std());
    stat(stats, "tensor.min", page.min());
    stat(stats, "tensor.max", page.max());
    var zeros =
        Boxes.column(
            2, Labels.caption(words.get("tensor.zeros")), Labels.mono(words.count(page.zeros())));
    stats.getChildren().add(zeros);
    var histogram = Boxes.height(new Histogram(ui.theme()), 120);
    histogram.show(
        page.bins(),
        new Histogram.Axis(page.min(), page.max() > page.min() ? page.max() : page.min() + 1));
    var left =
        Boxes.column(
            8,
            Labels.strong(words.get("tensor.histogram")),
            histogram,
            Labels.strong(words.get("tensor.first")),
            first(page));
    var right =
        Boxes.column(
            8,
            Labels.strong(words.get("tensor.heat")),
            heat(page),
            Labels.wrapped(words.get("tensor.heat.text"), "v-caption", "v-muted"));
    var columns = new HBox(Boxes.width(left, 420), Boxes.width(right, 300));
    columns.setAlignment(Pos.TOP_LEFT);
    Boxes.style(columns, "-fx-spacing", Boxes.em(24));
    return Boxes.column(14, what, stats, columns);
  }

  private void stat(HBox row, String key, double value) {
    row.getChildren()
        .add(Boxes.column(2, Labels.caption(words.get(key)), Labels.mono(exact(value))));
  }

  static String exact(double value) {
    return String.format(Locale.ROOT, "%.6g", value).replace('-', '−');
  }

  private Region heat(TensorPage page) {
    return Boxes.height(new HeatMap(ui.theme(), page), 250);
  }

  private FlowPane first(TensorPage page) {
    var flow = new FlowPane();
    flow.getStyleClass().add("v-values");
    page.first().stream()
        .limit(24)
        .forEach(v -> {
          var label = Boxes.width(Labels.of(TensorTable.number(v), "v-mono", "v-caption"), 62);
          label.setStyle(label.getStyle() + "-fx-alignment:center-right;");
          flow.getChildren().add(label);
        });
    return flow;
  }
}
