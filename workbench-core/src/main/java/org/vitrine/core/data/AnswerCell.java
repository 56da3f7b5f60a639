package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The answers to a question in a cell of a table, whichever of the usual forms it has:
///
/// | form                                                  | used by            |
/// |-------------------------------------------------------|--------------------|
/// | `[{"text": "…", "answer_start": 7}, …]`               | SQuAD's own files  |
/// | `{"text": ["…", …], "answer_start": [7, …]}`          | Hugging Face's     |
/// | the text itself, a line for each                      | CSV and JSON Lines |
///
/// Nothing in any of them means that the context holds no answer.
public final class AnswerCell {
  private AnswerCell() {}

  /// @param text as the file has it
  /// @param start its first char in the context, −1 where it does not stand there
  public record Answer(String text, int start) {
    /// One past its last char.
    public int end() {
      return start + text.length();
    }
  }

  /// @param start what another column says of the place, in code points; null for nothing
  public static List<Answer> of(String cell, @Nullable String start, String context) {
    var stripped = cell.strip();
    if (stripped.isEmpty()) return List.of();
    var json = json(stripped);
    if (json != null) return listed(json, context);
    var answers = new ArrayList<Answer>();
    for (var line : stripped.split("\n"))
      if (!line.isBlank()) answers.add(answer(line.strip(), number(start), context));
    return answers;
  }

  /// Whether every answer of SQuAD's list has a text and a place.
  static boolean sound(JsonNode list) {
    return list.valueStream()
        .allMatch(a -> a.path("text").isString() && a.path("answer_start").isIntegralNumber());
  }

  private static @Nullable JsonNode json(String cell) {
    if (!cell.startsWith("[") && !cell.startsWith("{")) return null;
    try {
      var json = Json.mapper().readTree(cell);
      boolean list = json.isArray() && json.valueStream().allMatch(JsonNode::isObject);
      return list || json.has("text") ? json : null;
    } catch (JacksonException _) {
      return null; // an answer may begin with a bracket
    }
  }

  private static List<Answer> listed(JsonNode json, String context) {
    var answers = new ArrayList<Answer>();
    if (json.isArray()) {
      for (var each : json)
        answers.add(
            answer(each.path("text").asString(""), place(each.path("answer_start")), context));
      return answers;
    }
    var texts = json.path("text");
    var starts = json.path("answer_start");
    if (!(texts instanceof ArrayNode all))
      return List.of(answer(texts.asString(""), place(starts), context));
    for (int i = 0; i < all.size(); i++)
      answers.add(answer(all.get(i).asString(""), place(starts.path(i)), context));
    return answers;
  }

  private static long place(JsonNode node) {
    return node.isIntegralNumber() ? node.asLong() : -1;
  }

  private static long number(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? -1 : Long.parseLong(text.strip());
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  /// The files count code points; where the text does not stand at its place, its occurrence nearest to it is meant.
  private static Answer answer(String text, long place, String context) {
    if (text.isEmpty()) return new Answer(text, -1);
    int at = 0;
    if (place > 0 && place <= context.length()) {
      long points = Math.min(place, context.codePointCount(0, context.length()));
      at = context.offsetByCodePoints(0, (int) points);
    }
    if (context.startsWith(text, at)) return new Answer(text, at);
    int after = context.indexOf(text, at), before = context.lastIndexOf(text, at);
    boolean later = before < 0 || after >= 0 && after - at < at - before;
    return new Answer(text, later ? after : before);
  }
}
