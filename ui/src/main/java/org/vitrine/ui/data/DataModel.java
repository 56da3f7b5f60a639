package org.vitrine.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.core.session.protocol.TableProfile.DataFinding;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Sources;

/// One data file: how it is read, its rows, what a look at all of them found, and one row as a model reads it.
final class DataModel {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Workbench workbench;
  private final Latest latest;
  private final Sources sources;
  private final Preferences preferences;
  private final ReadOnlyObjectWrapper<@Nullable Source> source = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable TablePage> page = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable LazyRows> rows = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable TableProfile> profile =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> profileTrouble =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable TokenList> tokens = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Source> measure = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<LazyRows.@Nullable Line> chosen = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable DataFinding> only = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable String> reader = new SimpleObjectProperty<>();
  private final ObservableList<ModelHead> models = FXCollections.observableArrayList();

  DataModel(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
    sources = new Sources(preferences);
    chosen.subscribe(_ -> tokenize());
    reader.subscribe((_, _) -> {
      tokenize();
      look();
    });
    only.subscribe((_, _) -> fill());
  }

  /// Models whose tokenizer can count, read once.
  void models() {
    if (!models.isEmpty()) return;
    latest.ask(
        "data.models",
        () -> workbench.ask(new Request.ListModels(preferences.get().modelFolders())),
        found -> {
          models.setAll(found.models().stream().filter(m -> m.problem() == null).toList());
          if (reader.get() == null && !models.isEmpty()) reader.set(models.getFirst().path());
        },
        _ -> {});
  }

  ObservableList<ModelHead> readers() {
    return models;
  }

  /// Sample files that came with the program.
  List<Path> samples() {
    var folder = workbench.starters().resolve("datasets");
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
    } catch (java.io.IOException _) {
      return List.of();
    }
  }

  List<String> recent() {
    return sources.recent();
  }

  void open(String path) {
    var now = source.get();
    if (now != null && now.path().equals(path) && page.get() != null) return;
    measure.set(null);
    read(sources.of(path));
  }

  /// Reads the file in another way, or once more.
  void read(Source wanted) {
    source.set(wanted);
    page.set(null);
    trouble.set(null);
    profile.set(null);
    profileTrouble.set(null);
    rows.set(null);
    chosen.set(null);
    only.set(null);
    latest.ask(
        "data.open",
        () -> workbench.ask(new Request.OpenTable(wanted)),
        found -> {
          source.set(found.source());
          sources.keep(found.source());
          page.set(found);
          fill();
          var all = rows.get();
          if (all != null && !all.isEmpty()) chosen.set(all.get(0));
          look();
        },
        trouble::set);
  }

  void cancel() {
    latest.cancel("data.open");
  }

  void again() {
    var now = source.get();
    if (now != null) read(now);
  }

  private void fill() {
    var shown = page.get();
    var now = source.get();
    if (shown == null || now == null) return;
    var filter = only.get();
    var other = measure.get();
    boolean elsewhere = filter != null && ofMeasure(filter) && other != null;
    var file = elsewhere && other != null ? other : now;
    var list =
        new LazyRows(
            shown.rows() < 0 ? shown.first().size() : shown.rows(),
            filter == null ? List.of() : filter.rows(),
            from -> new Request.TableRows(file, from, LazyRows.PAGE),
            (wanted, answer, failed) ->
                latest.ask(
                    "data.rows." + wanted.from(),
                    () -> workbench.ask(wanted),
                    answer,
                    _ -> failed.run()));
    // rows of the other file are not those that came with this one
    if (!elsewhere) list.first(shown.first());
    rows.set(list);
  }

  /// Whether the rows that a finding names are rows of the file that is measured on.
  static boolean ofMeasure(DataFinding finding) {
    return finding.kind().equals("leak") || finding.kind().equals("new-class");
  }

  /// Whether the rows of a finding can be shown.
  boolean canShow(DataFinding finding) {
    return !finding.rows().isEmpty() && (!ofMeasure(finding) || measure.get() != null);
  }

  Role role(String column) {
    var now = source.get();
    return now == null ? Role.IGNORE : Role.of(now, column);
  }

  void give(String column, Role role) {
    var now = source.get();
    if (now == null || Role.of(now, column) == role) return;
    var next = role.give(now, column);
    source.set(next);
    sources.keep(next);
    tokenize();
    look();
  }

  /// Measures on another file instead of a part of this one.
  void measureOn(@Nullable String path) {
    only.set(null);
    measure.set(path == null ? null : sources.of(path));
    look();
  }

  private void look() {
    var now = source.get();
    if (now == null || page.get() == null) return;
    profileTrouble.set(null);
    var task = now.label() == null ? "masked-lm" : "text-classification";
    latest.askAfter(
        PAUSE,
        "data.profile",
        () -> workbench.ask(new Request.ProfileTable(now, measure.get(), task, reader.get(), 0)),
        profile::set,
        problem -> {
          profile.set(null);
          profileTrouble.set(problem);
        });
  }

  private void tokenize() {
    var line = chosen.get();
    var model = reader.get();
    var text = line == null ? "" : cell(line, Role.TEXT);
    if (line == null || model == null || text.isBlank()) {
      latest.cancel("data.tokens");
      tokens.set(null);
      return;
    }
    var pair = cell(line, Role.PAIR);
    latest.askAfter(
        PAUSE,
        "data.tokens",
        () -> workbench.ask(new Request.Tokenize(model, text, pair.isBlank() ? null : pair, 0)),
        tokens::set,
        _ -> tokens.set(null));
  }

  private String cell(LazyRows.Line line, Role role) {
    var shown = page.get();
    if (shown == null) return "";
    for (int i = 0; i < Math.min(shown.columns().size(), line.cells().size()); i++) {
      if (role(shown.columns().get(i)) == role) return line.cells().get(i);
    }
    return "";
  }

  /// Share of the largest class, what always guessing it would score; on the evaluation rows where there are some.
  static double majority(TableProfile profile) {
    boolean eval = profile.classes().stream().anyMatch(c -> c.eval() > 0);
    var guess = profile.classes().getFirst();
    long all = profile.classes().stream().mapToLong(c -> eval ? c.eval() : c.train()).sum();
    return all == 0 ? 0 : (eval ? guess.eval() : guess.train()) / (double) all;
  }

  /// The next row (or the one before) that some finding names.
  ///
  /// @return −1 if there is none
  long problemFrom(long row, int step) {
    var found = profile.get();
    if (found == null) return -1;
    var all =
        found.findings().stream()
            .filter(f -> !ofMeasure(f))
            .flatMap(f -> f.rows().stream())
            .distinct()
            .sorted()
            .toList();
    return step > 0
        ? all.stream().filter(r -> r > row).findFirst().orElse(-1L)
        : all.reversed().stream().filter(r -> r < row).findFirst().orElse(-1L);
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

  ReadOnlyObjectProperty<@Nullable TableProfile> profile() {
    return profile.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> profileTrouble() {
    return profileTrouble.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable TokenList> tokens() {
    return tokens.getReadOnlyProperty();
  }

  /// The file that is measured on, null for a part of this one.
  ReadOnlyObjectProperty<@Nullable Source> measure() {
    return measure.getReadOnlyProperty();
  }

  ObjectProperty<LazyRows.@Nullable Line> chosen() {
    return chosen;
  }

  /// The finding whose rows alone are shown, null for all rows.
  ObjectProperty<@Nullable DataFinding> only() {
    return only;
  }

  /// Folder of the model whose tokenizer reads the rows.
  ObjectProperty<@Nullable String> reader() {
    return reader;
  }
}
