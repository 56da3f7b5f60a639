package org.vitrine.ui.models;

import java.util.List;
import java.util.Locale;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// All tensors of the file, however many, and a field that finds some by their names.
final class TensorsTab extends VBox {
  TensorsTab(Ui ui, ModelsModel model, ModelPage page) {
    Words words = ui.wordsOf(ModelsScreen.class);
    var table = new TensorTable(ui, model, page.tensors(), "");
    var filter =
        new Field(Feather.SEARCH, words.get("tensor.filter", words.count(page.tensors().size())));
    filter.clearable(words.get("none.clear"));
    filter
        .input()
        .textProperty()
        .subscribe((_, now) -> table.getItems().setAll(matching(page.tensors(), now)));
    Boxes.style(this, "-fx-spacing", Boxes.em(10));
    Boxes.pad(this, 12, 0, 0, 0);
    getChildren().addAll(Boxes.maxWidth(filter, 420), Boxes.grow(table));
  }

  /// Those whose names hold every word.
  static List<ModelPage.Tensor> matching(List<ModelPage.Tensor> all, String words) {
    var each = words.strip().toLowerCase(Locale.ROOT).split("\\s+");
    return all.stream()
        .filter(t -> {
          var name = t.name().toLowerCase(Locale.ROOT);
          for (var word : each) if (!name.contains(word)) return false;
          return true;
        })
        .toList();
  }
}
