package org.vitrine.ui.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The model as a tree of its tensor names, each node with its share of the parameters. A node whose children are only numbers
/// is left out: `layer 0` stands where `layer` would.
final class LayerTree extends TreeView<LayerTree.Item> {
  /// @param share of all parameters; @param shape of the weights that lie here, empty where there are none
  record Item(String name, String path, long parameters, double share, String shape) {}

  private boolean marking;

  LayerTree(Ui ui, ModelsModel model, ModelPage page) {
    Words words = ui.wordsOf(ModelsScreen.class);
    getStyleClass().add("v-layers");
    long all = Math.max(1, page.tree().parameters());
    setRoot(item(page.tree(), page.tree().name(), all, shapes(page)));
    setShowRoot(true);
    getRoot().setExpanded(true);
    open(getRoot(), model.node().get());
    reopen(getRoot(), model.openNodes());
    getRoot()
        .addEventHandler(
            TreeItem.<Item>branchExpandedEvent(),
            e -> model.open(e.getTreeItem().getValue().path(), true));
    getRoot()
        .addEventHandler(
            TreeItem.<Item>branchCollapsedEvent(),
            e -> model.open(e.getTreeItem().getValue().path(), false));
    setAccessibleText(words.get("layers"));
    setCellFactory(_ -> new Cell(ui, words));
    getSelectionModel()
        .selectedItemProperty()
        .subscribe((_, now) -> {
          if (now != null && !marking) model.node().set(now.getValue().path());
        });
    Live.follow(
        this,
        model.node(),
        node -> {
          marking = true;
          var found = find(getRoot(), node);
          if (found != null) getSelectionModel().select(found);
          marking = false;
        });
    Boxes.style(this, "-fx-pref-height", Boxes.em(310));
  }

  /// By node, the shape of its own tensor, or of the weight of its layer.
  private static Map<String, String> shapes(ModelPage page) {
    var shapes = new HashMap<String, String>();
    for (var tensor : page.tensors()) {
      var shape = TensorTable.shape(tensor.shape());
      shapes.put(tensor.name(), shape);
      if (tensor.name().endsWith(".weight"))
        shapes.put(tensor.name().substring(0, tensor.name().lastIndexOf('.')), shape);
    }
    return shapes;
  }

  private static TreeItem<Item> item(
      ModelPage.Node node, String name, long all, Map<String, String> shapes) {
    double share = node.parameters() / (double) all;
    var shape = shapes.getOrDefault(node.path(), "");
    var item = new TreeItem<>(new Item(name, node.path(), node.parameters(), share, shape));
    for (var child : node.children()) {
      if (numbered(child)) {
        for (var block : child.children())
          item.getChildren().add(item(block, child.name() + " " + block.name(), all, shapes));
      } else if (!child.children().isEmpty() || node.path().isEmpty()) {
        item.getChildren().add(item(child, child.name(), all, shapes));
      } else if (node.children().size() > 2) {
        item.getChildren().add(item(child, child.name(), all, shapes));
      }
    }
    return item;
  }

  private static boolean numbered(ModelPage.Node node) {
    return !node.children().isEmpty()
        && node.children().stream().allMatch(c -> c.name().chars().allMatch(Character::isDigit));
  }

  private static void open(TreeItem<Item> at, String path) {
    if (!path.isEmpty() && !path.startsWith(at.getValue().path())) return;
    at.setExpanded(true);
    for (var child : at.getChildren()) {
      var own = child.getValue().path();
      if (path.equals(own) || path.startsWith(own + ".")) open(child, path);
    }
  }

  private static void reopen(TreeItem<Item> at, Set<String> open) {
    for (var child : at.getChildren()) {
      if (open.contains(child.getValue().path())) child.setExpanded(true);
      reopen(child, open);
    }
  }

  private static @Nullable TreeItem<Item> find(TreeItem<Item> at, String path) {
    if (at.getValue().path().equals(path)) return at;
    for (var child : new ArrayList<>(at.getChildren())) {
      var found = find(child, path);
      if (found != null) return found;
    }
    return null;
  }

  private static final class Cell extends TreeCell<Item> {
    private final Words words;
    private final Bar bar;

    Cell(Ui ui, Words words) {
      this.words = words;
      bar = Boxes.width(new Bar(ui.theme()), 44);
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Item item, boolean empty) {
      super.updateItem(item, empty);
      if (item == null || empty) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      bar.show(new Bar.Part(item.share(), "ink"));
      var name = Labels.of(item.name(), "v-mono", "v-caption");
      name.setMinWidth(0);
      var shape = Labels.of(item.shape(), "v-mono", "v-caption", "v-muted");
      shape.setMinWidth(0);
      var count =
          Boxes.width(
              Labels.of(words.about(item.parameters()), "v-mono", "v-caption", "v-muted"), 62);
      count.setStyle(count.getStyle() + "-fx-alignment:center-right;");
      var row = Boxes.row(8, name, shape, Boxes.spring(), bar, count);
      row.setMinWidth(Region.USE_COMPUTED_SIZE);
      setGraphic(row);
      var whole = item.path() + (item.shape().isEmpty() ? "" : ", " + item.shape());
      setTooltip(org.vitrine.ui.kit.Buttons.tip(whole + ", " + words.count(item.parameters())));
      setAccessibleText(
          item.name()
              + (item.shape().isEmpty() ? "" : ", " + item.shape())
              + ", "
              + count.getText());
    }
  }
}
