package org.vitrine.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// What becomes of a file or folder that was dropped or opened: a model or a folder of models joins the list, a table or a
/// folder of pictures opens as data.
final class Drops {
  private static final List<String> WEIGHTS = List.of("safetensors", "bin", "pt", "pth", "onnx");

  private final Ui ui;

  Drops(Ui ui) {
    this.ui = ui;
  }

  void take(Path path) {
    var screen = ui.navigator().screen().get();
    if (screen != null && screen.drop(path)) return;
    var route = route(path);
    if (route == null) {
      ui.toasts().say(Tone.WARN, ui.wordsOf(Drops.class).get("drop.unknown", path.getFileName()));
      return;
    }
    if (route instanceof Route.Models) remember(Files.isDirectory(path) ? path : path.getParent());
    if (ui.navigator().knows(route)) ui.go(route);
    else ui.toasts().say(Tone.GOOD, ui.wordsOf(Drops.class).get("drop.added", path.getFileName()));
  }

  /// Where this leads, null if nobody has a use for it.
  static @Nullable Route route(Path path) {
    if (DataPlaces.fits(path)) return new Route.Data(path.toString());
    if (Files.isDirectory(path)) {
      return new Route.Models(Files.exists(path.resolve("config.json")) ? path.toString() : null);
    }
    var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    var ending = name.substring(name.lastIndexOf('.') + 1);
    var parent = path.getParent();
    if (parent != null && (WEIGHTS.contains(ending) || name.equals("config.json"))) {
      return new Route.Models(parent.toString());
    }
    return null;
  }

  private void remember(@Nullable Path folder) {
    if (folder == null) return;
    var name = folder.toAbsolutePath().toString();
    var known = ui.preferences().get().modelFolders();
    if (known.contains(name)) return;
    var all = new ArrayList<>(known);
    all.add(name);
    ui.preferences().set("model_folders", all);
  }
}
