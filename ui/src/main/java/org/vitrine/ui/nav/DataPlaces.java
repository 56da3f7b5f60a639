package org.vitrine.ui.nav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// What can be learnt from, by its name: tables, texts, tagged words in files or folders, and pictures in folders or in IDX files.
public final class DataPlaces {
  private static final List<String> TABLES =
      List.of("csv", "tsv", "tab", "json", "jsonl", "ndjson", "txt", "conll", "bio", "iob", "gz");
  private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "bmp");
  private static final int DEEP = 3, LOOKED_AT = 1000;

  private DataPlaces() {}

  /// Whether a file or folder may hold data. Of a folder only the first thousand entries are looked at.
  public static boolean fits(Path path) {
    var name = name(path);
    if (Files.isDirectory(path))
      return Files.exists(path.resolve("seq.in"))
          || !Files.exists(path.resolve("config.json")) && holdsPictures(path);
    if (name.equals("config.json")) return false;
    return TABLES.contains(ending(name)) || name.matches(".*idx[13]-ubyte");
  }

  private static boolean holdsPictures(Path folder) {
    try (Stream<Path> all = Files.walk(folder, DEEP, FileVisitOption.FOLLOW_LINKS)) {
      return all.limit(LOOKED_AT).anyMatch(DataPlaces::picture);
    } catch (IOException | UncheckedIOException _) {
      return false; // what cannot be read holds nothing for us
    }
  }

  /// Whether a file's name is one of a picture.
  public static boolean picture(Path file) {
    return PICTURES.contains(ending(name(file)));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// Asks for a file.
  ///
  /// @param kind what the chooser calls such files
  public static void chooseFile(String title, String kind, Consumer<String> work) {
    var numbered = List.of("*idx1-ubyte", "*idx3-ubyte");
    var patterns = Stream.concat(TABLES.stream().map(ending -> "*." + ending), numbered.stream());
    choose(title, kind, patterns.toList(), work);
  }

  private static void choose(
      String title, String kind, List<String> patterns, Consumer<String> work) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, patterns));
    var file = chooser.showOpenDialog(window());
    if (file != null) work.accept(file.toString());
  }

  /// Asks for a picture.
  ///
  /// @param kind what the chooser calls such files
  public static void choosePicture(String title, String kind, Consumer<String> work) {
    choose(title, kind, PICTURES.stream().map(ending -> "*." + ending).toList(), work);
  }

  /// Asks for a folder of pictures.
  public static void chooseFolder(String title, Consumer<String> work) {
    var chooser = new DirectoryChooser();
    chooser.setTitle(title);
    var folder = chooser.showDialog(window());
    if (folder != null) work.accept(folder.toString());
  }

  private static @Nullable Window window() {
    return Window.getWindows().stream().filter(Window::isFocused).findFirst().orElse(null);
  }
}
