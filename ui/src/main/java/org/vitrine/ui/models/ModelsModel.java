package org.vitrine.ui.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;

/// The model that is looked at, of all that this computer has.
final class ModelsModel {
  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final TensorLooks looks;
  private final ModelIndex index;
  private final Playground playground;
  private final Certificate certificate;
  private final Remembered remembered;
  private final ReadOnlyStringWrapper path = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable ModelPage> page = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> card = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable DoctorReport> machine =
      new ReadOnlyObjectWrapper<>();
  private final StringProperty node = new SimpleStringProperty("");
  private final StringProperty tab = new SimpleStringProperty("overview");
  private final ObjectProperty<@Nullable String> open = new SimpleObjectProperty<>();

  ModelsModel(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
    looks = new TensorLooks(workbench, latest);
    index = new ModelIndex(workbench, latest, preferences);
    playground = new Playground(workbench, latest);
    certificate = new Certificate(workbench, latest);
    remembered = new Remembered(preferences);
    tab.set(remembered.tab());
    tab.subscribe((_, now) -> remembered.tab(now));
  }

  /// Reads the list anew; what is chosen stays.
  void list() {
    index.read(() -> {
      if (path.get().isEmpty()) choose(first());
    });
    if (machine.get() == null)
      latest.ask(
          "models.machine", () -> workbench.ask(new Request.Doctor()), machine::set, _ -> {});
  }

  private @Nullable String first() {
    var last = remembered.model();
    if (last != null && index.head(last).isPresent()) return last;
    return index.models().isEmpty() ? null : index.models().getFirst().path();
  }

  /// Opens a model's page; null does nothing.
  void choose(@Nullable String wanted) {
    if (wanted == null || wanted.equals(path.get()) && page.get() != null) return;
    path.set(wanted);
    page.set(null);
    trouble.set(null);
    card.set(null);
    playground.of("");
    certificate.of("");
    open.set(null);
    node.set("");
    looks.of(wanted);
    latest.ask(
        "models.page",
        () -> workbench.ask(new Request.ShowModel(wanted)),
        found -> {
          node.set(firstNode(found.tree()));
          page.set(found);
          remembered.model(wanted);
          playground.of(found.tokenizer() == null ? "" : wanted);
          if (certified(found)) certificate.of(wanted);
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

  /// Whether there is anything to compare with the reference; a model of an unknown kind says so itself.
  static boolean certified(ModelPage page) {
    return page.head().family() != null;
  }

  /// Whether it has heads to look at.
  static boolean attends(ModelPage page) {
    var anatomy = page.anatomy();
    return anatomy == null
        || anatomy.stacks().stream().anyMatch(stack -> stack.kind().equals("ATTENTION"));
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

  TensorLooks looks() {
    return looks;
  }

  ModelIndex index() {
    return index;
  }

  Playground playground() {
    return playground;
  }

  Certificate certificate() {
    return certificate;
  }

  /// Paths of the nodes that stood open in the chosen model, none if it is looked at for the first time.
  Set<String> openNodes() {
    return remembered.open(path.get());
  }

  void open(String node, boolean on) {
    remembered.open(path.get(), node, on);
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

  /// Markdown; null while it is read, empty for none.
  ReadOnlyObjectProperty<@Nullable String> card() {
    return card.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable DoctorReport> machine() {
    return machine.getReadOnlyProperty();
  }

  /// Prefix of tensor names, empty for the whole model.
  StringProperty node() {
    return node;
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
