package org.vitrine.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencePieceTest {
  @TempDir Path folder;

  static Path made(String name) {
    var url = SentencePieceTest.class.getResource("/golden/sentencepiece/" + name);
    try {
      return Path.of(Objects.requireNonNull(url).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xlnet",
        "xlm-roberta",
        "camembert",
        "deberta-v2",
        "deberta-v2-punct",
        "llama",
        "llama-eos",
        "llama-not-legacy",
        "gemma",
        "marian"
      })
  void gives_the_ids_of_the_reference_for_each_family(String name) {
    GoldenTokenizerTest.check(made(name), made(name), 32);
  }

  /// What a file's name cannot tell, the model's own configuration does.
  @ParameterizedTest
  @CsvSource({
    "xlm-roberta, sentencepiece.bpe.model, xlm-roberta",
    "camembert, sentencepiece.bpe.model, camembert",
    "llama, tokenizer.model, mistral",
    "gemma, tokenizer.model, gemma2",
    "llama, tokenizer.model, ''",
    "gemma, tokenizer.model, ''",
    "xlnet, spiece.model, ''",
    "deberta-v2, spm.model, ''"
  })
  void needs_no_more_than_the_file_and_the_model_type(String name, String file, String type)
      throws IOException {
    Files.copy(made(name).resolve(file), folder.resolve(file));
    if (!type.isEmpty())
      Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"" + type + "\"}");
    GoldenTokenizerTest.check(folder, made(name), 32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "gemma"})
  void decoding_gives_back_every_byte(String name) {
    try (var tokenizer = Tokenizer.open(made(name))) {
      for (var text :
          List.of("The model loads.", "  two  spaces ", "天气🐱 é", "def f(x):\n\treturn x"))
        assertThat(tokenizer.decode(tokenizer.encode(text, null, 0).ids(), true)).isEqualTo(text);
    }
  }

  @Test
  void ranges_show_the_characters_that_were_there_before_normalisation() {
    try (var tokenizer = Tokenizer.open(GoldenTokenizerTest.folder("unigram-t5"))) {
      var text = "  ﬁ  the 🐱 ＡＢ";
      var e = tokenizer.encode(text, null, 0);
      var seen = new ArrayList<String>();
      for (int i = 0; i < e.length() - 1; i++)
        seen.add(e.tokens()[i] + "=" + text.substring(e.starts()[i], e.ends()[i]).strip());
      assertThat(seen).contains("▁the=the", "<unk>=🐱");
      assertThat(e.ends()[e.length() - 2]).isEqualTo(text.length());
    }
  }

  @Test
  void a_language_code_in_front_is_one_token_and_moves_the_ranges() {
    try (var tokenizer = Tokenizer.open(made("marian"))) {
      var text = ">>fr<< Hello";
      var e = tokenizer.encode(text, null, 0);
      assertThat(e.tokens()[0]).isEqualTo(">>fr<<");
      assertThat(text.substring(e.starts()[0], e.ends()[0])).isEqualTo(">>fr<<");
      assertThat(e.ends()[e.length() - 2]).isEqualTo(text.length());
      assertThat(tokenizer.encodeAll(List.of("x", text), null, 0).get(1).ids()).isEqualTo(e.ids());
      assertThat(tokenizer.encode(text, null, 3).tokens()).startsWith(">>fr<<").endsWith("</s>");
      var without = java.util.Arrays.copyOf(e.ids(), e.length() - 1);
      assertThat(tokenizer.plain(text)).isEqualTo(without);
    }
  }

  @Test
  void two_vocabularies_may_stand_apart() throws IOException {
    for (var file : List.of("source.spm", "target.spm", "vocab.json"))
      Files.copy(made("marian").resolve(file), folder.resolve(file));
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"separate_vocabs\":true}");
    TokenizerTest.problem("tokenizer.file", () -> Tokenizer.open(folder));
    Files.writeString(
        folder.resolve("target_vocab.json"), "{\"</s>\":0,\"▁\":1,\"<unk>\":2,\"▁a\":3}");
    try (var tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.target().encode("a", null, 0).ids()).endsWith(3, 0);
      assertThat(tokenizer.decode(new long[] {3, 3, 0}, true)).isEqualTo("a a");
      assertThat(tokenizer.target().target()).isSameAs(tokenizer.target());
    }
  }

  @Test
  void a_saved_model_keeps_every_file() {
    try (var tokenizer = Tokenizer.open(made("marian"))) {
      for (var one : List.of(tokenizer, tokenizer.target()))
        assertThat(one.files())
            .extracting(f -> String.valueOf(f.getFileName()))
            .contains("source.spm", "target.spm", "vocab.json", "tokenizer_config.json");
      assertThat(tokenizer.special().eos()).isZero();
      assertThat(tokenizer.special().pad()).isEqualTo(tokenizer.vocabSize() - 1);
    }
  }

  @Test
  void parts_have_their_usual_tokens_where_nothing_names_them() throws IOException {
    Files.copy(made("deberta-v2").resolve("spm.model"), folder.resolve("spm.model"));
    try (var tokenizer = Tokenizer.open(folder)) {
      var special = tokenizer.special();
      assertThat(new long[] {special.pad(), special.cls(), special.sep(), special.unk()})
          .containsExactly(0, 1, 2, 3);
      assertThat(tokenizer.token(special.mask())).isEqualTo("[MASK]");
      assertThat(special.mask()).isEqualTo(tokenizer.vocabSize() - 1);
    }
  }

  @Test
  void what_cannot_be_honoured_is_refused_by_name() throws IOException {
    var file = folder.resolve("spiece.model");
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"t5\"}");
    // Field 1, a piece "<unk>" of kind 2; field 2, what the trainer says.
    var piece = "\n\t\n\u0005<unk>\u0018\u0002";
    for (var trainer :
        List.of(
            "\u0012\u0002\u0018\u0003",
            "\u0012\u0002\u0018\u0004",
            "\u0012\u0003\u00c0\u0001\u0001",
            "\u001a\u0002(\u0000")) {
      Files.write(file, (piece + trainer).getBytes(StandardCharsets.ISO_8859_1));
      TokenizerTest.problem("tokenizer.setting", () -> Tokenizer.open(folder));
    }
    Files.write(
        file, (piece + "\u0012\u0003\u00c0\u0002\u0001").getBytes(StandardCharsets.ISO_8859_1));
    TokenizerTest.problem(
        "tokenizer.broken", () -> Tokenizer.open(folder)); // unk_id 1 of one piece
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"pegasus\"}");
    Files.write(file, piece.getBytes(StandardCharsets.ISO_8859_1));
    TokenizerTest.problem("tokenizer.kind", () -> Tokenizer.open(folder));
  }

  @Test
  void a_number_s_comma_is_a_token_of_its_own_and_has_its_own_range() throws IOException {
    // A unigram model of "▁9,", "▁9" and ",": the first wins, and is cut again.
    var pieces = new StringBuilder("\n\t\n\u0005<unk>\u0018\u0002");
    for (var piece : List.of("\u00e2\u0096\u00819,", "\u00e2\u0096\u00819", ",", "<sep>", "<cls>"))
      pieces
          .append('\n')
          .append((char) (piece.length() + 7))
          .append('\n')
          .append((char) piece.length())
          .append(piece)
          .append("\u0015\u0000\u0000\u0080\u00bf");
    Files.write(
        folder.resolve("spiece.model"), pieces.toString().getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"xlnet\"}");
    try (var tokenizer = Tokenizer.open(folder)) {
      var e = tokenizer.encode("9, 9", null, 0);
      assertThat(e.tokens()).containsExactly("▁9", ",", "▁9", "<sep>", "<cls>");
      assertThat(e.starts()).startsWith(0, 1);
      assertThat(e.ends()).startsWith(1, 2);
      assertThat(tokenizer.plain("9, 9")).isEqualTo(java.util.Arrays.copyOf(e.ids(), 3));
    }
  }
}
