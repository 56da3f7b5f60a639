package org.vitrine.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.JsonNode;

/// What somebody says to a model.
final class Messages {
  private Messages() {}

  /// @param texts of the user and, in turn, of the model
  static List<Map<String, Object>> of(@Nullable String system, List<String> texts) {
    var all = new ArrayList<Map<String, Object>>();
    if (system != null) all.add(Map.of("role", "system", "content", system));
    for (int i = 0; i < texts.size(); i++)
      all.add(Map.of("role", i % 2 == 0 ? "user" : "assistant", "content", texts.get(i)));
    return all;
  }

  /// A file with an array of messages, or with one under `messages`.
  ///
  /// @throws Problem `app.messages` if it holds none
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> read(Path file) {
    if (!Files.isRegularFile(file)) throw new Problem("app.no_file", file);
    var json = Json.read(file);
    var list = json.isArray() ? json : json.path("messages");
    var all = new ArrayList<Map<String, Object>>();
    for (JsonNode each : list) {
      if (!each.isObject() || !each.path("role").isString())
        throw new Problem("app.messages", file);
      all.add(Json.mapper().convertValue(each, Map.class));
    }
    if (all.isEmpty()) throw new Problem("app.messages", file);
    return all;
  }

  /// Lines that hold something.
  ///
  /// @throws Problem `app.no_prompts` if there is none
  static List<String> lines(Path file) {
    try {
      var all = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
      if (all.isEmpty()) throw new Problem("app.no_prompts", file);
      return all;
    } catch (NoSuchFileException e) {
      throw new Problem("app.no_file", e, file);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }
}
