package org.vitrine.core.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.picture.IdxFile;
import org.vitrine.core.picture.PictureFile;

/// Pictures with their classes as rows of a table: a folder with a folder for each class, or an IDX file of pictures with one
/// of labels beside it. A cell holds a path below the folder, or `#` and the number of a picture.
final class PictureList {
  static final List<String> COLUMNS = List.of("picture", "label");
  private static final Set<String> SPLITS =
      Set.of("train", "training", "test", "testing", "val", "valid", "validation", "dev", "eval");
  private static final int DEEPEST = 16;

  private PictureList() {}

  /// Whether a place is one of these.
  static boolean is(Path place) {
    return Files.isDirectory(place) || IdxFile.is(place);
  }

  /// Writes a line of JSON for each picture.
  ///
  /// @throws Problem `data.folder`, `data.split_folders`, `picture.idx`
  static void write(Path place, Path to) throws IOException {
    try (var out = Files.newBufferedWriter(to)) {
      if (Files.isDirectory(place)) folder(place, out);
      else numbered(place, out);
    }
  }

  private static void folder(Path place, BufferedWriter out) throws IOException {
    try (var all = Files.walk(place, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      var files =
          all.filter(PictureFile::named)
              .filter(Files::isRegularFile)
              .map(place::relativize)
              .sorted()
              .toList();
      if (files.isEmpty()) throw new Problem("data.folder", place);
      var classes = files.stream().map(PictureList::first).distinct().toList();
      if (classes.stream().allMatch(c -> SPLITS.contains(c.toLowerCase(java.util.Locale.ROOT))))
        throw new Problem("data.split_folders", place, String.join(", ", classes));
      for (var file : files) line(out, file.toString().replace('\\', '/'), first(file));
    }
  }

  /// The folder right below the one that was chosen; nothing for a picture that lies in none.
  private static String first(Path file) {
    return file.getNameCount() < 2 ? "" : file.getName(0).toString();
  }

  private static void numbered(Path place, BufferedWriter out) throws IOException {
    var pictures = IdxFile.read(pictures(place));
    var beside = labels(place);
    var labels = beside == null ? null : IdxFile.read(beside);
    if (labels != null && labels.count() != pictures.count())
      throw new Problem("data.idx_labels", place, pictures.count(), labels.count());
    for (int i = 0; i < pictures.count(); i++)
      line(out, "#" + i, labels == null ? "" : Integer.toString(labels.label(i)));
  }

  /// The file of pictures, where one of labels was chosen.
  static Path pictures(Path place) {
    var other = beside(place, "labels", "images", "idx1", "idx3");
    return other == null ? place : other;
  }

  private static @Nullable Path labels(Path place) {
    return beside(pictures(place), "images", "labels", "idx3", "idx1");
  }

  private static @Nullable Path beside(
      Path place, String own, String other, String kind, String to) {
    var name = String.valueOf(place.getFileName());
    if (!name.contains(own)) return null;
    var renamed = name.replace(own, other).replace(kind, to);
    var bare = renamed.endsWith(".gz") ? renamed.substring(0, renamed.length() - 3) : renamed;
    for (var each : List.of(renamed, bare, bare + ".gz")) {
      var file = place.resolveSibling(each);
      if (Files.isRegularFile(file)) return file;
    }
    return null;
  }

  private static void line(BufferedWriter out, String picture, String label) throws IOException {
    var row = Json.mapper().createObjectNode();
    row.put("picture", picture);
    row.put("label", label);
    out.write(Json.line(row));
    out.write('\n');
  }
}
