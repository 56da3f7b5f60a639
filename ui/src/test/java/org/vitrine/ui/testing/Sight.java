package org.vitrine.ui.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Cell;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.text.Text;
import org.vitrine.ui.kit.Fonts;

/// What anybody would see that is wrong with a screen: text that is cut, things beyond the window's edge, Chinese in a family
/// that has none (boxes, where the system has no such font), a blank picture.
///
/// Cut is only what lies in a table or list (its column can be widened), carries the class `v-may-cut`, or says its whole
/// text in a tooltip.
final class Sight {
  private static final double SLACK = 1.5;
  private static final int FEW_COLOURS = 12;

  private Sight() {}

  /// What is wrong with a scene now, each with the text it concerns; something that still slides in is beyond the window.
  static List<String> faults(Scene scene) {
    var cut = new ArrayList<String>();
    var outside = new ArrayList<String>();
    var boxes = new ArrayList<String>();
    walk(scene.getRoot(), scene, false, cut, outside);
    strange(scene.getRoot(), boxes);
    var all = new ArrayList<String>();
    cut.forEach(text -> all.add("cut: " + text));
    outside.forEach(text -> all.add("beyond the window: " + text));
    boxes.forEach(text -> all.add("Chinese in another family: " + text));
    return all;
  }

  private static void strange(Node node, List<String> boxes) {
    if (!node.isVisible()) return;
    if (node instanceof Text text && Fonts.isHan(text.getText())) {
      var family = text.getFont().getFamily();
      if (!family.equals(Fonts.HAN)) boxes.add(text.getText() + " in " + family);
    }
    if (node instanceof Parent parent)
      for (var child : parent.getChildrenUnmodifiable()) strange(child, boxes);
  }

  static void check(String name, Scene scene, BufferedImage picture) {
    assertThat(picture.getWidth()).as("width of %s", name).isEqualTo((int) scene.getWidth());
    assertThat(picture.getHeight()).as("height of %s", name).isEqualTo((int) scene.getHeight());
    var colours = new HashSet<Integer>();
    for (int y = 0; y < picture.getHeight(); y += 3)
      for (int x = 0; x < picture.getWidth(); x += 3) colours.add(picture.getRGB(x, y));
    assertThat(colours).as("colours of %s", name).hasSizeGreaterThan(FEW_COLOURS);
  }

  private static void walk(
      Node node, Scene scene, boolean scrolled, List<String> cut, List<String> outside) {
    if (!node.isVisible() || node.getStyleClass().contains("v-may-cut")) return;
    if (node instanceof Labeled label && label.getText() != null && !label.getText().isEmpty()) {
      boolean explained = explained(label);
      if (label.isTextTruncated() && !explained && !(label instanceof Cell<?>) && !inCell(label))
        cut.add(label.getText());
      var at = node.localToScene(node.getLayoutBounds());
      boolean in =
          at.getMinX() > -SLACK
              && at.getMaxX() < scene.getWidth() + SLACK
              && at.getMinY() > -SLACK
              && at.getMaxY() < scene.getHeight() + SLACK;
      if (!in && !scrolled) outside.add(label.getText());
    }
    boolean scrolls = scrolled || node instanceof ScrollPane || node instanceof VirtualFlow<?>;
    if (node instanceof Parent parent)
      for (var child : parent.getChildrenUnmodifiable()) walk(child, scene, scrolls, cut, outside);
  }

  /// Whether the pointer on this text, or on the button that it is part of, shows all of it.
  private static boolean explained(Node node) {
    for (Node up = node; up != null; up = up.getParent())
      if (up instanceof Control control && control.getTooltip() != null) return true;
    return false;
  }

  private static boolean inCell(Node node) {
    for (Parent up = node.getParent(); up != null; up = up.getParent())
      if (up instanceof Cell<?>) return true;
    return false;
  }
}
