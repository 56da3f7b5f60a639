package org.vitrine.core.data;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tokenizer.Tokenizer;

/// Text for language models: all documents one after the other as tokens, an end mark between them where the tokenizer
/// has one, cut into blocks of equal length. No other special tokens. A last block of one token is dropped, since there
/// is nothing to predict in it. The tokens lie in a temporary file (4 bytes each), so that any amount of text goes.
public final class TextBlocks implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final int AT_ONCE = 16;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN); // as DataOutputStream writes

  private final Path file;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment tokens;
  private final int blockSize;

  private TextBlocks(Path file, int blockSize, Path shown) throws IOException {
    this.file = file;
    this.blockSize = blockSize;
    try (var channel = FileChannel.open(file)) {
      if (channel.size() < 8) throw new Problem("data.short-text", shown, channel.size() / 4);
      tokens = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  /// Each file is one document.
  ///
  /// @param encoding null to detect
  public static TextBlocks ofFiles(
      List<Path> files,
      @Nullable String encoding,
      Tokenizer tokenizer,
      int blockSize,
      Progress progress) {
    return build(
        files.getFirst(),
        blockSize,
        out -> {
          var writer = new Writer(out, tokenizer, progress);
          for (var each : files) {
            try (var source =
                    SourceText.open(each, new TableOptions(encoding, null, null).charset());
                var reader =
                    new InputStreamReader(
                        Files.newInputStream(source.text()), StandardCharsets.UTF_8)) {
              if (source.marks() > 0) reader.skip(1);
              var chunks = new TextChunks(reader, CHUNK);
              for (var chunk = chunks.next(); chunk != null; chunk = chunks.next())
                writer.piece(chunk);
              writer.end();
              source.checkNow();
            }
          }
          writer.finish();
        });
  }

  /// Each row is one document.
  ///
  /// @param keeps which rows, by their place
  public static TextBlocks ofColumn(
      Table table,
      String column,
      LongPredicate keeps,
      Tokenizer tokenizer,
      int blockSize,
      Progress progress) {
    int place = table.column(column);
    return build(
        table.path(),
        blockSize,
        out -> {
          var writer = new Writer(out, tokenizer, progress);
          for (long n = 0; n < table.rows(); n++) {
            if (!keeps.test(n)) continue;
            var text = table.row(n).cell(place);
            if (text.isBlank()) continue;
            writer.piece(text);
            writer.end();
          }
          writer.finish();
        });
  }

  private interface Filling {
    void into(DataOutputStream out) throws IOException;
  }

  private static TextBlocks build(Path shown, int blockSize, Filling filling) {
    if (blockSize < 2) throw new IllegalArgumentException("a block has at least two tokens");
    Path file = null;
    try {
      file = Files.createTempFile("vitrine-tokens-", ".bin");
      file.toFile().deleteOnExit();
      try (var out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
        filling.into(out);
      }
      return new TextBlocks(file, blockSize, shown);
    } catch (IOException e) {
      forget(file);
      throw new Problem("base.write", e, String.valueOf(file), Disk.reason(e));
    } catch (RuntimeException e) {
      forget(file);
      throw e;
    }
  }

  /// Gathers pieces so that the tokenizer gets several at once, and puts the end mark between documents.
  private static final class Writer {
    private final DataOutputStream out;
    private final Tokenizer tokenizer;
    private final Progress progress;
    private final List<String> pieces = new ArrayList<>();
    private final BitSet ends = new BitSet(); // a document ends before these pieces
    private long chars;
    private long written;
    private boolean owesEnd;

    Writer(DataOutputStream out, Tokenizer tokenizer, Progress progress) {
      this.out = out;
      this.tokenizer = tokenizer;
      this.progress = progress;
    }

    void piece(String text) throws IOException {
      pieces.add(text);
      chars += text.length();
      if (pieces.size() >= 4096 || chars >= (long) AT_ONCE * CHUNK) flush();
    }

    void end() {
      ends.set(pieces.size());
    }

    void finish() throws IOException {
      flush();
    }

    private void put(long id) throws IOException {
      out.writeInt((int) id);
      written++;
    }

    private void flush() throws IOException {
      long eos = tokenizer.special().eos();
      var ids = tokenizer.plainAll(pieces);
      for (int i = 0; i < pieces.size(); i++) {
        if ((owesEnd || ends.get(i)) && eos >= 0 && written > 0) put(eos);
        owesEnd = false;
        for (long id : ids.get(i)) put(id);
      }
      owesEnd |= ends.get(pieces.size());
      ends.clear();
      pieces.clear();
      chars = 0;
      progress.at("data.blocks", written, 0);
    }
  }

  public long tokens() {
    return tokens.byteSize() / 4;
  }

  public long blocks() {
    long rest = tokens() % blockSize;
    return tokens() / blockSize + (rest >= 2 ? 1 : 0);
  }

  /// Tokens of a block, from 0.
  public long[] block(long number) {
    if (number < 0 || number >= blocks()) throw new IndexOutOfBoundsException(number);
    long from = number * blockSize;
    var ids = new long[(int) Math.min(blockSize, tokens() - from)];
    for (int i = 0; i < ids.length; i++) ids[i] = tokens.get(INT, (from + i) * 4);
    return ids;
  }

  @Override
  public void close() {
    arena.close();
    forget(file);
  }

  private static void forget(@Nullable Path file) {
    try {
      if (file != null) Files.deleteIfExists(file);
    } catch (IOException _) {
      // It goes when the process ends.
    }
  }
}
