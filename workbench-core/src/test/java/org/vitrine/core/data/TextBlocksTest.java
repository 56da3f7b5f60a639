package org.vitrine.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tokenizer.Tokenizer;

class TextBlocksTest {
  @TempDir Path folder;

  static Tokenizer tokenizer(String name) {
    try {
      var url = TextBlocksTest.class.getResource("/golden/tokenizers/" + name);
      return Tokenizer.open(Path.of(Objects.requireNonNull(url).toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long[] all(TextBlocks blocks) {
    return LongStream.range(0, blocks.blocks())
        .flatMap(b -> LongStream.of(blocks.block(b)))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"10, 4, 3, 2", "9, 4, 2, 4", "8, 4, 2, 4", "3, 4, 1, 3"})
  void a_last_block_needs_two_tokens(int tokens, int size, int blocks, int last)
      throws IOException {
    var file = Files.writeString(folder.resolve("a.txt"), "the ".repeat(tokens));
    try (var tokenizer = tokenizer("wordpiece-uncased");
        var text = TextBlocks.ofFiles(List.of(file), null, tokenizer, size, Progress.NONE)) {
      assertThat(text.tokens()).isEqualTo(tokens);
      assertThat(text.blocks()).isEqualTo(blocks);
      assertThat(text.block(blocks - 1)).hasSize(last);
      assertThat(text.block(0)[0]).isEqualTo(152);
    }
  }

  @Test
  void documents_are_joined_by_the_end_mark() throws IOException {
    var one = Files.writeString(folder.resolve("a.txt"), "The model");
    var two =
        Files.write(folder.resolve("b.txt"), "\uFEFFThe train".getBytes(StandardCharsets.UTF_16LE));
    var rows =
        Files.writeString(
            folder.resolve("c.jsonl"),
            "{\"t\":\"The model\"}\n{\"t\":\"\"}\n{\"t\":\"The train\"}\n");
    try (var tokenizer = tokenizer("bpe-gpt2");
        var files = TextBlocks.ofFiles(List.of(one, two), null, tokenizer, 100, Progress.NONE);
        var table = Table.open(rows, TableOptions.DETECT);
        var column = TextBlocks.ofColumn(table, "t", _ -> true, tokenizer, 100, Progress.NONE)) {
      assertThat(tokenizer.decode(all(files), false)).isEqualTo("The model<|endoftext|>The train");
      assertThat(all(column)).isEqualTo(all(files));
    }
  }

  /// Longer than several chunks, with white space of every kind at their edges.
  @ParameterizedTest
  @CsvSource({"bpe-gpt2", "bpe-roberta", "wordpiece-cased"})
  void a_long_text_is_read_as_one(String name) throws IOException {
    var text = new StringBuilder();
    for (int i = 0; text.length() < 300_000; i++)
      text.append("The model loads")
          .append(" ".repeat(i % 4))
          .append("\n".repeat(i % 3))
          .append("模型🐱")
          .append(i);
    var file = Files.writeString(folder.resolve("a.txt"), text);
    try (var tokenizer = tokenizer(name);
        var blocks = TextBlocks.ofFiles(List.of(file), null, tokenizer, 128, Progress.NONE)) {
      assertThat(all(blocks)).isEqualTo(tokenizer.plain(text.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "7", "100"})
  void chunks_make_up_the_whole_text(int size) throws IOException {
    for (var text :
        List.of(
            "",
            "a",
            "two words\n\nand more\n",
            "🐱".repeat(50),
            "模型".repeat(80) + "\n",
            " \n \n ")) {
      var chunks = new TextChunks(new StringReader(text), size);
      var whole = new StringBuilder();
      for (var chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
        assertThat(chunk).isNotEmpty();
        assertThat(Character.isHighSurrogate(chunk.charAt(chunk.length() - 1))).isFalse();
        whole.append(chunk);
      }
      assertThat(whole).hasToString(text);
    }
  }

  @Test
  void too_little_text_is_a_problem() throws IOException {
    var file = Files.writeString(folder.resolve("a.txt"), "the");
    try (var tokenizer = tokenizer("wordpiece-uncased")) {
      TableTest.problem(
          "data.short-text",
          () -> TextBlocks.ofFiles(List.of(file), null, tokenizer, 8, Progress.NONE));
    }
  }
}
