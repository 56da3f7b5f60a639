package org.vitrine.ui.models;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Beside;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Layers and their tensors, a field to try the tokenizer, and the memory that the model needs.
final class OverviewTab extends ScrollPane {
  OverviewTab(Ui ui, ModelsModel model, ModelPage page) {
    Words words = ui.wordsOf(ModelsScreen.class);
    var tree = new LayerTree(ui, model, page);
    var layers =
        Card.of(
            words.get("layers"),
            new javafx.scene.Node[] {Labels.caption(words.get("layers.share"))},
            Boxes.grow(tree));
    Boxes.minHeight(layers, 372);
    var tensors = new Card().flush();
    Boxes.minHeight(tensors, 372);
    Live.follow(tensors, model.node(), node -> fill(ui, model, words, tensors, node));
    var top = Beside.leftFixed(ui.theme(), layers, 322, tensors, 420, 14);
    var memory = new MemoryCard(ui, model, page);
    var column = Boxes.column(14);
    if (ModelsModel.certified(page))
      column.getChildren().add(new CertificateLine(ui, model.certificate()));
    column.getChildren().add(top);
    if (page.tokenizer() == null) column.getChildren().add(memory);
    else
      column
          .getChildren()
          .add(
              Beside.rightFixed(
                  ui.theme(), new PlaygroundCard(ui, model, page), 380, memory, 330, 14));
    setContent(Boxes.pad(column, 12, 0, 12, 0));
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
  }

  private static void fill(Ui ui, ModelsModel model, Words words, Card card, String node) {
    var tensors = model.tensors();
    var name =
        node.isEmpty() ? words.get("tensors.all") : words.get("tensors.in", Summary.shown(node));
    var kinds = tensors.stream().map(ModelPage.Tensor::type).distinct().limit(3).toList();
    var head =
        Card.head(
            name,
            Labels.caption(
                String.join(", ", kinds) + " · " + words.get("tensors.count", tensors.size())));
    Boxes.pad(head, 12, 14, 6, 14);
    card.getChildren()
        .setAll(new VBox(head), Boxes.grow(new TensorTable(ui, model, tensors, node)));
  }
}
