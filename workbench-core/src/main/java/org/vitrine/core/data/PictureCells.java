package org.vitrine.core.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.picture.IdxFile;
import org.vitrine.core.picture.Picture;
import org.vitrine.core.picture.PictureFile;

/// The pictures that the cells of a table name: files, or numbers of an IDX file.
public final class PictureCells {
  private static final int SAMPLE = 50;
  private static final Set<String> NAMES =
      Set.of(
          "picture",
          "image",
          "img",
          "photo",
          "file",
          "filename",
          "file_name",
          "path",
          "图片",
          "图像",
          "文件");

  private final Path folder;
  private final @Nullable IdxFile numbered;

  private PictureCells(Path folder, @Nullable IdxFile numbered) {
    this.folder = folder;
    this.numbered = numbered;
  }

  /// Those of a table; its paths begin where it lies.
  public static PictureCells of(Table table) {
    var place = table.path();
    if (Files.isDirectory(place)) return new PictureCells(place, null);
    var folder = Objects.requireNonNull(place.toAbsolutePath().getParent());
    boolean numbers = table.format() == Format.PICTURES;
    return new PictureCells(folder, numbers ? IdxFile.read(PictureList.pictures(place)) : null);
  }

  /// @throws Problem `data.picture_cell` if it names none, or what reading the file says
  public Picture read(String cell) {
    if (numbered == null) return PictureFile.read(file(cell));
    int number = number(cell);
    if (number < 0 || number >= numbered.count()) throw new Problem("data.picture_cell", cell);
    return numbered.picture(number);
  }

  /// Whether a cell names a picture; of a file only the beginning is read.
  public boolean names(String cell) {
    try {
      if (numbered != null) return number(cell) >= 0 && number(cell) < numbered.count();
      PictureFile.size(file(cell));
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  private Path file(String cell) {
    try {
      return folder.resolve(cell.strip());
    } catch (InvalidPathException e) {
      throw new Problem("data.picture_cell", e, cell);
    }
  }

  private static int number(String cell) {
    return cell.matches("#\\d{1,9}") ? Integer.parseInt(cell.substring(1)) : -1;
  }

  /// Whether the cells of a column are names of pictures.
  public static boolean fit(Table table, String column) {
    return table.format() == Format.PICTURES || files(table.rows(0, SAMPLE), table.column(column));
  }

  /// The column that names pictures and the one with their classes; no choice of the first where no column does.
  static ColumnGuess guess(Table table) {
    var rows = table.rows(0, SAMPLE);
    for (boolean byName : new boolean[] {true, false})
      for (int c = 0; c < table.columns().size(); c++) {
        var name = table.columns().get(c);
        if (byName && !NAMES.contains(Names.plain(name))) continue;
        if (table.format() != Format.PICTURES && !files(rows, c)) continue;
        return new ColumnGuess(
            new ColumnGuess.Choice(name, Note.of("data.picture-name", name)),
            null,
            label(table, name));
      }
    return new ColumnGuess(null, null, null);
  }

  private static boolean files(List<Row> rows, int column) {
    return rows.stream()
        .allMatch(row -> {
          try {
            return PictureFile.named(Path.of(row.cell(column).strip()));
          } catch (InvalidPathException _) {
            return false;
          }
        });
  }

  private static ColumnGuess.@Nullable Choice label(Table table, String picture) {
    if (table.format() == Format.PICTURES)
      return new ColumnGuess.Choice("label", Note.of("data.picture-class", "label"));
    var others = table.columns().stream().filter(c -> !c.equals(picture)).toList();
    for (var name : Names.LABEL)
      for (var column : others)
        if (Names.plain(column).equals(name))
          return new ColumnGuess.Choice(column, Note.of("data.picture-class", column));
    return others.size() == 1
        ? new ColumnGuess.Choice(
            others.getFirst(), Note.of("data.picture-class", others.getFirst()))
        : null;
  }
}
