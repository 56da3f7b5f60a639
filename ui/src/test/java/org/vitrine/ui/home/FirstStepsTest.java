package org.vitrine.ui.home;

import static org.assertj.core.api.BDDAssertions.then;

import org.junit.jupiter.api.Test;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Preset;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.FxTest;

class FirstStepsTest {
  @Test
  void the_first_run_is_planned_as_the_quick_look_that_it_starts_with() {
    var workbench = new FakeWorkbench();
    FxTest.on(() -> {
      var ui = Ui.of(workbench, Latest.inline());
      var model = new HomeModel(workbench, Latest.inline(), ui.preferences(), ui.feed());
      return new FirstSteps(ui, model);
    });
    then(workbench.asked)
        .filteredOn(Request.Plan.class::isInstance)
        .extracting(q -> ((Request.Plan) q).recipe().arguments())
        .containsExactly(Preset.QUICK.arguments(3_210_000));
  }
}
