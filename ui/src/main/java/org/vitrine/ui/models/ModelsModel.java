package org.vitrine.ui.models;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;

/// All models of this computer, and the one that is looked at.
final class ModelsModel {
  static final List<String> SOURCES = List.of("starter", "folder", "run", "cache");
  static final String ALL = "all";

  private static final Duration TYPING = Duration.ofMillis(150);
  private static final String LAST = "models.last";

  /// A line of the list: a group's name, or a model.
  sealed interface Line {
    record Group(String source, int count) implements Line {}

    record Entry(ModelHead head) implements Line {}
  }

  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final TensorLooks looks;
  private final ObservableList<ModelHead> models = FXCollections.observableArrayList();
  private final ObservableList<Line> lines = FXCollections.observableArrayList();
  private final StringProperty filter = new SimpleStringProperty("");
  private final StringProperty group = new SimpleStringProperty(ALL);
  private final ReadOnlyStringWrapper path = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable ModelPage> page = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> listTrouble =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> card = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable TokenList> tokens = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> tokenTrouble =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable DoctorReport> machine =
      new ReadOnlyObjectWrapper<>();
  private final StringProperty node = new SimpleStringProperty("");
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty tab = new SimpleStringProperty("overview");
  private final ObjectProperty<@Nullable String> open = new SimpleObjectProperty<>();
  private boolean listed;

  ModelsModel(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
    looks = new TensorLooks(workbench, latest);
    filter.subscribe(_ -> arrange());
    group.subscribe(_ -> arrange());
    text.subscribe(_ -> tokenize());
  }

  /// Reads the list anew; what is chosen stays.
  void list() {
    var folders = preferences.get().modelFolders();
    latest.ask(
        "models.list",
        () -> workbench.ask(new Request.ListModels(folders)),
        found -> {
          listTrouble.set(null);
          listed = true;
          models.setAll(found.models());
          arrange();
          if (path.get().isEmpty()) choose(first());
        },
        listTrouble::set);
    if (machine.get() == null)
      latest.ask(
          "models.machine", () -> workbench.ask(new Request.Doctor()), machine::set, _ -> {});
  }

  private @Nullable String first() {
    var last = preferences.recall(LAST, String.class);
    if (last != null && head(last).isPresent()) return last;
    return models.isEmpty() ? null : models.getFirst().path();
  }

  private void arrange() {
    var words = filter.get().strip().toLowerCase(Locale.ROOT);
    var all = new ArrayList<Line>();
    for (var source : SOURCES) {
      if (!group.get().equals(ALL) && !group.get().equals(source)) continue;
      var some =
          models.stream().filter(m -> m.source().equals(source) && matches(m, words)).toList();
      if (some.isEmpty()) continue;
      all.add(new Line.Group(source, some.size()));
      for (var head : some) all.add(new Line.Entry(head));
    }
    lines.setAll(all);
  }

  private static boolean matches(ModelHead model, String words) {
    var all =
        (model.name() + " " + model.path() + " " + model.family() + " " + model.head())
            .toLowerCase(Locale.ROOT);
    for (var word : words.split("\\s+")) if (!all.contains(word)) return false;
    return true;
  }

  /// Opens a model's page; null does nothing.
  void choose(@Nullable String wanted) {
    if (wanted == null || wanted.equals(path.get()) && page.get() != null) return;
    path.set(wanted);
    page.set(null);
    trouble.set(null);
    card.set(null);
    tokens.set(null);
    open.set(null);
    node.set("");
    looks.of(wanted);
    latest.ask(
        "models.page",
        () -> workbench.ask(new Request.ShowModel(wanted)),
        found -> {
          node.set(firstNode(found.tree()));
          page.set(found);
          preferences.remember(LAST, wanted);
          tokenize();
          readCard();
        },
        trouble::set);
  }

  /// Reads the chosen model once more, after somebody mended it.
  void again() {
    var now = path.get();
    path.set("");
    choose(now);
    list();
  }

  void cancel() {
    latest.cancel("models.page");
  }

  /// The first block of the model: the newcomer's way in.
  private static String firstNode(ModelPage.Node tree) {
    var found = block(tree);
    return found == null ? tree.path() : found.path();
  }

