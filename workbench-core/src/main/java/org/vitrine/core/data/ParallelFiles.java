package org.vitrine.core.data;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;

/// A folder whose files go line by line together, as sets for intents and slots come: words in `seq.in`, a tag for each word
/// in `seq.out`, a class for the whole in `label`.
final class ParallelFiles {
  static final List<String> COLUMNS = List.of("text", "label", "tokens", "tags");
  private static final String WORDS = "seq.in", TAGS = "seq.out", CLASSES = "label";

  private ParallelFiles() {}

  static boolean is(Path place) {
    return Files.isRegularFile(place.resolve(WORDS));
  }

  /// Writes a line of JSON for each line of them.
  ///
  /// @throws Problem `data.parallel` if one file has more lines than another, `data.encoding`
  static void write(Path place, Path to) throws IOException {
    var words = lines(place.resolve(WORDS));
    var tags = beside(place, TAGS, words.size());
    var classes = beside(place, CLASSES, words.size());
    try (var out = Files.newBufferedWriter(to)) {
      for (int i = 0; i < words.size(); i++) {
        var row = Json.mapper().createObjectNode();
        row.put("text", words.get(i));
        row.put("label", classes.isEmpty() ? "" : classes.get(i).strip());
        list(row.putArray("tokens"), words.get(i));
        list(row.putArray("tags"), tags.isEmpty() ? "" : tags.get(i));
        out.write(Json.line(row));
        out.write('\n');
      }
    }
  }

  private static void list(tools.jackson.databind.node.ArrayNode to, String line) {
    var plain = line.strip();
    if (!plain.isEmpty()) Arrays.stream(plain.split("\\s+")).forEach(to::add);
  }

  /// Lines of another file, none where there is no such file.
  private static List<String> beside(Path place, String name, int count) throws IOException {
    var file = place.resolve(name);
    if (!Files.isRegularFile(file)) return List.of();
    var lines = lines(file);
    if (lines.size() != count)
      throw new Problem("data.parallel", place, WORDS, count, name, lines.size());
    return lines;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new Problem("data.encoding", e, file, "UTF-8");
    }
  }
}
