package org.vitrine.ui.models;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.vitrine.core.session.protocol.ModelPage.Tensor;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FxTest;

class TensorTableTest {
  @Test
  void ten_thousand_tensors_are_read_only_where_they_are_in_sight() {
    var workbench = FakeModels.workbench();
    var tensors = new ArrayList<Tensor>();
    for (int i = 0; i < 10_000; i++)
      tensors.add(
          new Tensor(
              "model.layers." + i + ".mlp.weight",
              "F32",
              List.of(64L, 64L),
              4096,
              "a.safetensors"));
    var table =
        FxTest.on(() -> {
          var ui = Ui.of(workbench, Latest.inline());
          var model = new ModelsModel(workbench, Latest.inline(), ui.preferences());
          model.choose(FakeModels.BASE);
          var made = new TensorTable(ui, model, tensors, "");
          var stage = new Stage();
          stage.setScene(new Scene(made, 800, 600));
          stage.show();
          return made;
        });
    FxTest.settle();
    for (int at : new int[] {9_000, 20, 5_000}) {
      FxTest.run(() -> {
        table.scrollTo(at);
        table.layout();
      });
      FxTest.settle();
    }
    long asked = workbench.asked.stream().filter(Request.ShowTensor.class::isInstance).count();
    then(asked).isBetween(1L, 240L);
    FxTest.run(() -> table.getScene().getWindow().hide());
  }
}
