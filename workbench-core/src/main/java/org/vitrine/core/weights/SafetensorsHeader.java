package org.vitrine.core.weights;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;

/// The head of a safetensors file, read and checked against the length of the file before anything is made from it.
///
/// | bytes        | content                                                                              |
/// |--------------|--------------------------------------------------------------------------------------|
/// | 0 .. 7       | N, the length of the header: unsigned, little-endian, at most 100,000,000             |
/// | 8 .. 8+N−1   | UTF-8 JSON, one object that begins with `\{` at once; spaces may fill it up at the end |
/// | 8+N .. end   | the data of all tensors, one after another, little-endian and row-major               |
///
/// Each member of the object is a tensor, `"name": \{"dtype": "F32", "shape": [2, 3], "data_offsets": [begin, end]}`,
/// with offsets counted from byte 8+N and `end` exclusive; the three fields come in any order. The member
/// `__metadata__`, anywhere or nowhere, maps strings to strings. The tensors cover the data without gap or overlap,
/// in any order; a tensor with a length of 0 in its shape covers nothing. A scalar has the shape `[]`.
///
/// @param tensors in the order of their data
/// @param dataStart byte of the file at which offset 0 lies
/// @see <a href="https://github.com/huggingface/safetensors">the format's description</a>
record SafetensorsHeader(List<Place> tensors, Map<String, String> metadata, long dataStart) {
  /// The length that the reference implementation allows too.
  static final long LONGEST = 100_000_000;

  /// A tensor and the byte of the file at which its data begins.
  record Place(TensorInfo info, long start) {}

  /// Checks the first eight bytes.
  ///
  /// @param start the first bytes of the file, as many of 64 as it has
  /// @param size length of the whole file
  /// @return N
  static int length(Path file, byte[] start, long size) {
    if (size < 8) throw new Problem("weights.short", file, size);
    long length = 0;
    for (int i = 7; i >= 0; i--) length = length << 8 | (start[i] & 0xff);
    if (length < 0 || length > LONGEST)
      throw new Problem("weights.header_long", file, Long.toUnsignedString(length));
    if (length > size - 8) throw new Problem("weights.header_cut", file, length, size - 8);
    return (int) length;
  }

  /// @param header the N bytes
  /// @param size length of the whole file
  static SafetensorsHeader read(Path file, byte[] header, long size) {
    long data = size - 8 - header.length;
    var reading = new Reading(file);
    try (var json = parser(file, header)) {
      reading.all(json);
    } catch (JacksonException e) {
      throw new Problem("weights.header_json", e, file);
    }
    var ranges = reading.ranges;
    ranges.sort(Comparator.comparingLong(Range::begin).thenComparingLong(Range::end));
    cover(file, ranges, data);
    long start = 8 + (long) header.length;
    var places = ranges.stream().map(r -> new Place(r.info(), start + r.begin())).toList();
    return new SafetensorsHeader(places, Collections.unmodifiableMap(reading.metadata), start);
  }

  private static JsonParser parser(Path file, byte[] header) {
    if (header.length == 0 || header[0] != '{') throw new Problem("weights.header_json", file);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
      // Duplicates are looked for here, because they have a sentence of their own.
      return Json.mapper()
          .reader()
          .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .createParser(text);
    } catch (CharacterCodingException e) {
      throw new Problem("weights.header_text", e, file);
    }
  }

  /// Checks that the ranges, sorted, lie side by side from the first byte of the data to the last.
  private static void cover(Path file, List<Range> ranges, long data) {
    long at = 0;
    var before = "";
    for (var range : ranges) {
      var name = range.info().name();
      if (range.end() > data) throw new Problem("weights.truncated", file, name, range.end(), data);
      if (range.begin() < at) throw new Problem("weights.overlap", file, name, before);
      if (range.begin() > at) throw new Problem("weights.hole", file, range.begin() - at, name);
      at = range.end();
      before = name;
    }
    if (at != data) throw new Problem("weights.rest", file, data - at);
  }

  private record Range(TensorInfo info, long begin, long end) {}

  /// One pass over the JSON; unknown fields of a tensor are ignored, as the reference does.
  private static final class Reading {
    private final Path file;
    private final List<Range> ranges = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    Reading(Path file) {
      this.file = file;
    }

    void all(JsonParser json) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      Set<String> names = new HashSet<>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName();
        if (!names.add(name)) throw new Problem("weights.duplicate", file, name);
        if (!wellFormed(name)) throw new Problem("weights.header_text", file);
        json.nextToken();
        if (name.equals("__metadata__")) metadata(json);
        else tensor(name, json);
      }
      expect(json.nextToken() == null);
    }

    private void expect(boolean holds) {
      if (!holds) throw new Problem("weights.header_json", file);
    }

    private void metadata(JsonParser json) {
      if (json.currentToken() == JsonToken.VALUE_NULL) return;
      if (json.currentToken() != JsonToken.START_OBJECT)
        throw new Problem("weights.metadata", file);
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var key = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING
            || !wellFormed(key)
            || !wellFormed(json.getString())) throw new Problem("weights.metadata", file);
        if (metadata.put(key, json.getString()) != null)
          throw new Problem("weights.duplicate", file, "__metadata__." + key);
      }
    }

    private void tensor(String name, JsonParser json) {
      if (json.currentToken() != JsonToken.START_OBJECT)
        throw new Problem("weights.entry", file, name, "data_offsets");
      String dtype = null;
      List<Long> shape = null;
      List<Long> offsets = null;
      Set<String> fields = new HashSet<>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var field = json.currentName();
        if (!fields.add(field)) throw new Problem("weights.duplicate", file, name + "." + field);
        json.nextToken();
        switch (field) {
          case "dtype" ->
              dtype = json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : null;
          case "shape" -> shape = numbers(name, field, json);
          case "data_offsets" -> offsets = numbers(name, field, json);
          default -> json.skipChildren();
        }
      }
      if (shape == null) throw new Problem("weights.entry", file, name, "shape");
      if (offsets == null || offsets.size() != 2)
        throw new Problem("weights.entry", file, name, "data_offsets");
      ranges.add(range(name, type(name, dtype), shape, offsets.getFirst(), offsets.getLast()));
    }

    private DType type(String name, @Nullable String dtype) {
      if (dtype == null) throw new Problem("weights.entry", file, name, "dtype");
      for (var type : DType.values()) if (type.name().equals(dtype)) return type;
      throw new Problem("weights.dtype", file, name, dtype);
    }

    private Range range(String name, DType type, List<Long> shape, long begin, long end) {
      if (begin > end) throw new Problem("weights.range", file, name, begin, end);
      long bytes = Shapes.bytes(type, shape);
      if (bytes < 0) throw new Problem("weights.overflow", file, name, shape);
      if (bytes != end - begin)
        throw new Problem("weights.size", file, name, shape, type, bytes, end - begin);
      return new Range(new TensorInfo(name, type, shape, bytes), begin, end);
    }

    /// Whole numbers from 0; a value beyond 63 bits is refused like one below 0.
    private List<Long> numbers(String name, String field, JsonParser json) {
      if (json.currentToken() != JsonToken.START_ARRAY)
        throw new Problem("weights.entry", file, name, field);
      List<Long> all = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT)
          throw new Problem("weights.entry", file, name, field);
        var number = json.getBigIntegerValue();
        if (number.signum() < 0 || number.bitLength() > 63)
          throw new Problem("weights.number", file, name, field, number);
        all.add(number.longValue());
      }
      return all;
    }

    /// Whether UTF-8 can hold it: an escape can spell half a character, which no file name or model could use.
    private static boolean wellFormed(String text) {
      return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
  }
}
