package org.vitrine.ui.models;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.ModelPage.Tensor;
import org.vitrine.core.session.protocol.TensorPage;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Histogram;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Tensors with what their values are; the values of those in sight are read as they come into sight. Enter or a click opens
/// one.
final class TensorTable extends TableView<Tensor> {
  private final Ui ui;
  private final ModelsModel model;
  private final Words words;
  private final String under;

  /// @param under prefix that goes without saying
  TensorTable(Ui ui, ModelsModel model, List<Tensor> tensors, String under) {
    this.ui = ui;
    this.model = model;
    this.under = under;
    words = ui.wordsOf(ModelsScreen.class);
    getStyleClass().add("v-tensors");
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    getColumns().add(column("tensor.name", 250, 150, _ -> new NameCell()));
    getColumns().add(column("tensor.shape", 110, 80, _ -> new ShapeCell()));
    getColumns().add(column("tensor.mean", 74, 60, _ -> new LookCell(p -> number(p.mean()))));
    getColumns().add(column("tensor.std", 74, 60, _ -> new LookCell(p -> number(p.std()))));
    getColumns().add(column("tensor.values", 120, 90, _ -> new PictureCell()));
    getItems().setAll(tensors);
    setPlaceholder(Labels.muted(words.get("tensors.none")));
    Boxes.style(this, "-fx-pref-height", Boxes.em(310));
    setOnMouseClicked(e -> {
      if (e.getClickCount() == 1
          && getSelectionModel().getSelectedItem() != null
          && isRow(e.getPickResult().getIntersectedNode())) open();
    });
    setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ENTER) open();
    });
  }

  private static boolean isRow(javafx.scene.@Nullable Node node) {
    for (var at = node; at != null; at = at.getParent()) {
      if (at instanceof javafx.scene.control.TableRow<?> row) return !row.isEmpty();
    }
    return false;
  }

  private void open() {
    var tensor = getSelectionModel().getSelectedItem();
    if (tensor != null) model.open().set(tensor.name());
  }

  static String number(double value) {
    if (!Double.isFinite(value)) return String.valueOf(value);
    var text =
        Math.abs(value) >= 1000
            ? String.format(Locale.ROOT, "%.2e", value)
            : String.format(Locale.ROOT, "%.3f", value);
    return text.replace('-', '−').replaceFirst("^−(0\\.0+)$", "$1");
  }

  static String shape(List<Long> shape) {
    return shape.isEmpty()
        ? "1"
        : shape.stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }

  private TableColumn<Tensor, Tensor> column(
      String key,
      double width,
      double least,
      Function<TableColumn<Tensor, Tensor>, TableCell<Tensor, Tensor>> cell) {
    var column = new TableColumn<Tensor, Tensor>(words.get(key));
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(cell::apply);
    double scale = ui.theme().scale().get();
    column.setPrefWidth(width * scale);
    column.setMinWidth(least * scale);
    if (key.equals("tensor.mean") || key.equals("tensor.std"))
      column.getStyleClass().add("v-number-head");
    column.setReorderable(false);
    column.setSortable(false);
    return column;
  }

  private final class NameCell extends TableCell<Tensor, Tensor> {
    NameCell() {
      getStyleClass().add("v-mono");
    }

    @Override
    protected void updateItem(@Nullable Tensor tensor, boolean empty) {
      super.updateItem(tensor, empty);
      if (tensor == null) {
        setText(null);
        setTooltip(null);
        return;
      }
      var name = tensor.name();
      setText(under.isEmpty() || name.equals(under) ? name : "…" + name.substring(under.length()));
      setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
      setTooltip(Buttons.tip(name));
    }
  }

  private static final class ShapeCell extends TableCell<Tensor, Tensor> {
    ShapeCell() {
      getStyleClass().addAll("v-mono", "v-muted");
    }

    @Override
    protected void updateItem(@Nullable Tensor tensor, boolean empty) {
      super.updateItem(tensor, empty);
      setText(tensor == null ? null : shape(tensor.shape()));
    }
  }

  /// A cell that shows something of the values as soon as they were read.
  private abstract class ValuesCell extends TableCell<Tensor, Tensor> {
    @Override
    protected final void updateItem(@Nullable Tensor tensor, boolean empty) {
      super.updateItem(tensor, empty);
      if (tensor == null || empty) {
        show(null);
        return;
      }
      var known = model.looks().known(tensor.name());
      show(known);
      if (known == null)
        model
            .looks()
            .look(
                tensor.name(),
                page -> {
                  if (getItem() == tensor) show(page);
                },
                _ -> {});
    }

    abstract void show(@Nullable TensorPage page);
  }

  private final class LookCell extends ValuesCell {
    private final Function<TensorPage, String> what;

    LookCell(Function<TensorPage, String> what) {
      this.what = what;
      getStyleClass().add("v-number");
    }

    @Override
    void show(@Nullable TensorPage page) {
      setText(page == null ? null : what.apply(page));
    }
  }

  private final class PictureCell extends ValuesCell {
    private final Histogram picture = new Histogram(ui.theme());

    PictureCell() {
      Boxes.height(picture, 22);
      picture.setMouseTransparent(true);
    }

    @Override
    void show(@Nullable TensorPage page) {
      setGraphic(page == null ? null : picture);
      if (page == null) return;
      picture.prefWidthProperty().bind(widthProperty().subtract(20 * ui.theme().scale().get()));
      picture.show(page.bins());
    }
  }
}
