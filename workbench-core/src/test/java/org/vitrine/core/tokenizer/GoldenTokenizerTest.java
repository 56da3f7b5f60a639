package org.vitrine.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Json;
import tools.jackson.databind.JsonNode;

class GoldenTokenizerTest {

  static Path folder(String name) {
    var url = GoldenTokenizerTest.class.getResource("/golden/tokenizers/" + name);
    try {
      return Path.of(Objects.requireNonNull(url).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wordpiece-uncased", "wordpiece-cased", "bpe-gpt2", "bpe-roberta"})
  void gives_the_ids_of_the_reference(String name) {
    check(folder(name), folder(name), 43);
  }

  @ParameterizedTest
  @CsvSource({"unigram-t5, 41", "unigram-albert, 41", "marian-en-zh, 65"})
  void cuts_as_sentencepiece_does(String name, int cases) {
    check(folder(name), folder(name), cases);
  }

  @ParameterizedTest
  @CsvSource({"unigram-t5, 41", "unigram-albert, 41"})
  void needs_no_more_than_the_sentencepiece_file(String name, int cases, @TempDir Path bare)
      throws IOException {
    Files.copy(folder(name).resolve("spiece.model"), bare.resolve("spiece.model"));
    check(bare, folder(name), cases);
    for (var file : List.of("tokenizer_config.json", "special_tokens_map.json"))
      Files.copy(folder(name).resolve(file), bare.resolve(file));
    check(bare, folder(name), cases);
  }

  @ParameterizedTest
  @CsvSource({
    "wordpiece-uncased, vocab.txt",
    "wordpiece-cased, vocab.txt",
    "bpe-gpt2, vocab.json+merges.txt",
    "bpe-roberta, vocab.json+merges.txt"
  })
  void needs_no_more_than_the_vocabulary(String name, String files, @TempDir Path bare)
      throws IOException {
    for (var file : List.of("tokenizer_config.json", "special_tokens_map.json"))
      Files.copy(folder(name).resolve(file), bare.resolve(file));
    for (var file : files.split("\\+")) Files.copy(folder(name).resolve(file), bare.resolve(file));
    check(bare, folder(name), 43);
  }

  /// DistilBERT and BERT of old come with nothing but words; so do GPT-2 and RoBERTa.
  @ParameterizedTest
  @CsvSource({
    "wordpiece-uncased, vocab.txt",
    "bpe-gpt2, vocab.json+merges.txt",
    "bpe-roberta, vocab.json+merges.txt"
  })
  void needs_not_even_a_configuration(String name, String files, @TempDir Path bare)
      throws IOException {
    for (var file : files.split("\\+")) Files.copy(folder(name).resolve(file), bare.resolve(file));
    check(bare, folder(name), 43);
  }

  static void check(Path from, Path cases, int atLeast) {
    int done = 0;
    try (var tokenizer = Tokenizer.open(from)) {
      for (var each : Json.read(cases.resolve("cases.json")).get("cases")) {
        if (each.has("text")) check(tokenizer, each, each.get("text").asString());
        else check(tokenizer.target(), each, each.get("text_target").asString());
        done++;
      }
    }
    assertThat(done).isGreaterThanOrEqualTo(atLeast);
  }

  private static void check(Tokenizer tokenizer, JsonNode each, String text) {
    var options = each.path("options");
    var pair = each.has("pair") ? each.get("pair").asString() : null;
    var ids = longs(each.get("input_ids"));
    if (!options.path("add_special_tokens").asBoolean(true)) {
      assertThat(tokenizer.plain(text)).as(text).isEqualTo(ids);
      return;
    }
    var cut = options.path("truncation").asString("");
    var how =
        switch (cut) {
          case "only_first" -> Truncation.ONLY_FIRST;
          case "only_second" -> Truncation.ONLY_SECOND;
          default -> Truncation.LONGEST_FIRST;
        };
    int limit = options.has("truncation") ? options.get("max_length").asInt() : 0;
    var encoding = tokenizer.encode(text, pair, limit, how);
    // Padding is the batcher's business: the case's own tokens are those that its mask shows.
    int n =
        each.has("attention_mask")
            ? Arrays.stream(longs(each.get("attention_mask"))).mapToInt(m -> (int) m).sum()
            : ids.length;
    assertThat(encoding.ids()).as(text).isEqualTo(Arrays.copyOf(ids, n));
    for (int i = 0; i < n; i++)
      assertThat(encoding.tokens()[i]).as(text).isEqualTo(each.get("tokens").get(i).asString());
    if (each.has("token_type_ids"))
      assertThat(encoding.typeIds())
          .as(text)
          .isEqualTo(Arrays.copyOf(longs(each.get("token_type_ids")), n));
    var clean = each.has("decoded_clean") ? "decoded_clean" : "decoded_skip_special";
    if (each.has(clean)) // not where text cut by SentencePiece has unknown pieces
    assertThat(tokenizer.decode(ids, true)).as(text).isEqualTo(each.get(clean).asString());
    spansLieInTheirText(text, pair, encoding);
  }

  private static void spansLieInTheirText(
      String text, @org.jspecify.annotations.Nullable String pair, Encoding e) {
    for (int i = 0; i < e.length(); i++) {
      if (e.sequence()[i] < 0) {
        assertThat(e.starts()[i]).isEqualTo(-1);
        assertThat(e.special()[i]).isTrue();
        continue;
      }
      var own = e.sequence()[i] == 1 ? Objects.requireNonNull(pair) : text;
      assertThat(e.starts()[i]).isBetween(0, e.ends()[i]);
      assertThat(e.ends()[i]).isLessThanOrEqualTo(own.length());
      for (int edge : new int[] {e.starts()[i], e.ends()[i]})
        assertThat(
                edge == 0
                    || edge == own.length()
                    || !Character.isLowSurrogate(own.charAt(edge))
                    || !Character.isHighSurrogate(own.charAt(edge - 1)))
            .as("a span of %s cuts a character", text)
            .isTrue();
    }
  }

  private static long[] longs(JsonNode array) {
    var numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) numbers[i] = array.get(i).asLong();
    return numbers;
  }
}
