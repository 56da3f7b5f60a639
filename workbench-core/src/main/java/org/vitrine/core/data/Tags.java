package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// Columns whose cells hold a list: the words of a sentence, and a tag for each word.
public final class Tags {
  private static final int SAMPLE = 200;
  private static final List<String> WORDS =
      List.of("tokens", "words", "token", "word", "text", "sentence", "characters", "词", "字", "文本");
  private static final List<String> NAMES =
      List.of(
          "ner_tags",
          "tags",
          "ner",
          "labels",
          "slots",
          "tag",
          "bio",
          "iob",
          "entities",
          "pos_tags",
          "upos",
          "pos",
          "label",
          "标签",
          "标注");
  private static final Pattern TAG = Pattern.compile("O|[BIESLUM]-.+");

  private Tags() {}

  /// The words or tags of a cell: a line each, or parted by blanks where it is one line.
  public static List<String> parts(String cell) {
    if (cell.isBlank()) return List.of();
    if (cell.indexOf('\n') >= 0) return List.of(cell.split("\n", -1));
    return List.of(cell.strip().split("\\s+"));
  }

  /// The columns of words and of tags: by their names, else by what stands in them; always with as many tags as words.
  ///
  /// @return empty choices where no two columns fit
  static ColumnGuess guess(Table table) {
    var rows = table.rows(0, SAMPLE);
    var columns = table.columns();
    for (var tag : NAMES)
      for (var word : WORDS) {
        int t = place(columns, tag), w = place(columns, word);
        if (t >= 0 && w >= 0 && t != w && alike(rows, w, t)) return choice(columns, w, t, "name");
      }
    for (int t = 0; t < columns.size(); t++) {
      if (!tagged(rows, t)) continue;
      for (int w = 0; w < columns.size(); w++)
        if (w != t && !tagged(rows, w) && alike(rows, w, t)) return choice(columns, w, t, "form");
    }
    return new ColumnGuess(null, null, null);
  }

  private static ColumnGuess choice(List<String> columns, int words, int tags, String why) {
    var word = columns.get(words);
    var tag = columns.get(tags);
    return new ColumnGuess(
        new ColumnGuess.Choice(word, Note.of("data.words-" + why, word)),
        null,
        new ColumnGuess.Choice(tag, Note.of("data.tags-" + why, tag, word)));
  }

  private static int place(List<String> columns, String name) {
    for (int i = 0; i < columns.size(); i++) if (Names.plain(columns.get(i)).equals(name)) return i;
    return -1;
  }

  /// Nearly all rows have as many tags as words, and some have several.
  private static boolean alike(List<Row> rows, int words, int tags) {
    int same = 0, several = 0, filled = 0;
    for (var row : rows) {
      int w = parts(row.cell(words)).size(), t = parts(row.cell(tags)).size();
      if (w == 0 && t == 0) continue;
      filled++;
      if (w == t) same++;
      if (w == t && w > 1) several++;
    }
    return several > 0 && same >= 0.95 * filled;
  }

  private static boolean tagged(List<Row> rows, int column) {
    boolean entity = false;
    for (var row : rows)
      for (var part : parts(row.cell(column))) {
        if (!TAG.matcher(part).matches()) return false;
        entity |= part.length() > 1;
      }
    return entity;
  }

  /// Whether a column of a table holds a tag for each word of another.
  public static boolean fit(Table table, @Nullable String words, @Nullable String tags) {
    if (words == null || tags == null || words.equals(tags)) return false;
    return alike(table.rows(0, SAMPLE), table.column(words), table.column(tags));
  }

  /// All tags of a column, O first and the others by type, each B before its I.
  ///
  /// @throws Problem `data.no-labels` if all cells are empty, `data.many-labels` if there are more than [Labels#MOST]
  public static Labels labels(Table table, String column, Progress progress) {
    int place = table.column(column);
    var different = new TreeMap<String, String>();
    for (long n = 0; n < table.rows(); n++) {
      if (n % 1024 == 0) progress.at("data.labels", n, table.rows());
      for (var tag : parts(table.row(n).cell(place)))
        different.putIfAbsent(order(tag.strip()), tag.strip());
      if (different.size() > Labels.MOST)
        throw new Problem("data.many-labels", table.path(), column, Labels.MOST);
    }
    var names = new ArrayList<>(different.values());
    names.removeIf(String::isBlank);
    if (names.isEmpty()) throw new Problem("data.no-labels", table.path(), column);
    boolean numbers = names.stream().allMatch(n -> Labels.number(n) != null);
    return numbers ? Labels.of(names) : Labels.ordered(names);
  }

  private static String order(String tag) {
    if (tag.equals("O")) return "";
    return TAG.matcher(tag).matches() ? tag.substring(2) + "\t" + tag.charAt(0) : tag;
  }
}
