package org.vitrine.ui.kit;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Rows and columns whose gaps grow with the text. All lengths here are pixels at 100 %; they become em.
public final class Boxes {
  private Boxes() {}

  /// Side by side, centred upright.
  public static HBox row(double gap, Node... nodes) {
    var box = new HBox(nodes);
    box.setAlignment(Pos.CENTER_LEFT);
    return style(box, "-fx-spacing", em(gap));
  }

  public static VBox column(double gap, Node... nodes) {
    return style(new VBox(nodes), "-fx-spacing", em(gap));
  }

  /// Takes all room that is left in a row or column.
  public static Region spring() {
    var spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    VBox.setVgrow(spring, Priority.ALWAYS);
    return spring;
  }

  public static <N extends Node> N grow(N node) {
    HBox.setHgrow(node, Priority.ALWAYS);
    VBox.setVgrow(node, Priority.ALWAYS);
    if (node instanceof Region region) region.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    return node;
  }

  public static <R extends Region> R pad(
      R region, double top, double right, double bottom, double left) {
    return style(
        region, "-fx-padding", em(top) + " " + em(right) + " " + em(bottom) + " " + em(left));
  }

  public static <R extends Region> R width(R region, double pixels) {
    style(region, "-fx-min-width", em(pixels));
    style(region, "-fx-pref-width", em(pixels));
    return style(region, "-fx-max-width", em(pixels));
  }

  public static <R extends Region> R height(R region, double pixels) {
    style(region, "-fx-min-height", em(pixels));
    style(region, "-fx-pref-height", em(pixels));
    return style(region, "-fx-max-height", em(pixels));
  }

  public static <R extends Region> R minHeight(R region, double pixels) {
    return style(region, "-fx-min-height", em(pixels));
  }

  public static <R extends Region> R maxWidth(R region, double pixels) {
    return style(region, "-fx-max-width", em(pixels));
  }

  /// One hairline across.
  public static Region rule() {
    return Icons.styled(new Region(), "v-rule");
  }

  public static ScrollPane scroll(Node content) {
    var pane = new ScrollPane(content);
    pane.setFitToWidth(true);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return pane;
  }

  public static <N extends Node> N classes(N node, String... classes) {
    return Icons.styled(node, classes);
  }

  /// A screen's node is in the scene or not at all: hidden takes no room.
  public static <N extends Node> N show(N node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
    return node;
  }

  public static String em(double pixels) {
    return String.format(Locale.ROOT, "%.4fem", pixels / Theme.BASE);
  }

  /// Adds one declaration to the inline style.
  public static <N extends Node> N style(N node, String property, String value) {
    var old = node.getStyle() == null ? "" : node.getStyle();
    node.setStyle(old + property + ":" + value + ";");
    return node;
  }
}
