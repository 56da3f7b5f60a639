package org.vitrine.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.animation.FadeTransition;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.history.RunStatus;
import org.vitrine.ui.home.HomeScreen;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Help;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// The whole window: frame, the screen that shows, and what lies over both. Built anew in another language over the same
/// view models.
public final class Shell extends StackPane {
  private final Ui ui;
  private final Words words;
  private final Drops drops;
  private final Overlays overlays = new Overlays();
  private final StackPane content = new StackPane();
  private final StackPane dropHint = new StackPane();
  private final Map<Screen, Node> views = new HashMap<>();
  private @Nullable BorderPane frame;
  private @Nullable Node welcome;
  private @Nullable CommandPalette palette;

  public Shell(Ui ui) {
    this(ui, Screens.of(ui));
  }

  /// @param screens first the one that shows at the start
  public Shell(Ui ui, List<Screen> screens) {
    this.ui = ui;
    words = ui.wordsOf(Shell.class);
    drops = new Drops(ui);
    getStyleClass().add("v-window");
    ui.navigator().register(screens);
    new ShellActions(ui, this).register();
    build();
    ui.navigator().screen().subscribe(this::show);
    ui.navigator().route().subscribe(_ -> ui.actions().ofScreen(actionsNow()));
    ui.words().localeProperty().subscribe((_, _) -> build());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::sideButtons);
    setOnDragOver(this::dragOver);
    setOnDragExited(_ -> Boxes.show(dropHint, false));
    setOnDragDropped(this::dropped);
  }

  /// Goes to the first page, and greets who is new. Apart from the frame, which is there sooner and can be shown alone.
  public void begin() {
    Pinyin.warm();
    ui.go(new Route.Home());
    if (!ui.preferences().get().welcomed()) welcome();
  }

  private List<org.vitrine.ui.kit.Action> actionsNow() {
    var screen = ui.navigator().screen().get();
    return screen == null ? List.of() : screen.actions();
  }

  private void build() {
    views.clear();
    var made = new BorderPane(content);
    made.setTop(new TopBar(ui, this::openPalette));
    made.setLeft(new Rail(ui));
    made.setBottom(new StatusLine(ui));
    frame = made;
    dropHint.getStyleClass().add("v-drop");
    dropHint.getChildren().setAll(Labels.section(words.get("drop.here")));
    dropHint.setMouseTransparent(true);
    Boxes.show(dropHint, false);
    while (overlays.close()) {} // they speak the old language
    getChildren().setAll(made, new ToastPane(ui), overlays, dropHint);
    show(ui.navigator().screen().get());
    if (welcome != null) welcome();
  }

  private void show(@Nullable Screen screen) {
    if (screen == null) return;
    var view = views.computeIfAbsent(screen, Screen::view);
    if (content.getChildren().size() == 1 && content.getChildren().getFirst() == view) return;
    content.getChildren().setAll(view);
    double time = ui.theme().motion(180);
    if (time > 0 && getScene() != null) {
      var fade = new FadeTransition(Duration.millis(time), view);
      fade.setFromValue(0.2);
      fade.setToValue(1);
      fade.play();
    }
  }

  /// Opens a file or folder as if it had been dropped.
  public void take(Path path) {
    drops.take(path);
  }

  Drops drops() {
    return drops;
  }

  public void openPalette() {
    while (overlays.close()) {}
    var made =
        new CommandPalette(
            new PaletteModel(ui.actions(), ui.preferences()), words, overlays::close);
    palette = made;
    overlays.show(made, 90 * ui.theme().scale().get(), made.input());
  }

  /// Says what has the focus, or what the page is about.
  void explain() {
    var screen = ui.navigator().screen().get();
    var text = Help.of(getScene().getFocusOwner());
    if (text == null && screen != null && !screen.help().isEmpty())
      text = ui.wordsOf(screen.getClass()).get(screen.help());
    explain(words.get("explain.here"), text == null ? words.get("explain.nothing") : text);
  }

  void explain(String heading, String text) {
    while (overlays.close()) {}
    var box = Explain.box(words, heading, text, overlays::close);
    overlays.show(box, -1, box.getChildren().getLast());
  }

  /// Asks what becomes of a run that goes on; closes at once if there is none.
  ///
  /// @return whether the window may close now
  public boolean mayClose(Runnable close) {
    var alive = ui.feed().runs().stream().filter(r -> r.status() == RunStatus.RUNNING).findFirst();
    if (alive.isEmpty()) return true;
    while (overlays.close()) {}
    var question = new CloseQuestion(ui, alive.get(), overlays::close, close);
    overlays.show(question, -1, question.first());
    return false;
  }

  public void welcome() {
    getChildren().remove(welcome);
    for (var screen : ui.navigator().screens()) {
      if (!(screen instanceof HomeScreen home)) continue;
      var made = home.welcome(new Mark(ui.theme(), 38), this::leaveWelcome);
      welcome = made;
      getChildren().add(made);
    }
  }

  private void leaveWelcome(@Nullable Route to) {
    ui.preferences().set("welcomed", true);
    getChildren().remove(welcome);
    welcome = null;
    if (to != null) ui.go(to);
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      if (escape()) event.consume();
      return;
    }
    if (isPaletteKey(event)) {
      openPalette();
      event.consume();
      return;
    }
    if (overlays.isOpen() || welcome != null) return;
    boolean typing = getScene().getFocusOwner() instanceof TextInputControl;
    boolean undoOfText = typing && event.isShortcutDown() && event.getCode() == KeyCode.Z;
    if (!undoOfText && ui.actions().press(event, typing)) event.consume();
  }

  private static boolean isPaletteKey(KeyEvent event) {
    return event.isShortcutDown()
        && !event.isShiftDown()
        && !event.isAltDown()
        && event.getCode() == KeyCode.K;
  }

  private boolean escape() {
    if (overlays.isOpen()) return closeTopmost();
    if (welcome != null) {
      leaveWelcome(null);
      return true;
    }
    var screen = ui.navigator().screen().get();
    return screen != null && screen.escape();
  }

  /// The palette steps back from its second list before it closes.
  private boolean closeTopmost() {
    return palette != null && palette.stepBack() || overlays.close();
  }

  private void sideButtons(MouseEvent event) {
    if (event.getButton() == MouseButton.BACK) ui.navigator().back();
    if (event.getButton() == MouseButton.FORWARD) ui.navigator().forward();
  }

  /// Moves the focus to the next of top bar, rail, page and status line.
  void nextRegion() {
    var regions = List.of(region(0), region(1), content);
    var owner = getScene().getFocusOwner();
    int at = -1;
    for (int i = 0; i < regions.size(); i++) if (inside(owner, regions.get(i))) at = i;
    for (int step = 1; step <= regions.size(); step++) {
      if (focusFirst(regions.get((at + step) % regions.size()))) return;
    }
  }

  private Node region(int which) {
    var now = Objects.requireNonNull(frame);
    return which == 0 ? now.getTop() : now.getLeft();
  }

  private static boolean inside(@Nullable Node node, Node region) {
    for (var at = node; at != null; at = at.getParent()) if (at == region) return true;
    return false;
  }

  private static boolean focusFirst(Node node) {
    if (node.isFocusTraversable() && node.isVisible() && !node.isDisabled()) {
      node.requestFocus();
      return true;
    }
    if (node instanceof javafx.scene.Parent parent) {
      for (var child : parent.getChildrenUnmodifiable())
        if (child.isVisible() && focusFirst(child)) return true;
    }
    return false;
  }

  private void dragOver(DragEvent event) {
    if (!event.getDragboard().hasFiles()) return;
    event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
    Boxes.show(dropHint, true);
    event.consume();
  }

  private void dropped(DragEvent event) {
    Boxes.show(dropHint, false);
    var files = event.getDragboard().getFiles();
    files.stream().map(File::toPath).forEach(drops::take);
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }
}
