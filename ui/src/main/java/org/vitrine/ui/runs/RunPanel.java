package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.charts.ChartData;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.charts.ChartMenu;
import org.vitrine.ui.charts.Curve;
import org.vitrine.ui.charts.LossChart;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The chosen run beside the table: name and tags, curve, note, recipe, what is saved.
final class RunPanel extends VBox {
  private final Ui ui;
  private final Words words;
  private final RunsModel model;
  private final RunsScreen screen;
  private final NoteCard note;
  private final StackPane name = new StackPane();
  private final FlowPane tags = new FlowPane();
  private final StackPane foot = new StackPane();
  private @Nullable Run run;
  private boolean writing;

  RunPanel(Ui ui, RunsModel model, RunsScreen screen) {
    this.ui = ui;
    this.model = model;
    this.screen = screen;
    words = ui.wordsOf(RunPanel.class);
    note =
        new NoteCard(
            words,
            "N",
            text -> {
              if (run != null) model.note(run.head().id(), text);
            });
    Boxes.classes(tags, "v-chips");
    name.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    var content = Boxes.column(12);
    Boxes.pad(content, 16, 18, 16, 18);
    Boxes.pad(foot, 10, 18, 12, 18);
    getChildren().setAll(Boxes.grow(Boxes.scroll(content)), foot);
    Boxes.classes(this, "v-side-right");
    Live.follow(
        this,
        model.details(),
        details -> {
          boolean same = run != null && details != null && sameRun(run, details.run());
          if (!same) writing = false;
          if (!writing) show(content, details);
        });
  }

  private static boolean sameRun(Run a, Run b) {
    return a.head().id().equals(b.head().id());
  }

  private void show(VBox content, RunsModel.@Nullable Details details) {
    run = details == null ? null : details.run();
    if (details == null) {
      content.getChildren().setAll(Labels.wrapped(words.get("panel.none"), "v-muted"));
      foot.getChildren().clear();
      return;
    }
    var head = details.run().head();
    readName(head);
    readTags(head);
    note.show(head.id(), details.run().note());
    content
        .getChildren()
        .setAll(name, tags, curve(details), note, recipe(details.run()), saved(details));
    foot.getChildren().setAll(buttons(head));
  }

  private void readName(RunHead head) {
    writing = false;
    var label = Labels.section(head.name());
    var edit = Buttons.icon(Feather.EDIT_2, words.get("act.rename"), this::rename);
    name.getChildren().setAll(Boxes.row(6, label, Boxes.spring(), edit));
  }

  void rename() {
    if (run == null) return;
    var head = run.head();
    var field = write(head.name(), typed -> model.rename(head.id(), typed), () -> readName(head));
    field.setAccessibleText(words.get("act.rename"));
    name.getChildren().setAll(field);
    field.requestFocus();
    field.selectAll();
  }

  private void readTags(RunHead head) {
    writing = false;
    tags.getChildren().clear();
    for (var tag : head.tags()) {
      var badge = Badge.tag(tag);
      badge.setGraphic(
          Icons.styled(
              Buttons.icon(Feather.X, words.get("tag.remove", tag), () -> untag(head, tag)),
              "v-tag-remove"));
      badge.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
      tags.getChildren().add(badge);
    }
    tags.getChildren().add(Buttons.link(words.get("tag.add"), this::tag));
  }

  private void untag(RunHead head, String tag) {
    var rest = new LinkedHashSet<>(head.tags());
    rest.remove(tag);
    model.tags(head.id(), rest);
  }

  void tag() {
    if (run == null) return;
    var head = run.head();
    var field =
        write(
            String.join(" ", head.tags()),
            typed -> model.tags(head.id(), typed),
            () -> readTags(head));
    field.setPromptText(words.get("tags"));
    field.setAccessibleText(words.get("tags"));
    tags.getChildren().setAll(field);
    field.requestFocus();
    field.end();
  }

  /// A field in place of a text: Enter or leaving keeps what is typed, Esc leaves it as it was.
  private TextField write(String text, Consumer<String> save, Runnable read) {
    writing = true;
    var field = new TextField(text);
    Field.fit(field);
    Runnable keep =
        () -> {
          if (!writing) return;
          read.run();
          if (!field.getText().equals(text)) save.accept(field.getText());
        };
    field.setOnAction(_ -> keep.run());
    field.setOnKeyPressed(e -> {
      if (e.getCode() != KeyCode.ESCAPE) return;
      read.run();
      e.consume();
    });
    field
        .focusedProperty()
        .subscribe((was, is) -> {
          if (was && !is) keep.run();
        });
    return field;
  }

  void note() {
    note.edit();
  }

