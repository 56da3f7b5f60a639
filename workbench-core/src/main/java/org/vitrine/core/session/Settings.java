package org.vitrine.core.session;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one person likes, kept in `settings.json`; the window and the command line read the same file.
///
/// @param language `system`, `en` or `zh`
/// @param theme `system`, `light` or `dark`
/// @param device `auto`, `cpu` or `cuda:N`
/// @param engine name of the engine library that is used, `cpu` for the one that came with the program
/// @param network `ask` before each use, or `never`
/// @param threads engine threads, 0 for as many as there are cores
/// @param textSize percent, 90 .. 200
/// @param classroom larger text and thicker lines, for row ten
/// @param rowHeight `compact`, `normal` or `roomy`
/// @param attentionInk `role`, `one` or `grey`
/// @param attentionScale `sqrt`, `linear` or `row`
/// @param codesOnMaps the two-letter role code on every map, whatever its size
/// @param smoothing of training curves, 0 .. 0.99 (METHODS 2.15)
/// @param motion `system`, `full` or `less`
/// @param checkpointEvery updates between checkpoints of a new run, 0 for one after each pass over the data
/// @param checkpointsKept of a new run, 0 for all
/// @param probeSentences sentences of its data that a new run watches, 0 .. 8
/// @param modelFolders folders that the user added to the list of models
/// @param hiddenSteps whether Home's three steps were put away
/// @param welcomed whether the first-run page was left
/// @param sentence the sentence in Home's field
/// @param width of the window when it was last closed, 0 for never; so `height`
/// @param remembered what screens keep for next time, by a name that begins with the screen's
public record Settings(
    String language,
    String theme,
    String device,
    String engine,
    String network,
    int threads,
    int textSize,
    boolean classroom,
    String rowHeight,
    String attentionInk,
    String attentionScale,
    boolean codesOnMaps,
    double smoothing,
    String motion,
    int checkpointEvery,
    int checkpointsKept,
    int probeSentences,
    List<String> modelFolders,
    boolean hiddenSteps,
    boolean welcomed,
    String sentence,
    double width,
    double height,
    Map<String, JsonNode> remembered) {

  public static final Settings DEFAULTS =
      new Settings(
          "system", "system", "auto", "cpu", "ask", 0, 100, false, "normal", "role", "sqrt", false,
          0.6, "system", 0, 3, 2, List.of(), false, false, "", 0, 0, Map.of());

  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "language", List.of("system", "en", "zh"),
          "theme", List.of("system", "light", "dark"),
          "row_height", List.of("compact", "normal", "roomy"),
          "attention_ink", List.of("role", "one", "grey"),
          "attention_scale", List.of("sqrt", "linear", "row"),
          "motion", List.of("system", "full", "less"),
          "network", List.of("ask", "never"));

  public Settings {
    modelFolders = List.copyOf(modelFolders);
    remembered = Map.copyOf(remembered);
  }

  /// The settings of this home. A value that makes no sense counts as its default: a hand-edited line must not keep
  /// anybody from the window.
  ///
  /// @throws Problem `base.json` or `base.read` if the file as a whole cannot be read
  public static Settings of(Home home) {
    var file = home.settings();
    if (!Files.exists(file)) return DEFAULTS;
    var settings = DEFAULTS;
    if (Json.read(file) instanceof ObjectNode given) {
      for (var field : given.properties()) {
        try {
          settings = settings.withNode(field.getKey(), field.getValue());
        } catch (Problem _) {
          // stays as it was
        }
      }
    }
    return settings;
  }

  public void save(Home home) {
    Disk.write(home.settings(), Json.pretty(this));
  }

  /// This with one value changed.
  ///
  /// @param name a component's name in snake case: `text_size`
  /// @throws Problem `session.setting` for an unknown name or a value that makes no sense
  public Settings with(String name, @Nullable Object value) {
    return withNode(name, Json.mapper().valueToTree(value));
  }

  private Settings withNode(String name, JsonNode value) {
    ObjectNode all = Json.mapper().valueToTree(this);
    var old = all.get(name);
    var choices = CHOICES.get(name);
    boolean fits =
        old != null
            && (old.getNodeType() == value.getNodeType())
            && (choices == null || choices.contains(value.asString()));
    if (fits) {
      all.set(name, value);
      try {
        var next = Json.convert(all, Settings.class);
        if (next.inRange()) return next;
      } catch (RuntimeException _) {
        // said below
      }
    }
    throw new Problem("session.setting", name, value.toString());
  }

  private boolean inRange() {
    return textSize >= 90
        && textSize <= 200
        && smoothing >= 0
        && smoothing < 1
        && threads >= 0
        && checkpointEvery >= 0
        && checkpointsKept >= 0
        && probeSentences >= 0
        && probeSentences <= 8;
  }

  /// The value of a component by its name in snake case, as JSON.
  public JsonNode get(String name) {
    ObjectNode all = Json.mapper().valueToTree(this);
    return all.path(name);
  }

  /// What a screen kept under this name, null if nothing of that kind.
  public <T> @Nullable T recall(String name, Class<T> type) {
    var node = remembered.get(name);
    if (node == null) return null;
    try {
      return Json.convert(node, type);
    } catch (RuntimeException _) {
      return null;
    }
  }

  public Settings remember(String name, Object value) {
    var all = new TreeMap<>(remembered);
    all.put(name, Json.mapper().valueToTree(value));
    return with("remembered", all);
  }
}
