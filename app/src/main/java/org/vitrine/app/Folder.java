package org.vitrine.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The folder that the program is installed in.
///
/// ```
/// bin/vitrine  lib/*.jar  natives/{torch,tokenizers,sqlite,jna}  models/  datasets/
/// ```
/// The launcher names it by the property `vitrine.home.app`; without that it is where `lib/vitrine.jar` lies. All
/// natives are unpacked in it, so that a start writes into no cache and works from a read-only disk.
final class Folder {
  /// Names this folder.
  static final String HOME = "vitrine.home.app";

  private Folder() {}

  /// Points every library that carries native code at the folder; what the user set already stays. Must come before
  /// the first use of any of them.
  static void use() {
    System.setProperty(
        "ai.djl.offline", "true"); // nothing is ever downloaded behind the user's back
    setIfAbsent("vitrine.version", Version.number()); // core writes it into a run's record
    find().ifPresent(home -> settings(home, Folder::setIfAbsent));
  }

  /// The folder, or empty where the classes run out of a build tree.
  static Optional<Path> find() {
    var named = System.getProperty(HOME);
    if (named != null) return Optional.of(Path.of(named));
    try {
      var jar = Path.of(Folder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.ofNullable(jar.getParent())
          .map(Path::getParent)
          .filter(home -> Files.isRegularFile(jar) && Files.isDirectory(home.resolve("natives")));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Hands each property with its value to `set`; natives that are not there are left out, so that a library falls
  /// back to its own copy. The engine is not named here: `PYTORCH_LIBRARY_PATH` is the user's, and goes before the choice
  /// that the settings hold.
  static void settings(Path home, BiConsumer<String, String> set) {
    set.accept(HOME, home.toString());
    var natives = home.resolve("natives");
    if (!Files.isDirectory(natives)) return;
    set.accept("vitrine.natives", natives.toString());
    folder(natives.resolve("tokenizers"), "RUST_LIBRARY_PATH", set);
    folder(natives.resolve("sqlite"), "org.sqlite.lib.path", set);
    folder(natives.resolve("jna"), "jna.boot.library.path", set);
  }

  private static void folder(Path folder, String property, BiConsumer<String, String> set) {
    if (Files.isDirectory(folder)) set.accept(property, folder.toString());
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) System.setProperty(property, value);
  }
}
