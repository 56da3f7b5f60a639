package org.vitrine.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ObjectNode;

class TokenizerTest {
  @TempDir Path folder;

  private static Path golden(String name) {
    return GoldenTokenizerTest.folder(name);
  }

  @Test
  void spans_count_java_chars() {
    try (var tokenizer = Tokenizer.open(golden("bpe-gpt2"))) {
      var text = "🐱 ok, 模型🐱";
      var e = tokenizer.encode(text, null, 0);
      var seen = new ArrayList<String>();
      for (int i = 0; i < e.length(); i++)
        seen.add(text.substring(e.starts()[i], e.ends()[i]).strip());
      assertThat(seen).contains("🐱", ",", "模");
      assertThat(e.ends()[e.length() - 1]).isEqualTo(text.length());
    }
  }

  @Test
  void pairs_have_spans_in_their_own_text() {
    try (var tokenizer = Tokenizer.open(golden("wordpiece-uncased"))) {
      var e = tokenizer.encode("the 🐱 model", "the trainer", 0);
      int second = 0;
      while (e.sequence()[second] != 1) second++;
      assertThat(e.starts()[second]).isZero();
      assertThat(e.tokens()[second]).isEqualTo("the");
      assertThat(e.typeIds()[second]).isEqualTo(1);
      assertThat(e.words()[second]).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wordpiece-uncased", "wordpiece-cased", "bpe-gpt2", "bpe-roberta"})
  void takes_any_text(String name) {
    try (var tokenizer = Tokenizer.open(golden(name))) {
      var all =
          List.of(
              "",
              " ",
              "\u0000",
              "مرحبا بالعالم",
              "שלום",
              "a\uD83Db",
              "\uDC31",
              "\uD83D\uD83D\uDC31",
              "e\u0301\u0300",
              "\u202Eabc\u202C",
              "👩‍👩‍👧",
              "x".repeat(5000),
              "\uFFFF",
              "[MASK]<mask>");
      var together = tokenizer.encodeAll(all, null, 0);
      for (int i = 0; i < all.size(); i++) {
        var one = tokenizer.encode(all.get(i), null, 0);
        assertThat(together.get(i).ids()).isEqualTo(one.ids());
        for (int k = 0; k < one.length(); k++)
          assertThat(one.ends()[k]).isLessThanOrEqualTo(all.get(i).length());
        assertThat(tokenizer.decode(one.ids(), true)).isNotNull();
      }
    }
  }

  @Test
  void reads_ten_thousand_tokens_and_cuts_only_when_told() {
    try (var tokenizer = Tokenizer.open(golden("wordpiece-uncased"))) {
      var text = "the model ".repeat(5000);
      var whole = tokenizer.encode(text, null, 0);
      assertThat(whole.length()).isEqualTo(10_002);
      assertThat(whole.cut()).isFalse();
      var cut = tokenizer.encode(text, null, 512);
      assertThat(cut.length()).isEqualTo(512);
      assertThat(cut.cut()).isTrue();
      assertThat(cut.tokens()[511]).isEqualTo("[SEP]");
      assertThat(tokenizer.encodeAll(List.of(text, "the"), null, 512))
          .extracting(Encoding::length)
          .containsExactly(512, 3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 9, 10, 2, 5",
    "9, 2, 10, 5, 2",
    "5, 5, 10, 3, 4",
    "6, 5, 10, 4, 3",
    "4, 5, 9, 3, 3"
  })
  void longest_first_shares_what_there_is(int a, int b, int limit, int keptA, int keptB) {
    try (var tokenizer = Tokenizer.open(golden("wordpiece-uncased"))) {
      var e = tokenizer.encode("the ".repeat(a), "model ".repeat(b), limit);
      assertThat(Arrays.stream(e.sequence()).filter(s -> s == 0).count()).isEqualTo(keptA);
      assertThat(Arrays.stream(e.sequence()).filter(s -> s == 1).count()).isEqualTo(keptB);
    }
  }

  @Test
  void a_limit_below_the_special_tokens_is_a_problem() {
    try (var tokenizer = Tokenizer.open(golden("wordpiece-uncased"))) {
      assertThat(tokenizer.encode("the model", null, 2).length()).isEqualTo(2);
      problem("tokenizer.limit", () -> tokenizer.encode("the", null, 1));
      problem("tokenizer.limit", () -> tokenizer.encode("the", "model", 2));
      problem(
          "tokenizer.limit",
          () -> tokenizer.encode("the", "model model model", 5, Truncation.ONLY_FIRST));
    }
  }

  @Test
  void padding_and_truncation_of_the_file_are_off() throws IOException {
    var json = (ObjectNode) Json.read(golden("wordpiece-uncased").resolve("tokenizer.json"));
    json.set(
        "truncation",
        Json.parse(
            "{\"max_length\":8,\"strategy\":\"LongestFirst\",\"stride\":0,\"direction\":\"Right\"}",
            "t"));
    json.set(
        "padding",
        Json.parse(
            "{\"strategy\":{\"Fixed\":128},\"direction\":\"Right\",\"pad_to_multiple_of\":null,\"pad_id\":0,\"pad_type_id\":0,\"pad_token\":\"[PAD]\"}",
            "p"));
    Files.writeString(folder.resolve("tokenizer.json"), Json.line(json));
    try (var tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.encode("the", null, 0).length()).isEqualTo(3);
      assertThat(tokenizer.encodeAll(List.of("the", "the ".repeat(600)), null, 0))
          .extracting(Encoding::length)
          .containsExactly(3, 602);
      assertThat(tokenizer.special()).isEqualTo(new Special(0, 3, 4, 5, 2, -1, -1));
    }
  }

  @Test
  void special_tokens_have_the_ids_that_the_files_give_them() {
    try (var roberta = Tokenizer.open(golden("bpe-roberta"));
        var gpt2 = Tokenizer.open(golden("bpe-gpt2"))) {
      assertThat(roberta.special()).isEqualTo(new Special(1, 0, 2, 393, 3, 0, 2));
      assertThat(gpt2.special()).isEqualTo(new Special(389, -1, -1, -1, 389, 389, 389));
      assertThat(roberta.vocabSize()).isEqualTo(394);
      assertThat(roberta.token(393)).isEqualTo("<mask>");
      assertThat(roberta.token(394)).isNull();
      assertThat(roberta.modelMaxLength()).isEqualTo(512);
      assertThat(roberta.files())
          .extracting(f -> String.valueOf(f.getFileName()))
          .contains(
              "tokenizer.json",
              "tokenizer_config.json",
              "special_tokens_map.json",
              "vocab.json",
              "merges.txt");
    }
  }

  @Test
  void an_unknown_piece_is_ordinary_and_a_written_mask_is_special() {
    try (var tokenizer = Tokenizer.open(golden("wordpiece-uncased"))) {
      var e = tokenizer.encode("the ☃ [MASK]", null, 0);
      assertThat(e.tokens()).containsExactly("[CLS]", "the", "[UNK]", "[MASK]", "[SEP]");
      assertThat(e.special()).containsExactly(true, false, false, true, true);
      assertThat(e.starts()).containsExactly(-1, 0, 4, 6, -1);
    }
  }

  @Test
  void the_configuration_may_change_case_and_accents() throws IOException {
    Files.copy(golden("wordpiece-uncased").resolve("vocab.txt"), folder.resolve("vocab.txt"));
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    assertThat(tokens("The the thé")).containsSubsequence("[UNK]", "the", "[UNK]");
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"strip_accents\": false}");
    assertThat(tokens("The the thé")).containsSubsequence("the", "the", "[UNK]");
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"tokenize_chinese_chars\": false}");
    assertThat(tokens("天气")).doesNotContain("气");
    Files.copy(
        golden("wordpiece-uncased").resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
    assertThat(tokens("天气")).doesNotContain("气");
    Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
    assertThat(tokens("天气")).contains("气");
  }

  private List<String> tokens(String text) {
    try (var tokenizer = Tokenizer.open(folder)) {
      return List.of(tokenizer.encode(text, null, 0).tokens());
    }
  }

  @Test
  void many_threads_share_one() throws Exception {
    try (var tokenizer = Tokenizer.open(golden("bpe-roberta"));
        var pool = Executors.newFixedThreadPool(4)) {
      var texts = new ArrayList<String>();
      for (int i = 0; i < 200; i++) texts.add("The model loads " + i + " quickly 🐱");
      var alone = tokenizer.encodeAll(texts, null, 9);
      var running = new ArrayList<Future<List<Encoding>>>();
      for (int t = 0; t < 8; t++)
        running.add(
            pool.submit(() -> texts.stream().map(x -> tokenizer.encode(x, null, 9)).toList()));
      for (var each : running)
        for (int i = 0; i < texts.size(); i++)
          assertThat(each.get().get(i).ids()).isEqualTo(alone.get(i).ids());
    }
  }

  @Test
  void a_closed_one_says_so_and_does_not_take_the_process_along() {
    var tokenizer = Tokenizer.open(golden("bpe-gpt2"));
    tokenizer.close();
    tokenizer.close();
    assertThatThrownBy(() -> tokenizer.encode("a", null, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void decoding_passes_over_ids_outside_the_vocabulary() {
    try (var tokenizer = Tokenizer.open(golden("bpe-gpt2"))) {
      assertThat(tokenizer.decode(new long[] {321, -100, 99_999_999_999L, 306}, true))
          .isEqualTo("The mo");
      assertThat(tokenizer.decode(new long[0], true)).isEmpty();
    }
  }

  @Test
  void damaged_files_are_refused_with_a_sentence() throws IOException {
    var whole = Files.readString(golden("bpe-roberta").resolve("tokenizer.json"));
    var file = folder.resolve("tokenizer.json");
    for (var text :
        List.of(
            whole.substring(0, whole.length() / 2),
            "",
            "[]",
            "{}",
            "{\"model\":{}}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":-1},\"merges\":[]}}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a b\"]}}",
            "{\"model\":{\"type\":\"WordPiece\",\"vocab\":[1,2,3]}}",
            "{\"model\":{\"type\":\"Nonsense\",\"vocab\":{}}}")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Tokenizer.open(folder))
          .as(text.substring(0, Math.min(60, text.length())))
          .isInstanceOfSatisfying(
              Problem.class,
              p -> assertThat(p.sentence(Locale.ENGLISH)).contains("tokenizer.json"));
    }
    Files.write(file, new byte[] {(byte) 0xff, 1, 2});
    problem("tokenizer.broken", () -> Tokenizer.open(folder));
  }

  /// The library would end the process: these are found before it gets to see the file.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\":\"[CLS]\",\"type_id\":0 | \"id\":\"[NONE]\",\"type_id\":0",
        "\"tokens\":[\"[CLS]\"] | \"tokens\":[]",
        "\"unk_token\":\"[UNK]\" | \"unk_token\":\"[GONE]\"",
        "\"the\":152 | \"the\":-1"
      })
  void contradictions_are_refused(String from, String to) throws IOException {
    var whole = Json.line(Json.read(golden("wordpiece-uncased").resolve("tokenizer.json")));
    assertThat(whole).contains(from);
    Files.writeString(folder.resolve("tokenizer.json"), whole.replace(from, to));
    problem("tokenizer.broken", () -> Tokenizer.open(folder));
  }

