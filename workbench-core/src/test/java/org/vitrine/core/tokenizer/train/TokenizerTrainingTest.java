package org.vitrine.core.tokenizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.tokenizer.train.Plan.Kind;

class TokenizerTrainingTest {
  private static final List<String> TEXTS =
      List.of(
          "The lower the lowest, the newer the newest; low, lower, lowest and new.\n",
          "banana bananas anagram aaaa aaaaa It's they'll  two  spaces\n",
          "Ünïcödé naïve café 你好世界 2,024 шаг за шагом\n");

  @TempDir Path folder;

  private static WordCounts counts(Plan plan) {
    var counts = new WordCounts(plan);
    for (int i = 0; i < 3; i++) TEXTS.forEach(counts::add);
    return counts;
  }

  private Path made(Plan plan, String name) {
    var out = folder.resolve(name);
    TokenizerTraining.write(plan, counts(plan), out, Progress.NONE);
    return out;
  }

  /// The merges of [Sennrich et al. 2016] as their Algorithm 1 makes them: all pairs counted anew each time.
  private static List<String> recounted(Map<String, long[]> words, List<String> alphabet, int n) {
    var ids = new HashMap<String, Integer>();
    for (var each : alphabet) ids.put(each, ids.size());
    Map<List<String>, Long> cut = new HashMap<>();
    words.forEach((word, count) ->
        cut.put(word.codePoints().mapToObj(Character::toString).toList(), count[0]));
    var merges = new ArrayList<String>();
    while (merges.size() < n) {
      Map<List<String>, Long> pairs = new HashMap<>();
      cut.forEach((word, count) -> {
        for (int i = 1; i < word.size(); i++)
          pairs.merge(List.of(word.get(i - 1), word.get(i)), count, Long::sum);
      });
      var best =
          pairs.entrySet().stream()
              .min((a, b) -> {
                if (!a.getValue().equals(b.getValue()))
                  return Long.compare(b.getValue(), a.getValue());
                int left = ids.get(a.getKey().get(0)) - ids.get(b.getKey().get(0));
                return left != 0 ? left : ids.get(a.getKey().get(1)) - ids.get(b.getKey().get(1));
              })
              .orElseThrow();
      if (best.getValue() < 2) break;
      var pair = best.getKey();
      merges.add(pair.get(0) + " " + pair.get(1));
      ids.putIfAbsent(pair.get(0) + pair.get(1), ids.size());
      Map<List<String>, Long> next = new HashMap<>();
      cut.forEach((word, count) -> {
        var now = new ArrayList<String>();
        for (int i = 0; i < word.size(); i++) {
          boolean here = i + 1 < word.size() && word.subList(i, i + 2).equals(pair);
          now.add(here ? pair.get(0) + pair.get(1) : word.get(i));
          if (here) i++;
        }
        next.merge(now, count, Long::sum);
      });
      cut.clear();
      cut.putAll(next);
    }
    return merges;
  }

  @Test
  void merges_as_counting_everything_anew_would() {
    var plan = Plan.of(Kind.BPE, 400, 2, false, null);
    var counts = counts(plan);
    var made = new VocabularyTrainer(plan).train(counts, Progress.NONE);
    var alphabet = ByteLevelWords.alphabet().stream().sorted().toList();
    var all = new ArrayList<>(List.of("<|endoftext|>"));
    all.addAll(alphabet);
    assertThat(made.merges())
        .extracting(each -> each[0] + " " + each[1])
        .hasSizeGreaterThan(60)
        .isEqualTo(recounted(counts.sorted(), all, made.merges().size()));
  }

  @Test
  void any_text_comes_back_from_bytes() {
    try (var tokenizer = Tokenizer.open(made(Plan.of(Kind.BPE, 300, 2, false, null), "bpe"))) {
      assertThat(tokenizer.vocabSize()).isEqualTo(300);
      for (var text :
          List.of(
              "lower 你好，世界 🐱👩‍👩‍👧 שלום עולם مرحبا",
              "  two  spaces \n\n\ttab  ",
              "e\u0301 \u00a0 \u200f ﷽ 𝔘𝔫𝔦 'll 'S")) {
        assertThat(tokenizer.decode(tokenizer.encode(text, null, 0).ids(), true)).isEqualTo(text);
      }
      assertThat(tokenizer.special().eos()).isZero();
      assertThat(tokenizer.encode(" lowest", null, 0).ids().length).isLessThan(4);
    }
  }

