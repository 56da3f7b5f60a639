package org.vitrine.ui.insight;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.insight.Method;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Action.Group;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// What every head of a model reads in a sentence.
public final class AttentionScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final AttentionViewModel model;
  private final Export export;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private @Nullable AttentionView view;

  public AttentionScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(AttentionScreen.class);
    model =
        new AttentionViewModel(
            ui.workbench(), ui.preferences(), ui.latest(), this::sentence, this::called);
    export = new Export(ui, words, model);
    model.model().subscribe(m -> title.set(m == null ? "" : m.name()));
    model.shown().subscribe(this::say);
  }

  private String sentence() {
    var own = ui.preferences().get().sentence();
    return own.isBlank() ? words.get("sentence") : own;
  }

  private String called(RunPlaces.Place place) {
    if (place.kind().equals("best")) return words.get("place.best", place.run());
    return place.step() < 0
        ? place.run()
        : words.get("place.step", place.run(), words.count(place.step()));
  }

  private void say(@Nullable Shown now) {
    if (now == null) return;
    int maps = now.layers() * now.heads(), tokens = now.reply().tokens().size();
    ui.status()
        .say(
            Tone.GOOD, words.get("computed", maps, tokens, Math.round(now.reply().milliseconds())));
  }

  AttentionViewModel model() {
    return model;
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Attention;
  }

  @Override
  public void enter(Route route) {
    if (route instanceof Route.Attention attention) model.enter(attention);
  }

  @Override
  public void leave() {
    model.leave();
  }

  @Override
  public Node view() {
    if (view != null) view.close();
    view = new AttentionView(ui, words, model, export);
    return view;
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public List<Action> actions() {
    return List.of(
        action("attention.raw", "mode.raw", Feather.GRID, () -> model.method().set(Method.RAW)),
        action(
            "attention.rollout",
            "mode.rollout",
            Feather.LAYERS,
            () -> model.method().set(Method.ROLLOUT)),
        action("attention.all-tokens", "tokens.all", Feather.X, () -> model.focus().set(-1)),
        action(
            "attention.picture",
            "export.head",
            Feather.IMAGE,
            () -> export.save(Export.Kind.PICTURE)),
        action(
            "attention.sheet", "export.sheet", Feather.IMAGE, () -> export.save(Export.Kind.SHEET)),
        action(
            "attention.drawing",
            "export.drawing",
            Feather.PEN_TOOL,
            () -> export.save(Export.Kind.DRAWING)),
        action(
            "attention.sheet-drawing",
            "export.sheet-drawing",
            Feather.PEN_TOOL,
            () -> export.save(Export.Kind.SHEET_DRAWING)),
        Action.of("attention.copy-cell", Group.DO, words, "copy.cell", Feather.COPY, this::copyCell)
            .key("Shortcut+C")
            .when(() -> view != null && view.hovers()),
        action(
            "attention.table",
            "export.table",
            Feather.FILE_TEXT,
            () -> export.save(Export.Kind.TABLE)),
        action(
            "attention.tensors",
            "export.tensors",
            Feather.BOX,
            () -> export.save(Export.Kind.TENSORS)),
        action("attention.copy-picture", "copy.picture", Feather.COPY, export::copyPicture),
        action("attention.copy-table", "copy.table", Feather.COPY, export::copyTable));
  }

  private void copyCell() {
    if (view != null && view.copyCell()) ui.toasts().say(Tone.GOOD, words.get("copy.done"));
  }

  private Action action(String id, String text, Feather icon, Runnable work) {
    return Action.of(id, Group.DO, words, text, icon, work).when(() -> model.shown().get() != null);
  }

  @Override
  public Object state() {
    return model.remembered();
  }

  @Override
  public void restore(Object state) {
    if (state instanceof Remembered kept) model.restore(kept);
  }

  @Override
  public boolean drop(Path path) {
    if (DataPlaces.picture(path)) model.asked().picture().set(path.toString());
    else model.enter(Route.Attention.of(path.toString(), null));
    return true;
  }

  @Override
  public void filter() {
    if (view != null) view.write();
  }

  @Override
  public boolean escape() {
    if (model.lit().get() != null) model.lit().set(null);
    else if (model.focus().get() >= 0) model.focus().set(-1);
    else return false;
    return true;
  }

  @Override
  public String help() {
    return "help";
  }
}