  private Node curve(RunsModel.Details details) {
    var head = details.run().head();
    var card = new Card();
    if (head.score() != null) {
      var about = new ArrayList<String>();
      if (!Faces.plusMinus(head).isEmpty()) about.add(Faces.plusMinus(head));
      if (head.examples() > 0) about.add(words.get("score.of", Numbers.count(head.examples())));
      var number = Labels.of(Faces.score(head), "v-big");
      number.setMinWidth(Region.USE_PREF_SIZE);
      card.getChildren().add(Boxes.row(8, number, Labels.muted(String.join(" · ", about))));
      card.getChildren().add(Labels.caption(words.get(Faces.scoreTitle(head))));
    }
    var data = new ChartData();
    data.line(line("line.train", details.loss(), 1, Style.SMOOTHED));
    data.line(line("line.eval", details.evaluated(), 2, Style.MARKED));
    data.xText(x -> words.get("step", Numbers.count(Math.round(x))));
    var chart = new LossChart(ui.theme(), words, data, true);
    chart.smoothing().set(ui.preferences().get().smoothing());
    ChartMenu.on(chart, head.name(), ui.words(), ui.latest(), ui.toasts());
    Boxes.height(chart, 120);
    if (!details.loss().isEmpty()) card.getChildren().add(chart);
    else card.getChildren().add(Labels.wrapped(words.get("panel.curve"), "v-muted"));
    return card;
  }

  private Line line(
      String key, List<org.vitrine.core.history.Point> points, int series, Style style) {
    var curve = new Curve();
    for (var point : points) curve.add(point.step(), point.value());
    return new Line(words.get(key), curve, series, style);
  }

  private Node recipe(Run run) {
    var a = run.recipe().arguments();
    var box = Boxes.column(7, Labels.heading(words.get("recipe")));
    row(box, words.get("field.model"), Faces.file(run.recipe().model()));
    row(box, words.get("field.data.path"), Faces.file(run.recipe().data().path()));
    row(box, words.get("field.learning_rate"), Numbers.compact(a.learningRate()));
    var times = a.gradientAccumulationSteps() > 1 ? " × " + a.gradientAccumulationSteps() : "";
    row(box, words.get("field.per_device_train_batch_size"), a.perDeviceTrainBatchSize() + times);
    if (a.maxSteps() > 0) row(box, words.get("field.max_steps"), Numbers.count(a.maxSteps()));
    else row(box, words.get("field.num_train_epochs"), Numbers.compact(a.numTrainEpochs()));
    var warm = a.warmupSteps() >= 1 ? Numbers.compact(a.warmupSteps()) : share(a.warmupRatio());
    row(box, words.get("field.warmup"), warm);
    row(box, words.get("field.weight_decay"), Numbers.compact(a.weightDecay()));
    row(box, words.get("field.seed"), Long.toString(a.seed()));
    row(box, words.get("field.learns"), learns(run.recipe().learns()));
    row(box, words.get("field.format"), a.numberFormat());
    return box;
  }

  private String learns(String part) {
    if (part.startsWith("last:")) return words.get("learns.last", part.substring(5));
    return words.has("learns." + part) ? words.get("learns." + part) : part;
  }

  private static String share(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * ratio);
  }

  private Node saved(RunsModel.Details details) {
    var box = Boxes.column(7, Labels.heading(words.get("saved")));
    var all = details.run().checkpoints();
    if (all.isEmpty()) box.getChildren().add(Labels.muted(words.get("saved.none")));
    for (var kind : List.of("final", "best", "step")) {
      var some = all.stream().filter(each -> each.kind().equals(kind)).toList();
      if (some.isEmpty()) continue;
      var step = words.get("step", Numbers.count(some.getLast().step()));
      long bytes = some.stream().mapToLong(c -> details.bytes().getOrDefault(c.path(), 0L)).sum();
      var name = some.size() == 1 ? step : words.get("saved.many", some.size());
      row(box, words.get("saved." + kind) + " · " + name, bytes > 0 ? Numbers.bytes(bytes) : "");
    }
    int films = details.run().captures().size();
    if (films > 0)
      row(box, words.get("saved.film"), words.get("saved.frames", Numbers.count(films)));
    return box;
  }

  private Node buttons(RunHead head) {
    var row = new FlowPane();
    Boxes.classes(row, "v-chips", "v-panel-foot");
    row.getChildren().add(Buttons.primary(words.get("act.open"), null, screen::open));
    if (head.path() != null)
      row.getChildren()
          .add(Buttons.plain(words.get("act.look"), Feather.SHARE_2, () -> screen.look(head)));
    row.getChildren().add(Buttons.plain(words.get("act.again"), null, screen::again));
    for (var button : row.getChildren()) Boxes.classes(button, "v-small-button");
    return row;
  }

  private static void row(VBox box, String name, String value) {
    Label right = Labels.mono(value);
    right.setMinWidth(Region.USE_PREF_SIZE);
    box.getChildren().add(Boxes.row(8, Labels.muted(name), Boxes.spring(), right));
  }
}
