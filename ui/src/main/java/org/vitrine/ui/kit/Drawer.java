package org.vitrine.ui.kit;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.HiddenSidesPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A panel at a side of a page; where the window is narrow it slides over the page when asked for, and away with Esc or a
/// click beside it.
public final class Drawer extends StackPane {
  /// Width of a window of 1280 without the rail, below which panels are drawers.
  public static final double NARROW = 1204;

  private final Region side;
  private final Node main;
  private final Theme theme;
  private final String name;
  private final Side at;
  private final HiddenSidesPane pane = new HiddenSidesPane();
  private boolean narrow;

  /// @param name what the button says that shows the panel
  public Drawer(Theme theme, Region side, Node main, String name) {
    this(theme, side, main, name, Side.LEFT);
  }

  /// @param at left or right
  public Drawer(Theme theme, Region side, Node main, String name, Side at) {
    this.theme = theme;
    this.at = at;
    this.side = side;
    this.main = main;
    this.name = name;
    pane.setTriggerDistance(0);
    pane.setAnimationDelay(Duration.ZERO);
    main.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        _ -> {
          if (isOpen()) close();
        });
    arrange(false);
    widthProperty().subscribe(w -> choose(w.doubleValue()));
    Live.follow(this, theme.scale(), _ -> choose(getWidth()));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() != KeyCode.ESCAPE || !isOpen()) return;
          close();
          e.consume();
        });
  }

  /// Shows the panel if it is away.
  public void open() {
    if (!narrow) return;
    pane.setAnimationDuration(Duration.millis(Math.max(1, theme.motion(120))));
    pane.setPinnedSide(at);
  }

  public void close() {
    pane.setPinnedSide(null);
    pane.hide();
  }

  /// Whether the panel lies over the page.
  public boolean isOpen() {
    return narrow && pane.getPinnedSide() != null;
  }

  /// Whether the panel is a drawer now.
  public boolean isNarrow() {
    return narrow;
  }

  private void choose(double room) {
    if (room <= 0) return;
    boolean now = room < NARROW * theme.scale().get();
    if (now != narrow) arrange(now);
  }

  private void arrange(boolean drawer) {
    narrow = drawer;
    getChildren().clear();
    pane.setContent(null);
    put(null);
    if (!drawer) {
      side.getStyleClass().remove("v-drawer");
      var page = new BorderPane(main);
      if (at == Side.LEFT) page.setLeft(side);
      else page.setRight(side);
      getChildren().add(page);
      return;
    }
    side.getStyleClass().add("v-drawer");
    Button handle = Buttons.icon(Feather.SIDEBAR, name, this::toggle);
    var strip = new VBox(handle);
    strip.getStyleClass().add("v-drawer-strip");
    Boxes.grow(main);
    pane.setContent(at == Side.LEFT ? new HBox(strip, main) : new HBox(main, strip));
    put(side);
    pane.setPinnedSide(null);
    getChildren().add(pane);
  }

  private void put(@Nullable Region panel) {
    if (at == Side.LEFT) pane.setLeft(panel);
    else pane.setRight(panel);
  }

  private void toggle() {
    if (isOpen()) close();
    else open();
  }
}
