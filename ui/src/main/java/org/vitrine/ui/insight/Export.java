package org.vitrine.ui.insight;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.AttentionFiles;
import org.vitrine.core.insight.Method;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Takes what is in sight out of the window: files and the clipboard, the same that the command line writes.
final class Export {
  enum Kind {
    PICTURE("head", ".png"),
    SHEET("sheet", ".png"),
    DRAWING("drawing", ".svg"),
    SHEET_DRAWING("sheet-drawing", ".svg"),
    TABLE("table", ".csv"),
    TENSORS("tensors", ".safetensors");

    final String key;
    final String ending;

    Kind(String key, String ending) {
      this.key = key;
      this.ending = ending;
    }
  }

  private final Ui ui;
  private final Words words;
  private final AttentionViewModel model;

  Export(Ui ui, Words words, AttentionViewModel model) {
    this.ui = ui;
    this.words = words;
    this.model = model;
  }

  /// Asks where to, then writes.
  void save(Kind kind) {
    var shown = model.shown().get();
    if (shown == null) return;
    var chooser = new FileChooser();
    chooser.setTitle(words.get("export." + kind.key));
    chooser.setInitialFileName(name(kind, shown));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(kind.ending, "*" + kind.ending));
    var folder = ui.preferences().recall("attention.folder", String.class);
    if (folder != null && new File(folder).isDirectory())
      chooser.setInitialDirectory(new File(folder));
    var file = chooser.showSaveDialog(window());
    if (file != null) write(kind, file.toPath());
  }

  private static @Nullable Window window() {
    return Window.getWindows().stream().filter(Window::isFocused).findFirst().orElse(null);
  }

  /// Layers and heads are counted from 0 in names of files, as on the command line.
  private String name(Kind kind, Shown shown) {
    var place =
        model.method().get() == Method.ROLLOUT
            ? "rollout-" + model.layer().get()
            : kind == Kind.PICTURE || kind == Kind.DRAWING || kind == Kind.TABLE
                ? model.head().get() / shown.heads() + "-" + model.head().get() % shown.heads()
                : "heads";
    return shown.capture().model().replaceAll("[^\\p{L}\\p{N}._-]", "_")
        + "-"
        + place
        + kind.ending;
  }

  /// What is in sight, for a file or the clipboard.
  ///
  /// @param whole all heads instead of the chosen one
  static AttentionFiles.Choice choice(
      AttentionViewModel model, boolean whole, boolean dark, Locale locale) {
    var now = Objects.requireNonNull(model.shown().get());
    boolean rollout = model.method().get() == Method.ROLLOUT;
    int place = model.head().get();
    @Nullable Integer layer = whole ? null : Integer.valueOf(place / now.heads());
    @Nullable Integer head = whole ? null : Integer.valueOf(place % now.heads());
    var scale = model.scale().get();
    return rollout
        ? new AttentionFiles.Choice(Method.ROLLOUT, model.layer().get(), null, scale, dark, locale)
        : new AttentionFiles.Choice(Method.RAW, layer, head, scale, dark, locale);
  }

  /// Writes off the window's thread and says so.
  void write(Kind kind, Path file) {
    var shown = model.shown().get();
    if (shown == null) return;
    boolean whole = kind == Kind.SHEET || kind == Kind.SHEET_DRAWING || kind == Kind.TENSORS;
    var choice = choice(model, whole, ui.theme().palette().get().dark(), words.locale());
    var named = file.toString().endsWith(kind.ending) ? file : Path.of(file + kind.ending);
    if (named.toAbsolutePath().getParent() != null)
      ui.preferences().remember("attention.folder", named.toAbsolutePath().getParent().toString());
    ui.latest()
        .run(
            "attention.export",
            () -> {
              AttentionFiles.write(named, shown.capture(), choice);
              return named;
            },
            done -> ui.toasts().say(Tone.GOOD, words.get("export.done", done.getFileName())),
            this::failed);
  }

  void copyPicture() {
    var shown = model.shown().get();
    if (shown == null) return;
    var choice = choice(model, false, ui.theme().palette().get().dark(), words.locale());
    ui.latest()
        .run(
            "attention.copy",
            () -> AttentionFiles.picture(shown.capture(), choice),
            image -> {
              var content = new ClipboardContent();
              content.putImage(SwingFXUtils.toFXImage(image, null));
              copied(content);
            },
            this::failed);
  }

  void copyTable() {
    var shown = model.shown().get();
    if (shown == null) return;
    var content = new ClipboardContent();
    var choice = choice(model, false, false, words.locale());
    content.putString(AttentionFiles.table(shown.capture(), choice, '\t'));
    copied(content);
  }

  private void copied(ClipboardContent content) {
    Clipboard.getSystemClipboard().setContent(content);
    ui.toasts().say(Tone.GOOD, words.get("copy.done"));
  }

  private void failed(Problem problem) {
    ui.toasts()
        .say(Tone.BAD, problem.sentence(words.locale()) + " " + problem.remedy(words.locale()));
  }
}
