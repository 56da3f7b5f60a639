package org.vitrine.core.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The nested JSON of SQuAD, versions 1.1 and 2.0: articles of paragraphs of questions, <https://arxiv.org/abs/1606.05250>.
/// It is laid flat, a question with its paragraph a line, so that its rows are read like those of any other table.
final class Squad {
  /// Of a row; `answers` holds JSON as [AnswerCell] reads it, nothing for a question without an answer.
  static final List<String> COLUMNS = List.of("question", "context", "answers", "title", "id");

  private final Path file;
  private final BadRows bad;
  private long questions;

  private Squad(Path file, BadRows bad) {
    this.file = file;
    this.bad = bad;
  }

  /// Whether a file begins like one.
  static boolean is(String sample) {
    return sample.stripLeading().startsWith("{")
        && sample.contains("\"data\"")
        && sample.contains("\"paragraphs\"");
  }

  /// Writes every question as a line of JSON.
  ///
  /// @param from the file as UTF-8; @param marks bytes before its first character
  /// @param named how sentences call it
  /// @param bad gets questions that lack something
  /// @throws Problem `base.json`, `data.squad`
  static void flatten(Path from, int marks, Path named, Path to, BadRows bad, Progress progress)
      throws IOException {
    long size = Files.size(from);
    var squad = new Squad(named, bad);
    try (var in = Files.newInputStream(from);
        var out = Files.newBufferedWriter(to)) {
      in.skipNBytes(marks);
      try (var parser = Json.mapper().createParser(in)) {
        squad.enter(parser);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          progress.at("data.reading", parser.currentLocation().getByteOffset(), size);
          squad.article(parser.readValueAsTree(), out);
        }
        while (parser.nextToken() != null) parser.skipChildren(); // what follows must be JSON too
      }
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new Problem(
          "base.json",
          e,
          named,
          at == null ? 0 : at.getLineNr(),
          at == null ? 0 : at.getColumnNr());
    }
    if (squad.questions == 0) throw new Problem("data.squad", named);
  }

  private void enter(JsonParser parser) {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean data = parser.currentName().equals("data");
        if (parser.nextToken() == JsonToken.START_ARRAY && data) return;
        parser.skipChildren();
      }
    }
    throw new Problem("data.squad", file);
  }

  private void article(JsonNode article, BufferedWriter out) throws IOException {
    if (!(article.path("paragraphs") instanceof ArrayNode paragraphs))
      throw new Problem("data.squad", file);
    for (var paragraph : paragraphs) {
      var context = paragraph.path("context");
      if (!context.isString() || !(paragraph.path("qas") instanceof ArrayNode asked))
        throw new Problem("data.squad", file);
      for (var question : asked) question(article, context.stringValue(), question, out);
    }
  }

  private void question(JsonNode article, String context, JsonNode question, BufferedWriter out)
      throws IOException {
    questions++;
    var words = question.path("question");
    var answers = question.path("answers");
    boolean none = question.path("is_impossible").asBoolean(false);
    if (!words.isString() || !(none || answers.isArray() && AnswerCell.sound(answers))) {
      bad.add(questions, false, Note.of("data.row-question", questions));
      return;
    }
    var row = Json.mapper().createObjectNode();
    row.put("question", words.stringValue());
    row.put("context", context);
    row.put("answers", none || answers.isEmpty() ? "" : Json.line(answers));
    row.put("title", article.path("title").asString(""));
    row.put("id", question.path("id").asString(""));
    out.write(Json.line(row));
    out.write('\n');
  }
}
