package org.vitrine.ui.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.RowList;

/// The rows of a file of any length, of which only those near the ones in sight are held: a page is asked for when one of its
/// rows is looked at, and until it comes the row is blank.
final class LazyRows extends ObservableListBase<LazyRows.Line> {
  static final int PAGE = 100;
  private static final int KEPT = 60;

  /// @param number in the file, from 0
  /// @param cells empty while the row is not there yet
  record Line(long number, List<String> cells) {}

  /// Asks for rows and answers later, on the window's thread.
  @FunctionalInterface
  interface Asker {
    void ask(
        Request.TableRows wanted, java.util.function.Consumer<RowList> answer, Runnable failed);
  }

  private final LongFunction<Request.TableRows> request;
  private final Asker asker;
  private final long @Nullable [] only;
  private final long total;
  private final int size;
  private final Map<Integer, List<Line>> pages =
      new LinkedHashMap<>(32, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<Line>> eldest) {
          return size() > KEPT;
        }
      };
  private final java.util.Set<Integer> asked = new java.util.HashSet<>();

  /// @param rows of the whole file
  /// @param request asks for [#PAGE] rows from a number on
  /// @param only the rows to show, null for all
  LazyRows(
      long rows, @Nullable List<Long> only, LongFunction<Request.TableRows> request, Asker asker) {
    this.request = request;
    this.asker = asker;
    total = rows;
    this.only = only == null ? null : only.stream().mapToLong(Long::longValue).toArray();
    size =
        this.only != null
            ? this.only.length
            : (int) Math.min(Integer.MAX_VALUE - 8, Math.max(0, rows));
  }

  /// Rows that came with the file.
  void first(List<List<String>> rows) {
    for (int page = 0;
        (page + 1) * PAGE <= rows.size() || page * PAGE < rows.size() && rows.size() >= total;
        page++) {
      var lines = new java.util.ArrayList<Line>();
      for (int i = page * PAGE; i < Math.min(rows.size(), (page + 1) * PAGE); i++)
        lines.add(new Line(i, rows.get(i)));
      pages.put(page, lines);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Line get(int index) {
    long number = only != null ? only[index] : index;
    int page = (int) (number / PAGE), at = (int) (number % PAGE);
    var lines = pages.get(page);
    if (lines != null) return at < lines.size() ? lines.get(at) : new Line(number, List.of());
    if (asked.add(page)) {
      asker.ask(
          request.apply((long) page * PAGE),
          found -> arrived(page, found),
          () -> asked.remove(page));
      var now = pages.get(page);
      if (now != null && at < now.size()) return now.get(at);
    }
    return new Line(number, List.of());
  }

  /// Where the row with this number stands in this list, below 0 if it is not shown.
  int place(long number) {
    return only != null ? Arrays.binarySearch(only, number) : number < size ? (int) number : -1;
  }

  /// The row with this number; blank if it is not shown.
  Line at(long number) {
    int place = place(number);
    return place < 0 ? new Line(number, List.of()) : get(place);
  }

  private void arrived(int page, RowList found) {
    asked.remove(page);
    var lines = new java.util.ArrayList<Line>();
    for (int i = 0; i < found.rows().size(); i++)
      lines.add(new Line(found.numbers().get(i), found.rows().get(i)));
    pages.put(page, lines);
    beginChange();
    if (only != null) {
      for (int i = 0; i < size; i++) if (only[i] / PAGE == page) nextUpdate(i);
    } else {
      for (int i = page * PAGE; i < Math.min(size, (page + 1) * PAGE); i++) nextUpdate(i);
    }
    endChange();
  }
}