  @Test
  void a_folder_without_a_tokenizer_is_refused_with_a_sentence() throws IOException {
    problem("tokenizer.missing", () -> Tokenizer.open(folder));
    problem("tokenizer.folder", () -> Tokenizer.open(folder.resolve("nowhere")));
    Files.writeString(folder.resolve("spiece.model"), "x");
    problem("tokenizer.broken", () -> Tokenizer.open(folder));
    Files.delete(folder.resolve("spiece.model"));
    Files.copy(
        golden("unigram-t5").resolve("spiece.model"), folder.resolve("sentencepiece.bpe.model"));
    problem("tokenizer.sentencepiece", () -> Tokenizer.open(folder));
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"mbart\"}");
    problem("tokenizer.kind", () -> Tokenizer.open(folder));
    Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[UNK]\nthe\n");
    problem("tokenizer.part", () -> Tokenizer.open(folder));
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\":\"BertJapaneseTokenizer\"}");
    problem("tokenizer.kind", () -> Tokenizer.open(folder));
  }

  static void problem(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Problem.class,
            p -> {
              assertThat(p.key()).isEqualTo(key);
              for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                assertThat(p.full(locale)).doesNotContain("{", key);
              }
            });
  }

  @Test
  void every_sentence_exists_in_both_languages() throws IOException {
    var english = properties("problems.properties");
    assertThat(english.keySet()).isEqualTo(properties("problems_zh.properties").keySet());
    for (var key : english.stringPropertyNames())
      if (!key.endsWith(".try")) assertThat(english).containsKey(key + ".try");
  }

  private static Properties properties(String name) throws IOException {
    var all = new Properties();
    try (var in = Tokenizer.class.getResourceAsStream(name)) {
      all.load(
          new java.io.InputStreamReader(
              java.util.Objects.requireNonNull(in), java.nio.charset.StandardCharsets.UTF_8));
    }
    return all;
  }
}
