package org.vitrine.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.vitrine.core.session.Workbench;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.shell.Shell;

/// Vitrine's window over a workbench.
public final class VitrineWindow extends Application {
  private static final double WIDTH = 1440, HEIGHT = 900, LEAST_WIDTH = 1100, LEAST_HEIGHT = 700;

  private static final AtomicReference<@Nullable Workbench> WORKBENCH = new AtomicReference<>();

  /// Opens the window and returns when it is closed. Once in a process.
  ///
  /// @param arguments files or folders to open
  public static void open(Workbench workbench, String[] arguments) {
    WORKBENCH.set(workbench);
    launch(VitrineWindow.class, arguments);
  }

  @Override
  public void start(Stage stage) {
    var workbench = WORKBENCH.get();
    if (workbench == null) throw new IllegalStateException("Use VitrineWindow.open");
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (_, e) -> LoggerFactory.getLogger(VitrineWindow.class).error("Unexpected", e));
    var ui = Ui.of(workbench, Latest.onWindow());
    var shell = new Shell(ui);
    var kept = ui.preferences().get();
    var scene =
        new Scene(
            shell,
            kept.width() > 0 ? kept.width() : WIDTH,
            kept.height() > 0 ? kept.height() : HEIGHT);
    ui.theme().dress(scene);
    stage.setTitle("Vitrine");
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    stage.setScene(scene);
    stage.setOnCloseRequest(event -> {
      if (!shell.mayClose(() -> close(ui, stage))) event.consume();
      else close(ui, stage);
    });
    stage.show();
    Platform.runLater(
        () -> stage.getIcons().addAll(icons())); // drawn while the window is there already
    ui.feed().start();
    ui.machine().look();
    getParameters().getUnnamed().stream().map(Path::of).filter(Files::exists).forEach(shell::take);
  }

  private static void close(Ui ui, Stage stage) {
    if (!stage.isFullScreen() && !stage.isMaximized()) {
      ui.preferences()
          .change(s ->
              s.with("width", stage.getScene().getWidth())
                  .with("height", stage.getScene().getHeight()));
    }
    stage.close();
    Platform.exit();
  }

  private static List<Image> icons() {
    return List.of(Icon.of(32), Icon.of(64), Icon.of(128));
  }
}
