package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which column seems to hold the text, a second text and the label, and why. A name that says so comes first, then
/// what stands in the columns.
///
/// @param text the guessed columns, null where none fits
public record ColumnGuess(@Nullable Choice text, @Nullable Choice pair, @Nullable Choice label) {
  private static final int SAMPLE = 1000;

  /// @param why key and facts of a sentence
  public record Choice(String column, Note why) {}

  /// What a column holds in the rows looked at.
  ///
  /// @param rows not empty; @param different values; @param length mean, in chars; @param numbers share of numbers
  private record Column(String name, int rows, int different, double length, double numbers) {
    boolean repeats() {
      return different >= 2 && different * 2L <= rows && length <= 60;
    }

    boolean prose() {
      return numbers < 0.5 && different > 0.5 * rows && length >= 3;
    }
  }

  /// Looks at up to a thousand rows from all parts of the table: files are often sorted by label.
  public static ColumnGuess of(Table table) {
    var pictures = PictureCells.guess(table);
    if (pictures.text != null) return pictures;
    var asked = Questions.guess(table, true);
    if (asked.label != null) return asked;
    var rows = sample(table);
    var columns = new ArrayList<Column>();
    for (int c = 0; c < table.columns().size(); c++)
      columns.add(column(table.columns().get(c), c, rows));
    var label = label(columns);
    if (label == null || !label.why.key().equals("data.label-name")) {
      var tagged = Tags.guess(table);
      if (tagged.label != null) return tagged;
    }
    var left = columns.stream().filter(c -> label == null || !c.name.equals(label.column)).toList();
    var named = namedPair(left);
    if (named.isPresent()) return named.get().with(label);
    var text = text(left);
    if (text == null) return new ColumnGuess(null, null, label);
    return second(left, text, table.header()).with(label);
  }

  /// The columns of words and of their tags; nothing where no two columns fit.
  public static ColumnGuess ofTags(Table table) {
    return Tags.guess(table);
  }

  /// The columns of questions, contexts and answers; nothing where no three columns fit.
  public static ColumnGuess ofQuestions(Table table) {
    return Questions.guess(table, false);
  }

  /// The columns of pictures and their classes; nothing where no column names pictures.
  public static ColumnGuess ofPictures(Table table) {
    return PictureCells.guess(table);
  }

  private ColumnGuess with(@Nullable Choice label) {
    return new ColumnGuess(text, pair, label);
  }

  private static List<Row> sample(Table table) {
    long all = table.rows();
    var rows = new ArrayList<Row>();
    int parts = all <= SAMPLE ? 1 : SAMPLE / Pages.SIZE;
    int each = all <= SAMPLE ? (int) all : Pages.SIZE;
    for (int p = 0; p < parts; p++) rows.addAll(table.rows(all * p / parts, each));
    return rows;
  }

  private static Column column(String name, int place, List<Row> rows) {
    Set<String> different = new HashSet<>();
    int filled = 0, numbers = 0;
    long length = 0;
    for (var row : rows) {
      var cell = row.cell(place).strip();
      if (cell.isEmpty()) continue;
      filled++;
      different.add(cell);
      length += cell.length();
      if (Labels.number(cell) != null) numbers++;
    }
    double n = Math.max(1, filled);
    return new Column(name, filled, different.size(), length / n, numbers / n);
  }

  private static @Nullable Choice label(List<Column> columns) {
    for (var name : Names.LABEL)
      for (var c : columns)
        if (Names.plain(c.name).equals(name) && (c.repeats() || c.different == 1 || c.rows < 8))
          return new Choice(c.name, Note.of("data.label-name", c.name, c.different));
    if (columns.size() < 2) return null;
    return columns.stream()
        .filter(c -> c.repeats() && (c.different <= 20 || c.different * 10L <= c.rows))
        .filter(c -> !Names.TEXT.contains(Names.plain(c.name)))
        .min(Comparator.comparingInt(Column::different))
        .map(c -> new Choice(c.name, Note.of("data.label-few", c.name, c.different, c.rows)))
        .orElse(null);
  }

  private static Optional<ColumnGuess> namedPair(List<Column> columns) {
    for (var pair : Names.PAIRS) {
      var first = find(columns, pair.get(0));
      var second = find(columns, pair.get(1));
      if (first == null || second == null) continue;
      var text = new Choice(first.name, Note.of("data.text-name", first.name));
      return Optional.of(
          new ColumnGuess(
              text,
              new Choice(second.name, Note.of("data.pair-name", second.name, first.name)),
              null));
    }
    return Optional.empty();
  }

  private static @Nullable Column find(List<Column> columns, String name) {
    return columns.stream().filter(c -> Names.plain(c.name).equals(name)).findFirst().orElse(null);
  }

  private static @Nullable Choice text(List<Column> columns) {
    for (var name : Names.TEXT) {
      var found = find(columns, name);
      if (found != null) return new Choice(found.name, Note.of("data.text-name", found.name));
    }
    if (columns.size() == 1)
      return new Choice(
          columns.getFirst().name, Note.of("data.text-only", columns.getFirst().name));
    return columns.stream()
        .filter(c -> c.rows > 0)
        .max(Comparator.comparingDouble(Column::length))
        .map(c -> new Choice(c.name, Note.of("data.text-longest", c.name, Math.round(c.length))))
        .orElse(null);
  }

  /// Where no header says what is what, one other column of prose is taken along, in the file's order.
  private static ColumnGuess second(List<Column> columns, Choice text, boolean header) {
    var alone = new ColumnGuess(text, null, null);
    if (header) return alone;
    var others = columns.stream().filter(c -> c.prose() && !c.name.equals(text.column)).toList();
    if (others.size() != 1) return alone;
    var other = others.getFirst();
    var own =
        Objects.requireNonNull(
            columns.stream().filter(c -> c.name.equals(text.column)).findFirst().orElse(null));
    var second = Note.of("data.pair-prose", other.name, Math.round(other.length));
    if (columns.indexOf(own) < columns.indexOf(other))
      return new ColumnGuess(text, new Choice(other.name, second), null);
    return new ColumnGuess(new Choice(other.name, second), new Choice(text.column, text.why), null);
  }
}
