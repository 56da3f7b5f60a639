package org.vitrine.ui;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.slf4j.LoggerFactory;
import org.vitrine.core.session.Workbench;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.shell.Shell;

/// Vitrine's window over a workbench. Not a JavaFX `Application`: the toolkit starts while the workbench is still being
/// opened.
public final class VitrineWindow {
  private static final double WIDTH = 1440, HEIGHT = 900, LEAST_WIDTH = 1100, LEAST_HEIGHT = 700;

  private VitrineWindow() {}

  /// Opens the window and returns when it is closed. Once in a process.
  ///
  /// @param opener makes the workbench, which is closed with the window
  /// @throws org.vitrine.core.base.Problem what the opener threw; no window was shown then
  public static void open(Supplier<? extends Workbench> opener) {
    var opening = CompletableFuture.supplyAsync(opener, task -> Thread.ofPlatform().start(task));
    var closed = new CompletableFuture<Void>();
    Platform.startup(() -> {});
    try (var workbench = opening.join()) {
      Platform.runLater(() -> {
        try {
          show(workbench, () -> closed.complete(null));
        } catch (RuntimeException | Error e) {
          closed.completeExceptionally(e);
        }
      });
      closed.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    } finally {
      Platform.exit();
    }
  }

  private static void show(Workbench workbench, Runnable closed) {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (_, e) -> LoggerFactory.getLogger(VitrineWindow.class).error("Unexpected", e));
    var stage = new Stage();
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
    stage.setOnHidden(_ -> closed.run());
    stage.show();
    // Filled and dressed while the window is there already.
    Platform.runLater(() -> {
      shell.begin();
      stage.getIcons().addAll(icons());
      ui.feed().start();
      ui.machine().look();
    });
  }

  private static void close(Ui ui, Stage stage) {
    if (!stage.isFullScreen() && !stage.isMaximized()) {
      ui.preferences()
          .change(s ->
              s.with("width", stage.getScene().getWidth())
                  .with("height", stage.getScene().getHeight()));
    }
    stage.close();
  }

  private static List<Image> icons() {
    return List.of(Icon.of(32), Icon.of(64), Icon.of(128));
  }
}
