package org.vitrine.ui.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.vitrine.core.session.Workbench;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Ui;

/// Pictures of screens at 1440 × 900, in {light, dark} × {English, Chinese}, in `ui/target/screenshots`.
///
/// The property `shots` picks languages and themes: `-Dshots=light-en,dark-zh`, which is what an ordinary build makes, or
/// `all`. Each screen is also looked over by [Sight] for what is cut or beyond the window's edge.
public final class Screenshots {
  public static final int WIDTH = 1440, HEIGHT = 900;
  private static final String USUAL = "light-en,dark-zh";

  private Screenshots() {}

  /// Takes pictures of what `build` makes, alone on the paper.
  ///
  /// @param name `02-models`; `-dark` and `-zh` are added
  public static void of(String name, Function<Ui, Parent> build) {
    of(name, FakeWorkbench::new, build, _ -> {});
  }

  /// @param then acts on the scene before the picture, on the window's thread; what it sets going is waited for
  public static void of(
      String name,
      Supplier<? extends Workbench> workbench,
      Function<Ui, Parent> build,
      Consumer<Scene> then) {
    var wanted = System.getProperty("shots", USUAL);
    for (var theme : new String[] {"light", "dark"}) {
      for (var language : new String[] {"en", "zh"}) {
        if (!wanted.equals("all") && !wanted.contains(theme + "-" + language)) continue;
        take(name, theme, language, workbench.get(), build, then, 100);
      }
    }
  }

  /// One picture at another size of text.
  public static void large(String name, int percent, Function<Ui, Parent> build) {
    large(name, percent, FakeWorkbench::new, build);
  }

  /// One picture at another size of text, of what this workbench has; light and English.
  public static void large(
      String name,
      int percent,
      Supplier<? extends Workbench> workbench,
      Function<Ui, Parent> build) {
    take(name + "-" + percent, "light", "en", workbench.get(), build, _ -> {}, percent);
  }

  /// One picture in the smallest window, light and English.
  public static void small(
      String name,
      Supplier<? extends Workbench> workbench,
      Function<Ui, Parent> build,
      Consumer<Scene> then) {
    take(name + "-small", "light", "en", workbench.get(), build, then, 100);
  }

  private static void take(
      String name,
      String theme,
      String language,
      Workbench workbench,
      Function<Ui, Parent> build,
      Consumer<Scene> then,
      int percent) {
    FxTest.start();
    var stage =
        FxTest.on(() -> {
          var ui = Ui.of(workbench, Latest.inline());
          for (var setting :
              Map.of(
                      "theme",
                      theme,
                      "language",
                      language,
                      "welcomed",
                      true,
                      "motion",
                      "less",
                      "text_size",
                      percent)
                  .entrySet()) {
            ui.preferences().set(setting.getKey(), setting.getValue());
          }
          var root = build.apply(ui);
          boolean small = name.endsWith("-small");
          var scene =
              new Scene(
                  root instanceof StackPane pane ? pane : new StackPane(root),
                  small ? 1100 : WIDTH,
                  small ? 700 : HEIGHT);
          ui.theme().dress(scene);
          var made = new Stage();
          made.setScene(scene);
          made.show();
          return made;
        });
    FxTest.settle();
    FxTest.run(() -> then.accept(stage.getScene()));
    FxTest.settle();
    var faults = lasting(stage.getScene());
    FxTest.run(() -> {
      var file =
          Path.of(
              "target/screenshots",
              name
                  + (theme.equals("dark") ? "-dark" : "")
                  + (language.equals("zh") ? "-zh" : "")
                  + ".png");
      assertThat(faults).as("what is wrong in %s", file.getFileName()).isEmpty();
      save(stage.getScene(), file);
      stage.close();
    });
  }

  /// What is still wrong when all that moves has had its time.
  private static List<String> lasting(Scene scene) {
    var faults = new AtomicReference<>(List.<String>of());
    FxTest.within(
        Duration.ofSeconds(10),
        () -> {
          faults.set(Sight.faults(scene));
          return faults.get().isEmpty();
        });
    return faults.get();
  }

  private static void save(Scene scene, Path file) {
    try {
      Files.createDirectories(file.getParent());
      var picture = SwingFXUtils.fromFXImage(scene.snapshot(null), null);
      Sight.check(file.getFileName().toString(), scene, picture);
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
