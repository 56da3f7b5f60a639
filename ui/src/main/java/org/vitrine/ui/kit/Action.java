package org.vitrine.ui.kit;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Something that can be done: one entry feeds palette, menus, keys and tooltips.
///
/// @param id begins with its screen: `home.look-inside`
/// @param group where the palette lists it
/// @param texts whose text `textKey` is its name, in both languages
/// @param words more to be found by, any language
/// @param where a text that says where it leads, empty for none
/// @param key null for none
/// @param enabled asked when it is shown and when it is done
/// @param more what else can be done with the same thing
public record Action(
    String id,
    Group group,
    Words texts,
    String textKey,
    Object[] facts,
    String words,
    String where,
    @Nullable Feather icon,
    @Nullable KeyCombination key,
    BooleanSupplier enabled,
    List<Action> more,
    Runnable work) {

  public enum Group {
    DO,
    GO,
    EXPLAIN
  }

  public static Action of(
      String id, Group group, Words texts, String textKey, Feather icon, Runnable work) {
    return new Action(
        id, group, texts, textKey, new Object[0], "", "", icon, null, () -> true, List.of(), work);
  }

  /// @param key as JavaFX writes it: `Shortcut+K`, `F9`
  public Action key(String key) {
    return new Action(
        id,
        group,
        texts,
        textKey,
        facts,
        words,
        where,
        icon,
        KeyCombination.valueOf(key),
        enabled,
        more,
        work);
  }

  public Action found(String words) {
    return new Action(
        id, group, texts, textKey, facts, words, where, icon, key, enabled, more, work);
  }

  public Action where(String where) {
    return new Action(
        id, group, texts, textKey, facts, words, where, icon, key, enabled, more, work);
  }

  public Action about(Object... facts) {
    return new Action(
        id, group, texts, textKey, facts, words, where, icon, key, enabled, more, work);
  }

  public Action when(BooleanSupplier enabled) {
    return new Action(
        id, group, texts, textKey, facts, words, where, icon, key, enabled, more, work);
  }

  public Action more(Action... more) {
    return new Action(
        id, group, texts, textKey, facts, words, where, icon, key, enabled, List.of(more), work);
  }

  public String name() {
    return texts.get(textKey, facts);
  }

  public String keyText() {
    return key == null ? "" : key.getDisplayText().replace("Page Up", "PgUp");
  }

  public void run() {
    if (enabled.getAsBoolean()) work.run();
  }
}