  @Test
  void reads_words_as_the_tokenizer_library_will() {
    // Words differ from the library's if a merge would cross one of its cuts: then no token holds
    // it.
    try (var tokenizer = Tokenizer.open(made(Plan.of(Kind.BPE, 2000, 1, false, null), "all"))) {
      for (var text : TEXTS) {
        var words = new ArrayList<String>();
        new ByteLevelWords(false).each(text, words::add);
        assertThat(List.of(tokenizer.encode(text, null, 0).tokens())).isEqualTo(words);
      }
    }
    try (var tokenizer =
        Tokenizer.open(made(Plan.of(Kind.WORDPIECE, 2000, 1, true, null), "pieces"))) {
      for (var text : TEXTS) {
        var words = new ArrayList<String>();
        new BertWords(true).each(text, words::add);
        var tokens = tokenizer.encode(text, null, 0).tokens();
        assertThat(Arrays.copyOfRange(tokens, 1, tokens.length - 1))
            .isEqualTo(words.toArray(String[]::new));
      }
    }
  }

  @Test
  void a_wordpiece_folder_reads_like_berts() throws IOException {
    var out = made(Plan.of(Kind.WORDPIECE, 120, 2, true, null), "wp");
    try (var tokenizer = Tokenizer.open(out)) {
      var encoding = tokenizer.encode("The LOWEST café", "new 世界", 0);
      assertThat(encoding.tokens()).startsWith("[CLS]", "the").endsWith("[SEP]").contains("世", "界");
      assertThat(encoding.typeIds()).startsWith(0).endsWith(1);
      assertThat(tokenizer.special().mask()).isEqualTo(4);
      assertThat(tokenizer.encode("🐱", null, 0).ids()).containsExactly(2, 1, 3);
    }
    Files.delete(out.resolve("tokenizer.json")); // the old files say the same
    try (var old = Tokenizer.open(out)) {
      assertThat(old.encode("The LOWEST café", null, 0).tokens()).startsWith("[CLS]", "the");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void the_same_texts_give_the_same_files(Kind kind) throws IOException {
    var plan = Plan.of(kind, 350, 2, false, null);
    var one = made(plan, "one");
    var two = made(plan, "two");
    for (var name : List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"))
      assertThat(two.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
  }

  @Test
  void special_tokens_come_first_and_have_their_parts() {
    var plan = Plan.of(Kind.BPE, 300, 2, true, List.of("<s>", "</s>", "<pad>"));
    try (var tokenizer = Tokenizer.open(made(plan, "special"))) {
      assertThat(tokenizer.special().bos()).isZero();
      assertThat(tokenizer.special().eos()).isEqualTo(1);
      assertThat(tokenizer.special().pad()).isEqualTo(2);
      assertThat(tokenizer.encode("LOW</s>", null, 0).ids()).endsWith(1);
      assertThat(tokenizer.decode(tokenizer.encode("LOW", null, 0).ids(), true)).isEqualTo("low");
    }
  }

  @Test
  void what_cannot_be_made_is_refused_with_a_sentence() throws IOException {
    var plan = Plan.of(Kind.BPE, 300, 2, false, null);
    refuses(
        "tokenizer.no_words",
        () ->
            TokenizerTraining.write(
                plan, new WordCounts(plan), folder.resolve("a"), Progress.NONE));
    var small = Plan.of(Kind.BPE, 256, 2, false, null);
    refuses("tokenizer.alphabet", () -> made(small, "b"));
    refuses("tokenizer.vocab_size", () -> Plan.of(Kind.BPE, 0, 2, false, null));
    refuses("tokenizer.special", () -> Plan.of(Kind.BPE, 300, 2, false, List.of("<s>", "<s>")));
    refuses(
        "tokenizer.special_missing",
        () -> Plan.of(Kind.WORDPIECE, 300, 2, false, List.of("[UNK]")));
    Files.writeString(Files.createDirectories(folder.resolve("full")).resolve("x"), "x");
    refuses("tokenizer.out", () -> TokenizerTraining.check(folder.resolve("full")));
    assertThat(folder.resolve("b")).doesNotExist();
  }

  @Test
  void stops_when_asked_to_and_writes_nothing() {
    var plan = Plan.of(Kind.BPE, 300, 2, false, null);
    Progress stop =
        (_, done, _) -> {
          if (done > 280) throw new CancellationException();
        };
    var out = folder.resolve("stopped");
    assertThatThrownBy(() -> TokenizerTraining.write(plan, counts(plan), out, stop))
        .isInstanceOf(CancellationException.class);
    assertThat(out).doesNotExist();
  }

  private static void refuses(String key, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.key()).isEqualTo(key);
              for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
                assertThat(problem.full(locale)).doesNotContain(key).doesNotContain("{");
            });
  }
}
