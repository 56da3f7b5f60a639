package org.vitrine.core.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// Sentences of a file in CoNLL form: a row each, with the words in one cell and their tags in the other, a line for each
/// word as lists of JSON files have it. Memory holds the place of every 32nd sentence.
final class ConllPages implements Pages {
  static final List<String> COLUMNS = List.of("tokens", "tags");

  /// A file that never leaves a line empty is cut after so many words.
  private static final int LONGEST = 10_000;

  private final SourceText source;
  private final FileChannel channel;
  private final Conll form;
  private final long[] offsets;
  private final long[] starts;

  private ConllPages(
      SourceText source, FileChannel channel, Conll form, long[] offsets, long[] starts) {
    this.source = source;
    this.channel = channel;
    this.form = form;
    this.offsets = offsets;
    this.starts = starts;
  }

  static ConllPages open(SourceText source, Conll form, BadRows bad, Progress progress)
      throws IOException {
    var channel = FileChannel.open(source.text());
    try {
      var offsets = new Offsets();
      var starts = new Offsets();
      long rows = 0;
      var sentences =
          new Sentences(new LinePages.Lines(source, channel, source.marks()), form, bad);
      while (sentences.next() != null) {
        if (rows % 512 == 0) progress.at("data.reading", sentences.began, channel.size());
        if (rows++ % SIZE == 0) {
          offsets.add(sentences.began);
          starts.add(rows - 1);
        }
      }
      starts.add(rows);
      return new ConllPages(source, channel, form, offsets.toArray(), starts.toArray());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Sentence by sentence; one with a line that lacks its tag is told of and passed over.
  private static final class Sentences {
    private final LinePages.Lines lines;
    private final Conll form;
    private final BadRows bad;
    private long began;
    private long line;

    Sentences(LinePages.Lines lines, Conll form, BadRows bad) {
      this.lines = lines;
      this.form = form;
      this.bad = bad;
    }

    @Nullable List<String> next() throws IOException {
      var words = new ArrayList<String>();
      var tags = new ArrayList<String>();
      boolean whole = true;
      while (true) {
        long at = lines.position();
        var text = lines.next();
        line++;
        boolean ends = text == null || text.isBlank() || Conll.document(text);
        if (ends && !words.isEmpty() && whole)
          return List.of(String.join("\n", words), String.join("\n", tags));
        if (text == null) return null;
        if (ends) {
          words.clear();
          tags.clear();
          whole = true;
          continue;
        }
        if (form.passedOver(text)) continue;
        var pair = form.pair(text);
        if (words.isEmpty() && whole) began = at;
        if (pair == null) {
          if (whole) bad.add(line, false, Note.of("data.row-conll", line));
          whole = false;
          continue;
        }
        words.add(String.valueOf(pair[0]));
        tags.add(String.valueOf(pair[1]));
        if (words.size() == LONGEST && whole)
          return List.of(String.join("\n", words), String.join("\n", tags));
      }
    }
  }

  @Override
  public long[] starts() {
    return starts;
  }

  @Override
  public List<List<String>> read(int page) throws IOException {
    var rows = new ArrayList<List<String>>(SIZE);
    var lines = new LinePages.Lines(source, channel, offsets[page]);
    var sentences = new Sentences(lines, form, new BadRows());
    long wanted = starts[page + 1] - starts[page];
    while (rows.size() < wanted) {
      var row = sentences.next();
      if (row == null) throw new Problem("data.changed", source.original());
      rows.add(row);
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
