package org.vitrine.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changed tokenizer files end in a tokenizer or in a sentence. The property `mutations` says how many are tried of each
/// kind (100).
class TokenizerFilesTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 100);
  private static final List<String> TEXTS =
      List.of("The model loads quickly.", " ½ ﬁ Ａ x\tb\n", "天气🐱 e\u0301 [MASK]<mask></s>", "");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "sentencepiece/llama, tokenizer.model",
    "sentencepiece/gemma, tokenizer.model",
    "sentencepiece/xlnet, spiece.model",
    "sentencepiece/xlm-roberta, sentencepiece.bpe.model",
    "sentencepiece/marian, source.spm",
    "sentencepiece/marian, vocab.json",
    "tokenizers/unigram-t5, spiece.model",
    "tokenizers/wordpiece-uncased, vocab.txt",
    "tokenizers/wordpiece-uncased, tokenizer.json",
    "tokenizers/wordpiece-uncased, tokenizer_config.json",
    "tokenizers/bpe-roberta, tokenizer.json",
    "tokenizers/bpe-gpt2, vocab.json",
    "tokenizers/bpe-gpt2, merges.txt"
  })
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void reads_or_refuses_whatever_is_done_to_a_file(String from, String file) throws IOException {
    var original = Path.of(Arrays.stream(from.split("/")).reduce(golden(), (a, b) -> a + "/" + b));
    boolean whole = file.equals("tokenizer.json");
    try (var all = Files.list(original)) {
      for (var each : all.toList()) {
        var name = String.valueOf(each.getFileName());
        if (!name.equals("cases.json") && (whole || !name.equals("tokenizer.json")))
          Files.copy(each, folder.resolve(name));
      }
    }
    var bytes = Files.readAllBytes(original.resolve(file));
    var random = new Random(41);
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Files.write(folder.resolve(file), changed(bytes, random));
      if (works()) read++;
    }
    assertThat(read).as("some changes do no harm").isPositive();
  }

  /// The library would end the process at the first text.
  @ParameterizedTest
  @ValueSource(strings = {" ", "\u0301", "\u0001"})
  void a_token_of_which_normalisation_leaves_nothing_is_found_as_it_stands(String content)
      throws IOException {
    var golden = GoldenTokenizerTest.folder("wordpiece-uncased");
    var json = (ObjectNode) Json.read(golden.resolve("tokenizer.json"));
    json.putObject("normalizer").put("type", "Sequence");
    var list = ((ObjectNode) json.get("normalizer")).putArray("normalizers");
    list.addObject().put("type", "BertNormalizer").put("clean_text", true).put("lowercase", true);
    ((ObjectNode) list.get(0)).put("handle_chinese_chars", true).put("strip_accents", true);
    list.addObject().put("type", "Strip").put("strip_left", true).put("strip_right", true);
    ((ArrayNode) json.get("added_tokens"))
        .addObject()
        .put("id", json.path("model").path("vocab").size())
        .put("content", content)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", true)
        .put("special", false);
    Files.writeString(folder.resolve("tokenizer.json"), Json.line(json));
    try (var tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.encode("the" + content + "model", null, 0).tokens())
          .containsExactly("[CLS]", "the", content, "model", "[SEP]");
    }
  }

  private static String golden() {
    return String.valueOf(GoldenTokenizerTest.folder("bpe-gpt2").resolve("../..").normalize());
  }

  private boolean works() {
    try (var tokenizer = Tokenizer.open(folder)) {
      for (var text : TEXTS) {
        var e = tokenizer.encode(text, null, 0);
        for (int i = 0; i < e.length(); i++)
          assertThat(e.ends()[i]).isBetween(e.starts()[i], text.length());
        tokenizer.decode(e.ids(), false);
        tokenizer.target().encode(text, "pair", 0);
      }
      return true;
    } catch (Problem e) {
      assertThat(e.sentence(Locale.ENGLISH)).doesNotContain("{0}");
      return false;
    }
  }

  /// Some bytes changed, a stretch taken out, doubled or cut off; digits and quotes turn up often in text.
  private static byte[] changed(byte[] bytes, Random random) {
    var copy = bytes.clone();
    int at = random.nextInt(copy.length);
    switch (random.nextInt(6)) {
      case 0 -> copy = Arrays.copyOf(copy, at);
      case 1 -> {
        int length = Math.min(copy.length - at, 1 + random.nextInt(40));
        var less = Arrays.copyOf(copy, copy.length - length);
        System.arraycopy(copy, at + length, less, at, less.length - at);
        copy = less;
      }
      case 2 -> {
        int length = Math.min(copy.length - at, 1 + random.nextInt(40));
        var more = Arrays.copyOf(copy, copy.length + length);
        System.arraycopy(copy, at, more, at + length, copy.length - at);
        copy = more;
      }
      case 3 -> {
        for (int i = 0; i < 4; i++) copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
      }
      case 4 -> copy[at] = (byte) "0123456789-\"{}[],:▁".charAt(random.nextInt(19));
      default -> copy[at] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }
}
