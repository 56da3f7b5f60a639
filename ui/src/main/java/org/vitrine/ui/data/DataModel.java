package org.vitrine.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.session.protocol.TableProfile.DataFinding;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Sources;

/// One data file: how it is read, which of its rows are shown, and the one that is chosen.
final class DataModel {
  private final Workbench workbench;
  private final Latest latest;
  private final Sources sources;
  private final Looked looked;
  private final Reader reader;
  private final ReadOnlyObjectWrapper<@Nullable Source> source = new ReadOnlyObjectWrapper<>();
  private final TokenCounts counts;
  private final PictureCache pictures;
  private final OpenLine openLine;
  private final RowQuery query;
  private final ReadOnlyObjectWrapper<@Nullable TablePage> other = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Side> side = new ReadOnlyObjectWrapper<>(Side.LEARN);
  private final ReadOnlyIntegerWrapper cut = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<@Nullable TablePage> page = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable LazyRows> rows = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Source> measure = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<LazyRows.@Nullable Line> chosen = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Only> only = new SimpleObjectProperty<>();
  private boolean settled;

  DataModel(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    sources = new Sources(preferences);
    looked = new Looked(workbench, latest);
    reader = new Reader(workbench, latest, preferences);
    counts = new TokenCounts(workbench, latest);
    pictures = new PictureCache(workbench, latest);
    openLine = new OpenLine(workbench, latest, trouble::set);
    query = new RowQuery(workbench, latest);
    chosen.subscribe(_ -> tokenize());
    reader
        .model()
        .subscribe((_, _) -> {
          tokenize();
          count();
          look();
        });
    only.subscribe((_, now) -> {
      if (now instanceof Only.Finding(var finding))
        side.set(Looked.ofMeasure(finding) ? Side.MEASURE : Side.LEARN);
      else if (now instanceof Only.Problems) side.set(Side.LEARN);
      fill();
    });
    query.words().subscribe((_, _) -> search());
  }

  /// Sample files that came with the program.
  List<Path> samples() {
    return Sources.samples(workbench.starters());
  }

  void open(String path) {
    var now = source.get();
    if (now != null && now.path().equals(path) && page.get() != null) return;
    measure.set(null);
    other.set(null);
    begin(sources.of(path));
    ask(sources.of(path), true);
  }

  /// Reads the file in another way, or once more.
  void read(Source wanted) {
    begin(wanted);
    ask(wanted, false);
  }

  private void begin(Source wanted) {
    source.set(wanted);
    page.set(null);
    trouble.set(null);
    looked.clear();
    rows.set(null);
    chosen.set(null);
    only.set(null);
    query.words().set("");
    settled = false;
    side.set(Side.LEARN);
    openLine.hide();
    cut.set(sources.cut(wanted.path()));
  }

  /// @param before whether what was settled for this content before counts
  private void ask(Source wanted, boolean before) {
    latest.ask(
        "data.open",
        () -> workbench.ask(new Request.OpenTable(wanted)),
        found -> {
          if (before && differs(wanted, found)) return;
          opened(found);
        },
        problem -> {
          // a column that was settled is gone: the file is another one by now
          boolean mapped = wanted.text() != null || wanted.label() != null;
          if (before && mapped && problem.key().equals("data.column"))
            ask(Source.of(wanted.path()), false);
          else trouble.set(problem);
        });
  }

  /// Reads once more where this content was settled in another way, or is not the one that was settled here.
  private boolean differs(Source wanted, TablePage found) {
    var known = sources.settled(wanted.path(), found.fingerprint());
    if (known.isPresent()) {
      settled = true;
      if (known.get().equals(found.source())) return false;
      ask(known.get(), false);
      return true;
    }
    if (!sources.changed(wanted.path(), found.fingerprint())) return false;
    ask(Source.of(wanted.path()), false);
    return true;
  }

  private void opened(TablePage found) {
    source.set(found.source());
    sources.keep(found.source(), found.fingerprint());
    page.set(found);
    count();
    fill();
    var all = rows.get();
    if (all != null && !all.isEmpty()) chosen.set(all.get(0));
    var kept = sources.measure(found.source().path());
    if (measure.get() == null && kept != null) measureOn(kept);
    else look();
    search();
  }

  void cancel() {
    latest.cancel("data.open");
  }

  void again() {
    var now = source.get();
    if (now != null) read(now);
  }

  private void fill() {
    var shown = shown();
    var file = file();
    if (shown == null || file == null) return;
    var filter = only.get();
    var list =
        new LazyRows(
            shown.rows() < 0 ? shown.first().size() : shown.rows(),
            filter == null ? null : filter.rows(),
            from -> new Request.TableRows(file, from, LazyRows.PAGE),
            (wanted, answer, failed) ->
                latest.ask(
                    "data.rows." + wanted.from(),
                    () -> workbench.ask(wanted),
                    answer,
                    _ -> failed.run()));
    list.first(shown.first());
    rows.set(list);
    var line = chosen.get();
    if (filter == null || list.isEmpty()) return;
    if (line == null || list.place(line.number()) < 0) chosen.set(list.get(0));
  }

  /// The file of the side that is shown.
  private @Nullable Source file() {
    return side.get() == Side.MEASURE ? measure.get() : source.get();
  }

  /// The same as it opened.
  @Nullable TablePage shown() {
    return side.get() == Side.MEASURE ? other.get() : page.get();
  }

