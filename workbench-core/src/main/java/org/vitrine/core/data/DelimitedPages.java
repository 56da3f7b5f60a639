package org.vitrine.core.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// CSV and its relatives through FastCSV's index: one pass over the bytes finds where each page begins, one over the
/// records counts the good ones. A row with too few cells gets empty ones; a row with too many is left out, since
/// nobody knows which cell is which.
final class DelimitedPages implements Pages {
  private final IndexedCsvReader<CsvRecord> reader;
  private final int columns;
  private final boolean header;
  private final long[] starts;

  private DelimitedPages(
      IndexedCsvReader<CsvRecord> reader, int columns, boolean header, long[] starts) {
    this.reader = reader;
    this.columns = columns;
    this.header = header;
    this.starts = starts;
  }

  /// @param bad takes the rows that are not as the others
  static DelimitedPages open(
      SourceText source,
      char separator,
      char quote,
      int columns,
      boolean header,
      BadRows bad,
      Progress progress)
      throws IOException {
    var starts = count(source, separator, quote, columns, header, bad, progress);
    var reader = Dialect.paged(separator, quote).ofCsvRecord(source.text(), StandardCharsets.UTF_8);
    return new DelimitedPages(reader, columns, header, starts);
  }

  private static long[] count(
      SourceText source,
      char separator,
      char quote,
      int columns,
      boolean header,
      BadRows bad,
      Progress progress)
      throws IOException {
    var starts = new Offsets();
    long rows = 0, records = 0, line = 0;
    boolean named = !header;
    try (CsvReader<CsvRecord> all =
        Dialect.reader(separator, quote, false)
            .detectBomHeader(true)
            .ofCsvRecord(source.text(), StandardCharsets.UTF_8)) {
      for (var record : all) {
        line = record.getStartingLineNumber();
        if (records % SIZE == 0) starts.add(rows);
        if (records++ % 4096 == 0) progress.at("data.reading", records, 0);
        if (Dialect.blank(record)) continue;
        if (!named) {
          named = true;
          continue;
        }
        int cells = record.getFieldCount();
        if (fit(record, columns) == null) {
          bad.add(line, false, Note.of("data.row-long", line, cells, columns));
          continue;
        }
        if (cells < columns) bad.fill(line, rows, Note.of("data.row-short", line, cells, columns));
        rows++;
      }
    } catch (CsvParseException e) {
      throw new Problem("data.quote", e, source.original(), line + 1);
    }
    starts.add(rows);
    return starts.toArray();
  }

  /// The record's cells, filled up with empty ones; null if there are too many that say something.
  private static @Nullable List<String> fit(CsvRecord record, int columns) {
    int cells = record.getFieldCount();
    if (cells == columns) return record.getFields();
    var fields = record.getFields();
    if (cells > columns)
      return fields.subList(columns, cells).stream().allMatch(String::isBlank)
          ? List.copyOf(fields.subList(0, columns))
          : null;
    var filled = new ArrayList<>(fields);
    while (filled.size() < columns) filled.add("");
    return filled;
  }

  @Override
  public long[] starts() {
    return starts;
  }

  @Override
  public List<List<String>> read(int page) throws IOException {
    var rows = new ArrayList<List<String>>(SIZE);
    // The header is the first record that is not blank: it lies in the first page that has one.
    boolean skip = header && starts[page] == 0 && firstWithContent(page);
    for (var record : reader.readPage(page)) {
      if (Dialect.blank(record)) continue;
      if (skip) {
        skip = false;
        continue;
      }
      var cells = fit(record, columns);
      if (cells != null) rows.add(cells);
    }
    return rows;
  }

  private boolean firstWithContent(int page) throws IOException {
    for (int p = 0; p < page; p++)
      for (var record : reader.readPage(p)) if (!Dialect.blank(record)) return false;
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
