package org.vitrine.core.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// A JSON file with a list of rows: the whole file is the list, or an object has it under `data` (or, lacking that,
/// under its first field that is a list). Read value by value; memory holds the place of every 32nd.
final class JsonPages implements Pages {
  private final FileChannel channel;
  private final JsonCells cells;
  private final long[] offsets;
  private final long[] starts;

  private JsonPages(FileChannel channel, JsonCells cells, long[] offsets, long[] starts) {
    this.channel = channel;
    this.cells = cells;
    this.offsets = offsets;
    this.starts = starts;
  }

  static JsonPages open(SourceText source, JsonCells cells, Progress progress) throws IOException {
    var channel = FileChannel.open(source.text());
    try {
      var index = index(source, channel, cells, progress, true);
      if (index == null) index = index(source, channel, cells, progress, false);
      if (index == null) throw new Problem("data.json", source.original());
      return new JsonPages(channel, cells, index[0], index[1]);
    } catch (JacksonException e) {
      channel.close();
      var at = e.getLocation();
      throw new Problem(
          "base.json",
          e,
          source.original(),
          at == null ? 0 : at.getLineNr(),
          at == null ? 0 : at.getColumnNr());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Places and numbers of every 32nd value of the list; null if there is no such list.
  private static long @org.jspecify.annotations.Nullable [][] index(
      SourceText source, FileChannel channel, JsonCells cells, Progress progress, boolean data)
      throws IOException {
    int marks = source.marks();
    try (var parser = parser(channel, marks)) {
      if (!enterList(parser, data)) return null;
      var offsets = new Offsets();
      var starts = new Offsets();
      long rows = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        long at = marks + parser.currentTokenLocation().getByteOffset();
        JsonNode value = parser.readValueAsTree();
        if (value == null) throw new Problem("base.json", source.original(), 0, 0);
        cells.see(value);
        if (rows % 4096 == 0) progress.at("data.reading", at, channel.size());
        if (rows % SIZE == 0) {
          offsets.add(at);
          starts.add(rows);
        }
        rows++;
      }
      // What follows must be JSON too: a file that was cut off is refused, not read as far as it
      // goes.
      while (parser.nextToken() != null) parser.skipChildren();
      starts.add(rows);
      return new long[][] {offsets.toArray(), starts.toArray()};
    }
  }

  private static boolean enterList(JsonParser parser, boolean data) {
    var first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) return true;
    if (first != JsonToken.START_OBJECT) return false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (value == JsonToken.START_ARRAY && (!data || name.equals("data"))) return true;
      parser.skipChildren();
    }
    return false;
  }

  private static JsonParser parser(FileChannel channel, long from) throws IOException {
    channel.position(from);
    return Json.mapper().createParser(unclosing(channel));
  }

  /// A stream whose end leaves the channel open.
  private static InputStream unclosing(FileChannel channel) {
    return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16) {
      @Override
      public void close() {}
    };
  }

  @Override
  public long[] starts() {
    return starts;
  }

  @Override
  public List<List<String>> read(int page) throws IOException {
    channel.position(offsets[page]);
    var rows = new ArrayList<List<String>>(SIZE);
    var list =
        new SequenceInputStream(new ByteArrayInputStream(new byte[] {'['}), unclosing(channel));
    try (var parser = Json.mapper().createParser(list)) {
      parser.nextToken();
      long wanted = starts[page + 1] - starts[page];
      while (rows.size() < wanted) {
        parser.nextToken();
        JsonNode value = parser.readValueAsTree();
        rows.add(cells.cells(value));
      }
    } catch (JacksonException e) {
      throw new IOException(e);
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
