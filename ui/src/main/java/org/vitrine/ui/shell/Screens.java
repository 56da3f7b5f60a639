package org.vitrine.ui.shell;

import java.util.List;
import org.vitrine.ui.data.DataScreen;
import org.vitrine.ui.home.HomeScreen;
import org.vitrine.ui.insight.AttentionScreen;
import org.vitrine.ui.models.ModelsScreen;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.runs.OverlayScreen;
import org.vitrine.ui.runs.RunPageScreen;
import org.vitrine.ui.runs.RunsScreen;
import org.vitrine.ui.settings.SettingsScreen;
import org.vitrine.ui.training.TrainScreen;

/// All screens there are; a new one is one line here.
public final class Screens {
  private Screens() {}

  public static List<Screen> of(Ui ui) {
    return List.of(
        new HomeScreen(ui),
        new ModelsScreen(ui),
        new DataScreen(ui),
        new TrainScreen(ui),
        new RunsScreen(ui),
        new RunPageScreen(ui),
        new OverlayScreen(ui),
        new AttentionScreen(ui),
        new SettingsScreen(ui));
  }
}
