package org.vitrine.ui.insight;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.TabOrder;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// Tools above; heads, one map, its links side by side below. Where there is no room for three, the links go under the map,
/// and at last all stand in one column.
final class AttentionView extends BorderPane {
  private static final double[] WIDTHS = {0.3, 0.735};

  /// Pixels at 100 % from which three, or two, stand side by side.
  private static final double THREE = 1080, TWO = 760;

  private static final double MAP_HEIGHT = 620;

  private final Ui ui;
  private final Words words;
  private final AttentionViewModel model;
  private final AttentionTools tools;
  private final StackPane panels = new StackPane();
  private final HeadsPanel heads;
  private final MapPanel map;
  private final ReadingPanel reading;
  private int across;
  private final StackPane body = new StackPane();
  private final List<Subscription> subscriptions = new ArrayList<>();

  AttentionView(Ui ui, Words words, AttentionViewModel model, Export export) {
    this.ui = ui;
    this.words = words;
    this.model = model;
    tools = new AttentionTools(ui, words, model, export);
    heads = new HeadsPanel(ui, words, model);
    map = new MapPanel(ui, words, model);
    reading = new ReadingPanel(ui, words, model);
    heads.onOpen(map::focusMap);
    TabOrder.of(this, this::order);
    arrange(3);
    widthProperty().subscribe(_ -> choose());
    subscriptions.add(ui.theme().scale().subscribe(_ -> choose()));
    subscriptions.addAll(tools.subscriptions());
    subscriptions.addAll(heads.subscriptions());
    subscriptions.addAll(map.subscriptions());
    subscriptions.addAll(reading.subscriptions());
    subscriptions.add(model.standing().subscribe(this::show));
    setTop(tools);
    setCenter(body);
  }

  private double[] widths() {
    var kept = ui.preferences().recall("attention.widths", double[].class);
    return kept != null && kept.length == WIDTHS.length ? kept : WIDTHS;
  }

  private void keepWidths(SplitPane three) {
    if (three.getScene() != null && three.isPressed())
      ui.preferences().remember("attention.widths", three.getDividerPositions());
  }

  private void choose() {
    if (getWidth() <= 0) return;
    double room = getWidth() / ui.theme().scale().get();
    arrange(room >= THREE ? 3 : room >= TWO ? 2 : 1);
  }

  /// @param many panels side by side
  private void arrange(int many) {
    if (many == across) return;
    across = many;
    panels.getChildren().clear();
    map.setStyle(map.getStyle().replaceAll("-fx-min-height:[^;]*;", ""));
    if (many == 3) {
      var three = new SplitPane(heads, map, reading);
      three.setDividerPositions(widths());
      for (var divider : three.getDividers())
        divider.positionProperty().subscribe((_, _) -> keepWidths(three));
      panels.getChildren().setAll(three);
      return;
    }
    Boxes.minHeight(map, MAP_HEIGHT);
    if (many == 1) {
      panels.getChildren().setAll(Boxes.scroll(new VBox(heads, map, reading)));
      return;
    }
    var two = new SplitPane(Boxes.scroll(heads), Boxes.scroll(new VBox(map, reading)));
    two.setDividerPositions(0.43);
    panels.getChildren().setAll(two);
  }

  /// Forgets the view model, for a view that another one replaces.
  void close() {
    subscriptions.forEach(Subscription::unsubscribe);
    subscriptions.clear();
  }

  /// How the Tab key goes: what is chosen with, then grid, map, lines.
  private List<Node> order() {
    var order = new ArrayList<>(heads.beforeGrid());
    order.addAll(List.of(map.scales(), heads.grid(), map.map(), map.patches()));
    order.addAll(reading.stops());
    return order;
  }

  /// Whether a cell is under the pointer while nobody writes.
  boolean hovers() {
    var scene = getScene();
    return scene != null
        && !(scene.getFocusOwner() instanceof TextInputControl)
        && map.map().cell().get() != null;
  }

  /// @return whether there was a cell to copy
  boolean copyCell() {
    return map.map().copyCell();
  }

  /// Puts the cursor into the sentence.
  void write() {
    tools.write();
  }

  private void show(Standing standing) {
    body.getChildren().setAll(content(standing));
  }

  private Node content(Standing standing) {
    return switch (standing) {
      case Standing.Ready() -> panels;
      case Standing.Wanting() -> wanting();
      case Standing.Computing() ->
          padded(Boxes.maxWidth(new Waiting(words.get("computing", name())), 420));
      case Standing.Empty() -> empty();
      case Standing.Trouble trouble -> padded(Boxes.maxWidth(box(trouble), 640));
    };
  }

  private String name() {
    var now = model.model().get();
    return now == null ? "" : now.name();
  }

  private static Node padded(Node node) {
    var pane = new StackPane(node);
    StackPane.setAlignment(node, Pos.TOP_CENTER);
    return Boxes.pad(pane, 64, 22, 22, 22);
  }

  private Node wanting() {
    var choose =
        Buttons.primary(
            words.get("picture.choose"),
            Feather.IMAGE,
            () ->
                DataPlaces.choosePicture(
                    words.get("picture.choose"),
                    words.get("picture.files"),
                    model.asked().picture()::set));
    return new Empty(
        new EmptyPicture(ui.theme()),
        words.get("picture.heading"),
        words.get("picture.sentence"),
        choose);
  }

  private Node empty() {
    var steps = new ArrayList<Node>();
    boolean starter = model.models().get().stream().anyMatch(m -> m.source().equals("starter"));
    if (starter)
      steps.add(Buttons.primary(words.get("empty.starter"), Feather.SHARE_2, model::openStarter));
    steps.add(Buttons.plain(words.get("empty.choose"), null, () -> ui.go(new Route.Models(null))));
    return new Empty(
        new EmptyPicture(ui.theme()),
        words.get("empty.heading"),
        words.get(starter ? "empty.sentence" : "empty.sentence.none"),
        steps.toArray(Node[]::new));
  }

  private ProblemBox box(Standing.Trouble trouble) {
    @Nullable Node cut = null;
    if (trouble.tooLong()) {
      var limit = trouble.problem().facts().size() > 1 ? trouble.problem().facts().get(1) : "";
      cut = Buttons.primary(words.get("cut", limit), Feather.SCISSORS, model::cut);
    }
    var other = Buttons.plain(words.get("empty.choose"), null, () -> ui.go(new Route.Models(null)));
    var again = Buttons.plain(words.get("again"), Feather.ROTATE_CW, model::again);
    var remedies = cut == null ? new Node[] {again, other} : new Node[] {cut, other};
    var tone = trouble.tooLong() ? Tone.WARN : Tone.BAD;
    var box = new ProblemBox(words, trouble.problem(), tone, remedies);
    box.setMaxHeight(USE_PREF_SIZE);
    return box;
  }
}
