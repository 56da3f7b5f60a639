package org.vitrine.core.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// A data file, opened: CSV, TSV, JSON, JSON Lines, CoNLL or plain text, packed with gzip or not. Rows are read from the disk
/// when asked for, in any order; memory holds an offset for every 32 of them and the pages read last. Several threads
/// may share one.
public final class Table implements AutoCloseable {
  private static final long CACHE = 16L << 20; // chars
  private static final int LONGEST_LINE = 2000;

  private final SourceText source;
  private final Layout layout;
  private final Pages pages;
  private final BadRows bad;
  private final Map<Integer, List<List<String>>> recent = new LinkedHashMap<>(64, 0.75f, true);
  private long cached;

  /// @param delimiter null for formats that have none
  record Layout(
      Format format, @Nullable Character delimiter, boolean header, List<String> columns) {}

  Table(SourceText source, Layout layout, Pages pages, BadRows bad) {
    this.source = source;
    this.layout = layout;
    this.pages = pages;
    this.bad = bad;
  }

  public static Table open(Path file, TableOptions options) {
    return open(file, options, Progress.NONE);
  }

  /// @throws Problem `data.missing`, `data.empty`, `data.encoding`, `data.quote`, … with what to do about it
  public static Table open(Path file, TableOptions options, Progress progress) {
    var place = file.toAbsolutePath().normalize();
    boolean parallel = ParallelFiles.is(place), pictures = !parallel && PictureList.is(place);
    var source =
        parallel
            ? SourceText.of(place, ParallelFiles::write)
            : pictures
                ? SourceText.of(place, PictureList::write)
                : SourceText.open(place, options.charset());
    try {
      var table =
          parallel
              ? TableOpener.listed(source, Format.PARALLEL, ParallelFiles.COLUMNS, progress)
              : pictures
                  ? TableOpener.listed(source, Format.PICTURES, PictureList.COLUMNS, progress)
                  : TableOpener.open(source, options, progress);
      if (table.rows() == 0) {
        table.close();
        throw new Problem("data.empty", source.original());
      }
      return table;
    } catch (IOException e) {
      source.close();
      throw new Problem("base.read", e, source.original(), Disk.reason(e));
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  public Path path() {
    return source.original();
  }

  public Format format() {
    return layout.format();
  }

  /// Java's name of the encoding.
  public String encoding() {
    return source.encoding();
  }

  /// Null for formats that have none.
  public @Nullable String delimiter() {
    return layout.delimiter() == null ? null : String.valueOf(layout.delimiter());
  }

  public boolean header() {
    return layout.header();
  }

  public List<String> columns() {
    return layout.columns();
  }

  /// Size of the file.
  public long bytes() {
    return source.size();
  }

  public long rows() {
    return pages.starts()[pages.starts().length - 1];
  }

  /// Rows that were padded or left out when the file was opened.
  public BadRows bad() {
    return bad;
  }

  /// Place of a column, from 0.
  ///
  /// @throws Problem `data.column` if there is none of this name
  public int column(String name) {
    int place = columns().indexOf(name);
    if (place < 0) throw new Problem("data.column", path(), name, String.join(", ", columns()));
    return place;
  }

  /// @param number from 0
  /// @throws Problem `data.gone` or `data.changed` if the file is not the one that was opened
  public synchronized Row row(long number) {
    if (number < 0 || number >= rows()) throw new IndexOutOfBoundsException(number);
    source.check();
    int page = page(number);
    var cells = read(page).get((int) (number - pages.starts()[page]));
    return new Row(number, cells);
  }

  /// Up to `count` rows from a place on.
  public List<Row> rows(long from, int count) {
    var some = new ArrayList<Row>();
    for (long n = Math.max(0, from); n < Math.min(rows(), from + count); n++) some.add(row(n));
    return some;
  }

  /// Some lines as they stand in the file, for somebody who wants to see what is wrong there.
  ///
  /// @param from from 1; @param count how many at most; each is cut after 2,000 characters
  public List<String> lines(long from, int count) {
    source.check();
    try (var reader = Files.newBufferedReader(source.text(), StandardCharsets.UTF_8)) {
      return new LineReader(reader, LONGEST_LINE).lines(from, count);
    } catch (IOException e) {
      throw new Problem("base.read", e, path(), Disk.reason(e));
    }
  }

  /// The page that holds a row: several pages may begin with the same row where all of a page's rows were bad.
  private int page(long number) {
    var starts = pages.starts();
    int at = Arrays.binarySearch(starts, number);
    if (at < 0) return -at - 2;
    while (at + 1 < starts.length - 1 && starts[at + 1] == number) at++;
    return at;
  }

  private List<List<String>> read(int page) {
    var known = recent.get(page);
    if (known != null) return known;
    try {
      var rows = pages.read(page);
      long want = pages.starts()[page + 1] - pages.starts()[page];
      if (rows.size() != want) throw new Problem("data.changed", path());
      recent.put(page, rows);
      cached += chars(rows);
      var oldest = recent.entrySet().iterator();
      while (cached > CACHE && recent.size() > 1) {
        cached -= chars(oldest.next().getValue());
        oldest.remove();
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      source.checkNow(); // a file that was changed explains any fault
      if (e instanceof Problem p) throw p;
      throw new Problem(
          "base.read", e, path(), e instanceof IOException io ? Disk.reason(io) : e.toString());
    }
  }

  private static long chars(List<List<String>> rows) {
    long sum = 0;
    for (var row : rows) for (var cell : row) sum += cell.length() + 24;
    return sum;
  }

  /// Closes this reading of the file and leaves the file to another.
  void release() {
    try {
      pages.close();
    } catch (IOException e) {
      throw new Problem("base.read", e, path(), Disk.reason(e));
    }
  }

  @Override
  public synchronized void close() {
    recent.clear();
    try {
      release();
    } finally {
      source.close();
    }
  }
}