  /// Shows the other file, all of its rows.
  void show(Side wanted) {
    if (side.get() == wanted || (wanted == Side.MEASURE && other.get() == null)) return;
    query.words().set("");
    side.set(wanted);
    only.set(null);
    count();
    fill();
    var all = rows.get();
    chosen.set(all == null || all.isEmpty() ? null : all.get(0));
  }

  private void search() {
    var now = file();
    if (now != null && page.get() != null && !query.words().get().isBlank()) {
      query.search(now, only::set, trouble::set);
      return;
    }
    query.stop();
    if (only.get() instanceof Only.Found) only.set(null);
  }

  /// Shows all rows again.
  void all() {
    query.words().set("");
    only.set(null);
  }

  /// Shows only rows with a problem, or all again.
  void onlyProblems(boolean on) {
    query.words().set("");
    only.set(on ? looked.problems() : null);
  }

  /// Whether the rows of a finding can be shown.
  boolean canShow(DataFinding finding) {
    return !finding.rows().isEmpty() && (!Looked.ofMeasure(finding) || measure.get() != null);
  }

  /// Leaves the rows of a finding out of what is learnt from.
  void leaveOut(String step) {
    settle(s -> Steps.with(s, step));
  }

  /// Reads these rows again.
  void readAgain(String step) {
    settle(s -> Steps.without(s, step));
  }

  private void settle(UnaryOperator<Source> change) {
    var now = source.get();
    var shown = page.get();
    if (now == null || shown == null) return;
    var next = change.apply(now);
    if (next.equals(now)) return;
    if (!(only.get() instanceof Only.Found)) all();
    source.set(next);
    sources.keep(next, shown.fingerprint());
    look();
  }

  /// Cuts texts after so many tokens, 0 for those that the model reads.
  void cut(int tokens) {
    var now = source.get();
    if (now == null || tokens < 0 || tokens == cut.get()) return;
    cut.set(tokens);
    sources.cut(now.path(), tokens);
    look();
  }

  /// Shows a line as it stands in the file; once more hides it.
  void openAt(long line) {
    var now = source.get();
    if (now != null) openLine.turn(now, line);
  }

  Role role(String column) {
    var now = file();
    return now == null ? Role.IGNORE : Role.of(now, column);
  }

  void give(String column, Role role) {
    var now = source.get();
    var shown = page.get();
    if (now == null || shown == null || Role.of(now, column) == role) return;
    var next = role.give(now, column);
    source.set(next);
    sources.keep(next, shown.fingerprint());
    tokenize();
    look();
  }

  /// Measures on another file instead of a part of this one.
  void measureOn(@Nullable String path) {
    show(Side.LEARN);
    only.set(null);
    other.set(null);
    var now = path == null ? null : Steps.whole(sources.of(path));
    measure.set(now);
    var learn = source.get();
    if (learn != null) sources.measure(learn.path(), path);
    if (now == null && learn != null && learn.leaveOut().contains("leak")) readAgain("leak");
    else look();
    if (now == null) {
      latest.cancel("data.other");
      return;
    }
    latest.ask(
        "data.other",
        () -> workbench.ask(new Request.OpenTable(now)),
        found -> {
          measure.set(found.source());
          other.set(found);
        },
        trouble::set);
  }

  private void look() {
    var now = source.get();
    if (now != null && page.get() != null)
      looked.at(now, ofPictures(), measure.get(), reader.model().get(), cut.get());
  }

  private void count() {
    counts.of(file(), ofPictures() ? null : reader.model().get());
    pictures.of(ofPictures() ? file() : null);
  }

  /// Whether pictures are shown, not texts.
  boolean ofPictures() {
    var shown = shown();
    return shown != null && shown.pictures();
  }

  /// What a row has in the column that is learnt from.
  String text(LazyRows.Line line) {
    var now = file();
    var shown = shown();
    return now == null || shown == null ? "" : Role.TEXT.cell(now, shown.columns(), line.cells());
  }

  private void tokenize() {
    var line = chosen.get();
    var shown = shown();
    var now = file();
    if (line == null || shown == null || now == null || ofPictures()) reader.read("", "");
    else reader.read(text(line), Role.PAIR.cell(now, shown.columns(), line.cells()));
  }

  TokenCounts counts() {
    return counts;
  }

  PictureCache pictures() {
    return pictures;
  }

  OpenLine openLine() {
    return openLine;
  }

  ReadOnlyObjectProperty<Side> side() {
    return side.getReadOnlyProperty();
  }

  /// The file that is measured on as it opened, null while it did not.
  ReadOnlyObjectProperty<@Nullable TablePage> other() {
    return other.getReadOnlyProperty();
  }

  ReadOnlyIntegerProperty cut() {
    return cut.getReadOnlyProperty();
  }

  /// Whether the columns have the roles that somebody gave them before.
  boolean settled() {
    return settled;
  }

  Looked looked() {
    return looked;
  }

  Reader reader() {
    return reader;
  }

  ReadOnlyObjectProperty<@Nullable Source> source() {
    return source.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable TablePage> page() {
    return page.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable LazyRows> rows() {
    return rows.getReadOnlyProperty();
  }

  /// The file that is measured on, null for a part of this one.
  ReadOnlyObjectProperty<@Nullable Source> measure() {
    return measure.getReadOnlyProperty();
  }

  ObjectProperty<LazyRows.@Nullable Line> chosen() {
    return chosen;
  }

  /// The rows that alone are shown, null for all.
  ObjectProperty<@Nullable Only> only() {
    return only;
  }

  RowQuery query() {
    return query;
  }
}