  private static ModelPage.@Nullable Node block(ModelPage.Node node) {
    if (node.name().equals("0")) return node;
    for (var child : node.children()) {
      var found = block(child);
      if (found != null) return found;
    }
    return null;
  }

  private void readCard() {
    latest.ask(
        "models.card",
        () -> workbench.ask(new Request.ReadCard(path.get())),
        found -> card.set(found.markdown()),
        _ -> card.set(""));
  }

  private void tokenize() {
    var now = text.get();
    var shown = page.get();
    tokenTrouble.set(null);
    if (now.isEmpty() || shown == null || shown.tokenizer() == null) {
      latest.cancel("models.tokens");
      tokens.set(null);
      return;
    }
    latest.askAfter(
        TYPING,
        "models.tokens",
        () -> workbench.ask(new Request.Tokenize(path.get(), now, null, 0)),
        tokens::set,
        problem -> {
          tokens.set(null);
          tokenTrouble.set(problem);
        });
  }

  /// Puts a folder on the list for good, a file's folder for a file.
  ///
  /// @return false for what can hold no model
  boolean add(Path dropped) {
    var folder =
        java.nio.file.Files.isDirectory(dropped) ? dropped : dropped.toAbsolutePath().getParent();
    if (folder == null) return false;
    var known = preferences.get().modelFolders();
    if (!known.contains(folder.toString())) {
      var all = new ArrayList<>(known);
      all.add(folder.toString());
      preferences.set("model_folders", all);
    }
    if (java.nio.file.Files.exists(folder.resolve("config.json"))) choose(folder.toString());
    list();
    return true;
  }

  Optional<ModelHead> head(String path) {
    return models.stream().filter(m -> m.path().equals(path)).findFirst();
  }

  /// The tensors below the chosen node, in the order of the file.
  List<ModelPage.Tensor> tensors() {
    var shown = page.get();
    if (shown == null) return List.of();
    var at = node.get();
    return shown.tensors().stream()
        .filter(t -> at.isEmpty() || t.name().equals(at) || t.name().startsWith(at + "."))
        .toList();
  }

  /// Whether every tensor of the file has its place in the model, and every place its tensor.
  static boolean usesAll(ModelPage page) {
    return page.head().family() != null
        && page.head().problem() == null
        && page.unused().isEmpty()
        && page.missing().isEmpty();
  }

  /// The device that a question would use.
  Optional<DoctorReport.DeviceInfo> device() {
    var report = machine.get();
    if (report == null) return Optional.empty();
    var wanted = preferences.get().device();
    return report.devices().stream()
        .filter(d -> d.id().equals(wanted))
        .findFirst()
        .or(() -> report.devices().stream().filter(d -> d.id().startsWith("cuda")).findFirst())
        .or(() -> report.devices().stream().findFirst());
  }

  /// Whether the list was read at least once.
  boolean listed() {
    return listed;
  }

  TensorLooks looks() {
    return looks;
  }

  ObservableList<ModelHead> models() {
    return models;
  }

  ObservableList<Line> lines() {
    return lines;
  }

  StringProperty filter() {
    return filter;
  }

  /// `all`, or one of [#SOURCES].
  StringProperty group() {
    return group;
  }

  ReadOnlyStringProperty path() {
    return path.getReadOnlyProperty();
  }

  /// Null while it is read, and where it cannot be.
  ReadOnlyObjectProperty<@Nullable ModelPage> page() {
    return page.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> listTrouble() {
    return listTrouble.getReadOnlyProperty();
  }

  /// Markdown; null while it is read, empty for none.
  ReadOnlyObjectProperty<@Nullable String> card() {
    return card.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable TokenList> tokens() {
    return tokens.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> tokenTrouble() {
    return tokenTrouble.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable DoctorReport> machine() {
    return machine.getReadOnlyProperty();
  }

  /// Prefix of tensor names, empty for the whole model.
  StringProperty node() {
    return node;
  }

  /// What stands in the tokenizer playground.
  StringProperty text() {
    return text;
  }

  /// `overview`, `tensors`, `tokenizer`, `files` or `card`.
  StringProperty tab() {
    return tab;
  }

  /// The tensor whose values are shown large, null for none.
  ObjectProperty<@Nullable String> open() {
    return open;
  }
}
