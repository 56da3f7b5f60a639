package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a file in the form of the CoNLL tasks writes its words: one a line, in columns parted by tabs or blanks, the tag in
/// the last; an empty line between sentences.
///
/// @param tabs whether tabs part the columns, so that a word may hold blanks
/// @param word place of the word's column: 0, or 1 behind a column that counts the words
/// @param columns of most lines
/// @param placed whether each word is a character with its place in the word behind it, as Weibo's entities are published
record Conll(boolean tabs, int word, int columns, boolean placed) {
  private static final Set<String> ENDINGS =
      Set.of("conll", "conll02", "conll03", "bio", "bio2", "iob", "iob2", "bioes", "bmes", "ner");
  private static final Pattern TAG = Pattern.compile("O|[BIESLUM]-\\S+");
  private static final Pattern PLACED = Pattern.compile("(\uFFFD+|.)\\d{1,3}");
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  /// @param sample whole lines
  /// @param ending of the file's name, which may say that it is of this form
  /// @return null if the lines look like something else
  static @Nullable Conll of(String sample, String ending) {
    boolean named = ENDINGS.contains(ending);
    var lines = sample.lines().map(Conll::bare).toList();
    var words = lines.stream().filter(l -> !l.isBlank() && !document(l) && !comment(l)).toList();
    if (words.isEmpty()) return null;
    boolean tabs = words.stream().filter(l -> l.contains("\t")).count() * 2 > words.size();
    var cells = words.stream().map(l -> cells(l, tabs)).toList();
    if (cells.getFirst().size() < 2) return null;
    if (!named) {
      boolean parted = lines.stream().anyMatch(String::isBlank);
      boolean tagged =
          cells.stream().allMatch(c -> c.size() > 1 && TAG.matcher(c.getLast()).matches());
      boolean entity = cells.stream().anyMatch(c -> c.getLast().length() > 1);
      if (!parted || !tagged || !entity) return null;
    }
    int columns =
        (int)
            cells.stream()
                .mapToInt(List::size)
                .sorted()
                .skip(cells.size() / 2)
                .findFirst()
                .orElse(2);
    int word = columns > 2 && counted(lines, tabs) ? 1 : 0;
    boolean placed =
        cells.stream().allMatch(c -> c.size() > word && PLACED.matcher(c.get(word)).matches());
    return new Conll(tabs, word, columns, placed);
  }

  /// True if the first column says 1, 2, 3, … within each sentence.
  private static boolean counted(List<String> lines, boolean tabs) {
    int next = 1;
    for (var line : lines) {
      if (line.isBlank()) next = 1;
      else if (!document(line)
          && !comment(line)
          && !cells(line, tabs).getFirst().equals(String.valueOf(next++))) return false;
    }
    return true;
  }

  private static String bare(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static List<String> cells(String line, boolean tabs) {
    var cells = new ArrayList<String>();
    for (var cell : tabs ? line.split("\t", -1) : BLANKS.split(line.strip()))
      cells.add(cell.strip());
    while (cells.size() > 1 && cells.getLast().isEmpty()) cells.removeLast();
    return cells;
  }

  /// A line that begins a document.
  static boolean document(String line) {
    return line.startsWith("-DOCSTART-");
  }

  private static boolean comment(String line) {
    return line.startsWith("# ") && (line.contains(" = ") || line.contains("::"));
  }

  /// Whether a line is no word and ends no sentence.
  boolean passedOver(String line) {
    return comment(line);
  }

  /// @return word and tag; null where the line has no tag
  @Nullable String @Nullable [] pair(String line) {
    var cells = cells(bare(line), tabs);
    if (cells.size() < 2 || cells.size() <= word || cells.getFirst().isEmpty()) return null;
    var text = cells.get(word);
    if (placed) {
      var match = PLACED.matcher(text);
      if (match.matches()) text = match.group(1);
    }
    return new String[] {text, cells.getLast()};
  }
}
