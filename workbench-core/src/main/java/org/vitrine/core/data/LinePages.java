package org.vitrine.core.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// Files with a row a line: plain text and JSON Lines. Memory holds the place of every 32nd row.
final class LinePages implements Pages {
  private static final int LONGEST = 64 << 20;

  private final FileChannel channel;
  private final Line parser;
  private final long[] offsets;
  private final long[] starts;
  private final SourceText source;

  /// What a line means.
  interface Line {
    /// @param number of the line, from 1; 0 when it is read again
    /// @return its cells; null if it is no row
    @Nullable List<String> cells(String line, long number);
  }

  private LinePages(
      SourceText source, FileChannel channel, Line parser, long[] offsets, long[] starts) {
    this.source = source;
    this.channel = channel;
    this.parser = parser;
    this.offsets = offsets;
    this.starts = starts;
  }

  static LinePages open(SourceText source, Line parser, Progress progress) throws IOException {
    var channel = FileChannel.open(source.text());
    try {
      var offsets = new Offsets();
      var starts = new Offsets();
      long rows = 0;
      var lines = new Lines(source, channel, source.marks());
      for (long number = 1; ; number++) {
        long at = lines.position;
        var line = lines.next();
        if (line == null) break;
        if (number % 4096 == 1) progress.at("data.reading", at, channel.size());
        if (parser.cells(line, number) == null) continue;
        if (rows++ % SIZE == 0) {
          offsets.add(at);
          starts.add(rows - 1);
        }
      }
      starts.add(rows);
      return new LinePages(source, channel, parser, offsets.toArray(), starts.toArray());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Lines from a place on, and where the next one begins.
  static final class Lines {
    private final SourceText source;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;

    Lines(SourceText source, FileChannel channel, long from) throws IOException {
      this.source = source;
      position = from;
      channel.position(from);
      in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    /// Where the next line begins.
    long position() {
      return position;
    }

    @Nullable String next() throws IOException {
      line.reset();
      int c = in.read();
      if (c < 0) return null;
      for (; c >= 0 && c != '\n'; c = in.read()) {
        line.write(c);
        position++;
        if (line.size() > LONGEST) throw new Problem("data.line", source.original(), LONGEST >> 20);
      }
      if (c == '\n') position++;
      var text = line.toString(StandardCharsets.UTF_8);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
  }

  @Override
  public long[] starts() {
    return starts;
  }

  @Override
  public List<List<String>> read(int page) throws IOException {
    var rows = new ArrayList<List<String>>(SIZE);
    var lines = new Lines(source, channel, offsets[page]);
    long wanted = starts[page + 1] - starts[page];
    while (rows.size() < wanted) {
      var line = lines.next();
      if (line == null) throw new Problem("data.changed", source.original());
      var cells = parser.cells(line, 0);
      if (cells != null) rows.add(cells);
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
