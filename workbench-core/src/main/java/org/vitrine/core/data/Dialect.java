package org.vitrine.core.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a delimited file separates its cells: found on its first rows.
///
/// @param separator between cells
/// @param columns cells of most rows
/// @param agreement share of the rows that have so many
record Dialect(char separator, int columns, double agreement) {
  /// Never stands in text, so that no cell counts as quoted.
  static final char NO_QUOTE = '\0';

  private static final char[] CANDIDATES = {',', '\t', ';', '|'};

  /// @param sample whole lines; @param preferred wins among equals
  static Dialect of(String sample, char preferred) {
    var best = measure(sample, preferred);
    for (char candidate : CANDIDATES) {
      var other = measure(sample, candidate);
      boolean wider = other.columns > 1 && best.columns == 1 && other.agreement >= 0.8;
      boolean steadier = other.columns > 1 && other.agreement > best.agreement + 0.05;
      if (wider || steadier) best = other;
    }
    return best;
  }

  static Dialect measure(String sample, char separator) {
    var counts = new HashMap<Integer, Integer>();
    int all = 0;
    for (var record : rows(sample, separator, '"')) {
      counts.merge(record.size(), 1, Integer::sum);
      all++;
    }
    int columns = 1, most = 0;
    for (var each : counts.entrySet()) {
      if (each.getValue() > most || (each.getValue() == most && each.getKey() > columns)) {
        columns = each.getKey();
        most = each.getValue();
      }
    }
    return new Dialect(separator, columns, all == 0 ? 0 : (double) most / all);
  }

  /// The sample's rows without blank ones; those up to a fault if it has one.
  static List<List<String>> rows(String sample, char separator, char quote) {
    var rows = new ArrayList<List<String>>();
    try (CsvReader<CsvRecord> reader = reader(separator, quote, true).ofCsvRecord(sample)) {
      for (var record : reader) if (!blank(record)) rows.add(record.getFields());
    } catch (CsvParseException | java.io.IOException _) {
      // What came before is enough to guess from; reading the whole file tells of the fault.
    }
    return rows;
  }

  /// One row with characters after a closing quotation mark must not make a whole file unreadable; FastCSV means to
  /// be strict about it from version 5 on.
  @SuppressWarnings("removal")
  static CsvReader.CsvReaderBuilder reader(char separator, char quote, boolean unclosed) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter(quote)
        .skipEmptyLines(false)
        .allowUnclosedQuote(unclosed)
        .allowExtraCharsAfterClosingQuote(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  @SuppressWarnings("removal")
  static IndexedCsvReader.IndexedCsvReaderBuilder paged(char separator, char quote) {
    return IndexedCsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter(quote)
        .allowUnclosedQuote(true)
        .allowExtraCharsAfterClosingQuote(true)
        .pageSize(Pages.SIZE);
  }

  static boolean blank(CsvRecord record) {
    return record.getFieldCount() == 1 && record.getField(0).isBlank();
  }

  /// The lines of a text that are there whole: the last one goes if the text was cut.
  static String wholeLines(String head, boolean cut) {
    int end = head.lastIndexOf('\n');
    return cut && end > 0 ? head.substring(0, end + 1) : head;
  }

  /// The separator that a file's ending speaks for.
  static char usual(String ending, @Nullable Character declared) {
    if (declared != null) return declared;
    return ending.equals("tsv") || ending.equals("tab") ? '\t' : ',';
  }
}
