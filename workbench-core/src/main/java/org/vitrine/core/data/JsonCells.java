package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rows out of JSON values. An object has a cell for each of its fields; a list of texts is one cell with a line for
/// each; anything deeper stays JSON. A value that is no object is the only cell of a column `text`.
final class JsonCells implements LinePages.Line {
  private static final int MOST_COLUMNS = 1000;

  private final SequencedSet<String> columns = new LinkedHashSet<>();
  private final SourceText source;
  private final BadRows bad;

  JsonCells(SourceText source, BadRows bad) {
    this.source = source;
    this.bad = bad;
  }

  /// All fields that any row has, in the order in which they turn up.
  List<String> columns() {
    return List.copyOf(columns);
  }

  /// Takes notice of a row's fields.
  void see(JsonNode value) {
    if (value instanceof ObjectNode object) columns.addAll(object.propertyNames());
    else columns.add("text");
    if (columns.size() > MOST_COLUMNS)
      throw new Problem("data.columns", source.original(), MOST_COLUMNS);
  }

  List<String> cells(JsonNode value) {
    var cells = new ArrayList<String>(columns.size());
    for (var column : columns) {
      var cell =
          value instanceof ObjectNode ? value.get(column) : column.equals("text") ? value : null;
      cells.add(text(cell));
    }
    return cells;
  }

  private static String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) return "";
    if (value.isValueNode()) return value.asString();
    if (value instanceof ArrayNode list && list.valueStream().allMatch(JsonNode::isValueNode))
      return String.join("\n", list.valueStream().map(JsonNode::asString).toList());
    return Json.line(value);
  }

  @Override
  public @Nullable List<String> cells(String line, long number) {
    if (line.isBlank()) return null;
    try {
      var value = Json.mapper().readTree(line);
      if (number > 0) see(value);
      return cells(value);
    } catch (JacksonException _) {
      if (number > 0) bad.add(number, false, Note.of("data.row-json", number));
      return null;
    }
  }
}
