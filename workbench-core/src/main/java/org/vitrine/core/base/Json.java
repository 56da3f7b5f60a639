package org.vitrine.core.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as Vitrine reads and writes it: records by their component names in
/// snake case, unknown fields ignored, duplicate keys
/// refused, NaN and infinity written as JavaScript does (Python's `json` reads and writes them so).
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(200_000_000)
                  .maxNestingDepth(500)
                  .maxNameLength(1_000_000)
                  .build())
          .build();
  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static String pretty(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }

  /// @param where named in the sentence if the text is no JSON
  public static JsonNode parse(String text, Object where) {
    return parse(text, JsonNode.class, where);
  }

  public static <T> T parse(String text, Class<T> type, Object where) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JacksonException e) {
      throw broken(e, where);
    }
  }

  public static <T> T convert(Object value, Class<T> type) {
    return MAPPER.convertValue(value, type);
  }

  public static JsonNode read(Path file) {
    return read(file, JsonNode.class);
  }

  public static <T> T read(Path file, Class<T> type) {
    try (InputStream in = Files.newInputStream(file)) {
      return MAPPER.readValue(in, type);
    } catch (JacksonException e) {
      throw broken(e, file);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }

  private static Problem broken(JacksonException e, Object where) {
    var at = e.getLocation();
    return new Problem(
        "base.json", e, where, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr());
  }
}
