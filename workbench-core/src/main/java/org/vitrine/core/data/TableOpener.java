package org.vitrine.core.data;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// Finds out what kind of file lies there, from its ending and its first characters, and opens it as such.
final class TableOpener {
  private static final int SAMPLE = 1 << 18;

  private final SourceText source;
  private final TableOptions options;
  private final Progress progress;
  private final String sample;

  private TableOpener(SourceText source, TableOptions options, Progress progress)
      throws IOException {
    this.source = source;
    this.options = options;
    this.progress = progress;
    var head = source.head(SAMPLE);
    sample = Dialect.wholeLines(head, head.length() * 3L >= SAMPLE);
  }

  static Table open(SourceText source, TableOptions options, Progress progress) throws IOException {
    return new TableOpener(source, options, progress).open();
  }

  /// What lay in several files and was listed line by line.
  static Table listed(SourceText listed, Format format, List<String> columns, Progress progress)
      throws IOException {
    return flat(listed, format, columns, new BadRows(), progress);
  }

  private Table open() throws IOException {
    if (sample.isBlank()) throw new Problem("data.empty", source.original());
    if (options.separator() != null) return delimited(options.separator());
    var ending = source.ending();
    var conll = ending.matches("json|jsonl|ndjson|csv") ? null : Conll.of(sample, ending);
    if (conll != null) return sentences(conll);
    char first = sample.stripLeading().charAt(0);
    if (ending.equals("json") && Squad.is(sample)) return questions();
    return switch (ending) {
      case "jsonl", "ndjson" -> lines(Format.JSONL);
      case "json" -> first == '{' && objectALine() ? lines(Format.JSONL) : json();
      case "csv", "tsv", "tab" ->
          delimited(Dialect.of(sample, Dialect.usual(ending, null)).separator());
      default -> {
        if (first == '{' && objectALine()) yield lines(Format.JSONL);
        if (!ending.equals("txt") && (first == '[' || first == '{')) yield json();
        var tabs =
            Dialect.measure(
                sample, ending.equals("txt") ? '\t' : Dialect.of(sample, ',').separator());
        boolean table =
            tabs.columns() > 1 && tabs.agreement() == 1 && sample.strip().contains("\n");
        yield table ? delimited(tabs.separator()) : lines(Format.TEXT);
      }
    };
  }

  /// True if the first line is an object of its own and another follows: JSON Lines under the name of JSON.
  private boolean objectALine() {
    var lines = sample.strip().split("\n", 3);
    if (lines.length < 2 || !lines[1].strip().startsWith("{")) return false;
    var cells = new JsonCells(source, new BadRows());
    return cells.cells(lines[0], 1) != null;
  }

  private Table json() throws IOException {
    var bad = new BadRows();
    var cells = new JsonCells(source, bad);
    var pages = JsonPages.open(source, cells, progress);
    return new Table(
        source, new Table.Layout(Format.JSON, null, true, cells.columns()), pages, bad);
  }

  private Table questions() throws IOException {
    var bad = new BadRows();
    var flat =
        source.inPlace(copy ->
            Squad.flatten(source.text(), source.marks(), source.original(), copy, bad, progress));
    try {
      return flat(flat, Format.SQUAD, Squad.COLUMNS, bad, progress);
    } catch (IOException | RuntimeException e) {
      flat.close();
      throw e;
    }
  }

  /// Rows that were written down line by line.
  private static Table flat(
      SourceText source, Format format, List<String> columns, BadRows bad, Progress progress)
      throws IOException {
    var pages = LinePages.open(source, new JsonCells(source, bad), progress);
    return new Table(source, new Table.Layout(format, null, true, columns), pages, bad);
  }

  private Table lines(Format format) throws IOException {
    var bad = new BadRows();
    if (format == Format.TEXT) {
      var pages = LinePages.open(source, TableOpener::plain, progress);
      return new Table(source, new Table.Layout(format, null, false, List.of("text")), pages, bad);
    }
    var cells = new JsonCells(source, bad);
    var pages = LinePages.open(source, cells, progress);
    if (pages.starts().length == 1 && bad.count() > 0) {
      pages.close();
      throw new Problem("base.json", source.original(), bad.first().getFirst().line(), 1);
    }
    return new Table(source, new Table.Layout(format, null, true, cells.columns()), pages, bad);
  }

  private Table sentences(Conll form) throws IOException {
    var bad = new BadRows();
    var pages = ConllPages.open(source, form, bad, progress);
    return new Table(
        source, new Table.Layout(Format.CONLL, null, false, ConllPages.COLUMNS), pages, bad);
  }

  private static @Nullable List<String> plain(String line, long number) {
    return line.isBlank() ? null : List.of(line);
  }

  /// In files that no comma separates, a quotation mark may be no more than one: what leaves fewer bad rows is right.
  private Table delimited(char separator) throws IOException {
    if (separator == ',') return delimited(separator, '"');
    Table quoted = null;
    Problem fault = null;
    try {
      quoted = delimited(separator, '"');
      if (quoted.bad().count() == 0) return quoted;
    } catch (Problem e) {
      fault = e;
    }
    var plain = delimited(separator, Dialect.NO_QUOTE);
    if (quoted == null) {
      if (fault == null || plain.bad().count() <= plain.rows()) return plain;
      plain.release();
      throw fault;
    }
    boolean bare = plain.bad().count() < quoted.bad().count();
    (bare ? quoted : plain).release();
    return bare ? plain : quoted;
  }

  private Table delimited(char separator, char quote) throws IOException {
    var rows = Dialect.rows(sample, separator, quote);
    if (rows.isEmpty()) throw new Problem("data.empty", source.original());
    boolean header = options.header() != null ? options.header() : Header.of(rows);
    int columns = header ? rows.getFirst().size() : Dialect.measure(sample, separator).columns();
    var names = Header.names(header ? rows.getFirst() : List.of(), columns);
    var bad = new BadRows();
    var pages = DelimitedPages.open(source, separator, quote, columns, header, bad, progress);
    var format = separator == '\t' ? Format.TSV : Format.CSV;
    return new Table(source, new Table.Layout(format, separator, header, names), pages, bad);
  }
}
