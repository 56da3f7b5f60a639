package org.vitrine.core.task.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.train.Golden;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GenerationTest {
  private static final Golden GPT2 = Golden.of("gpt2-causallm");

  static Stream<Golden> decoders() {
    return Golden.decoders();
  }

  private static Model open(Golden golden) {
    return Models.open(golden.folder(), null, null, Devices.choose("cpu"), Opening.toLook());
  }

  private static Decoding how(Model model, ObjectNode asked) {
    return DecodingFile.read(GPT2.folder(), model.config().json(), asked);
  }

  private static long[] ids(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  static Stream<Golden> writers() {
    return Stream.concat(Golden.decoders(), Golden.encoderDecoders());
  }

  @ParameterizedTest
  @MethodSource("writers")
  void goes_on_as_the_reference_does(Golden golden) {
    try (var model = open(golden)) {
      for (var each : Json.read(golden.folder().resolve("generate.json")).get("cases")) {
        var asked = Json.object();
        for (var name : List.of("num_beams", "max_new_tokens", "eos_token_id"))
          asked.set(name, each.get(name));
        for (boolean caching : new boolean[] {true, false}) {
          var result =
              new Generation(model, how(model, asked), caching)
                  .run(ids(each.get("input_ids")), 0, Progress.NONE, _ -> {});
          assertThat(result.sequence()).as(each.toString()).isEqualTo(ids(each.get("sequence")));
          if (each.has("sequence_score"))
            assertThat(result.score())
                .isCloseTo(each.get("sequence_score").asDouble(), within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void the_cache_changes_no_logit(Golden golden) {
    try (var model = open(golden)) {
      for (var prompt :
          List.of(new long[] {5}, new long[] {33, 23, 39}, new long[] {7, 7, 7, 60})) {
        try (var cached = new NextTokens(model, true);
            var whole = new NextTokens(model, false)) {
          var texts = List.of(prompt);
          var parents = new int[0];
          while (texts.getFirst().length < model.config().maxPositions()) {
            var with = cached.after(texts, parents);
            var without = whole.after(texts, parents);
            for (int row = 0; row < texts.size(); row++)
              assertThat(apart(with[row], without[row])).isLessThan(2e-5);
            // Three rows that fork, swap and drop one another.
            int n = texts.getFirst().length;
            parents = texts.size() == 1 ? new int[] {0, 0, 0} : new int[] {2, n % 3, 1};
            var grown = new ArrayList<long[]>();
            for (int row = 0; row < 3; row++)
              grown.add(Generation.grown(texts.get(parents[row]), (11L * n + 17L * row) % 60));
            texts = grown;
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void texts_side_by_side_are_what_each_is_alone(Golden golden) {
    try (var model = open(golden)) {
      var asked = Json.object().put("max_new_tokens", 9).put("eos_token_id", 7);
      var prompts = List.of(new long[] {5}, new long[] {33, 23, 39, 12, 40}, new long[] {9, 9, 60});
      for (boolean draws : new boolean[] {false, true}) {
        var how = how(model, asked.deepCopy().put("do_sample", draws));
        var together = new Generation(model, how).runAll(prompts, 4, Progress.NONE);
        assertThat(together).hasSize(3);
        for (int i = 0; i < 3; i++) {
          var whole = new Generation(model, how, false);
          var alone = draws && i > 0 ? null : whole.run(prompts.get(i), 4, Progress.NONE, _ -> {});
          if (alone == null) continue; // each text has draws of its own
          assertThat(together.get(i).sequence()).isEqualTo(alone.sequence());
          assertThat(together.get(i).ending()).isEqualTo(alone.ending());
        }
      }
    }
  }

  @Test
  void a_text_ends_where_somebody_says_so() {
    try (var model = open(GPT2)) {
      var asked = Json.object().put("max_new_tokens", 9).putNull("eos_token_id");
      var prompts = List.of(new long[] {4, 5}, new long[] {6});
      var generation = new Generation(model, how(model, asked));
      generation.stoppingWhere((text, prompt) -> text.length - prompt == 3);
      for (var each : generation.runAll(prompts, 0, Progress.NONE))
        assertThat(each.sequence()).hasSize(each.prompt() + 3);
      assertThat(generation.run(new long[] {4, 5}, 0, Progress.NONE, _ -> {}).sequence())
          .hasSize(5);
    }
  }

  private static double apart(double[] x, double[] y) {
    double most = 0;
    for (int i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i] - y[i]));
    return most;
  }

  @Test
  void the_same_seed_draws_the_same_text_and_another_seed_another() {
    try (var model = open(GPT2)) {
      var asked =
          Json.object().put("do_sample", true).put("max_new_tokens", 20).putNull("eos_token_id");
      var one = new Generation(model, how(model, asked));
      var first = one.run(new long[] {4, 5}, 1, Progress.NONE, _ -> {}).sequence();
      assertThat(one.run(new long[] {4, 5}, 1, Progress.NONE, _ -> {}).sequence()).isEqualTo(first);
      assertThat(one.run(new long[] {4, 5}, 2, Progress.NONE, _ -> {}).sequence())
          .isNotEqualTo(first);
      var certain = how(model, asked.deepCopy().put("top_k", 1));
      var greedy = how(model, Json.object().put("max_new_tokens", 20).putNull("eos_token_id"));
      assertThat(
              new Generation(model, certain)
                  .run(new long[] {4}, 3, Progress.NONE, _ -> {})
                  .sequence())
          .isEqualTo(
              new Generation(model, greedy)
                  .run(new long[] {4}, 3, Progress.NONE, _ -> {})
                  .sequence());
    }
  }

  @Test
  void stops_where_the_model_reads_no_more() {
    try (var model = open(GPT2)) {
      for (int beams : new int[] {1, 3}) {
        var asked =
            Json.object().put("num_beams", beams).put("max_new_tokens", 99).putNull("eos_token_id");
        var told = new ArrayList<Long>();
        var result =
            new Generation(model, how(model, asked)).run(new long[28], 0, Progress.NONE, told::add);
        assertThat(result.sequence()).hasSize(32);
        assertThat(result.ending()).isEqualTo(Generation.Ending.POSITIONS);
        assertThat(told).hasSize(beams == 1 ? 4 : 0);
      }
    }
  }

  @Test
  void an_empty_prompt_begins_with_the_beginning_of_text() {
    try (var model = open(GPT2)) {
      var how = how(model, Json.object().put("max_new_tokens", 3));
      assertThat(new Generation(model, how).run(new long[0], 0, Progress.NONE, _ -> {}).sequence())
          .startsWith(1);
    }
  }

  @Test
  void what_cannot_be_gone_on_with_is_refused_with_a_sentence() {
    try (var model = open(GPT2)) {
      var plain = new Generation(model, how(model, Json.object()));
      refuses("task.prompt_long", () -> plain.run(new long[32], 0, Progress.NONE, _ -> {}));
      refuses("model.vocabulary", () -> plain.run(new long[] {71}, 0, Progress.NONE, _ -> {}));
      refuses("model.vocabulary", () -> plain.run(new long[] {-1}, 0, Progress.NONE, _ -> {}));
      var none = new Generation(model, how(model, Json.object().putNull("bos_token_id")));
      refuses("task.no_prompt", () -> none.run(new long[0], 0, Progress.NONE, _ -> {}));
      var brief = new Generation(model, how(model, Json.object().put("max_length", 2)));
      refuses("task.prompt_length", () -> brief.run(new long[2], 0, Progress.NONE, _ -> {}));
      refuses("task.not_sampling", () -> how(model, Json.object().put("top_k", 3)));
      refuses(
          "task.temperature",
          () -> how(model, Json.object().put("do_sample", true).put("temperature", 0)));
      refuses("task.generation_unknown", () -> how(model, Json.object().put("penalty_alpha", .6)));
      refuses("task.generation_setting", () -> how(model, Json.object().put("num_beams", 0)));
      refuses(
          "task.beams_drawn",
          () -> how(model, Json.object().put("do_sample", true).put("num_beams", 2)));
    }
    try (var classifier = open(Golden.of("gpt2-seqcls"))) {
      refuses("task.no_words", () -> new Generation(classifier, how(classifier, Json.object())));
    }
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

  @Test
  void ends_between_two_tokens_when_asked_to() {
    try (var model = open(GPT2)) {
      var how = how(model, Json.object().put("max_new_tokens", 20).putNull("eos_token_id"));
      var told = new ArrayList<Long>();
      Progress stop =
          (_, done, _) -> {
            if (done == 5) throw new CancellationException();
          };
      assertThatThrownBy(() -> new Generation(model, how).run(new long[] {3}, 0, stop, told::add))
          .isInstanceOf(CancellationException.class);
      assertThat(told).hasSize(5);
    }
  }

  @Test
  void rules_ban_repeated_runs_and_early_ends_and_make_repetition_dear() {
    var asked =
        Json.object()
            .put("no_repeat_ngram_size", 2)
            .put("repetition_penalty", 2.0)
            .put("min_new_tokens", 4)
            .put("eos_token_id", 5);
    var how = DecodingFile.read(GPT2.folder(), Json.object(), asked);
    var scores = new double[] {1, 1, -1, 1, 1, 1};
    Rules.of(how, new long[0], 1, 99).apply(scores, new long[] {1, 2, 3, 1});
    double out = Double.NEGATIVE_INFINITY;
    assertThat(scores).containsExactly(1, .5, out, .5, 1, out);
    Arrays.fill(scores, 1);
    Rules.of(how, new long[0], 0, 99).apply(scores, new long[] {3, 0, 4, 0});
    assertThat(scores[5]).isEqualTo(1);
  }

  private static Draw drawn(double temperature, int topK, double topP) {
    return Draw.of(new Decoding.Sampling(temperature, topK, topP, 0, 1, 0, 0));
  }

  @Test
  void the_best_k_keep_their_ties_and_the_best_p_drop_the_higher_id_first() {
    var log = new double[] {Math.log(.4), Math.log(.2), Math.log(.2), Math.log(.2)};
    assertThat(drawn(1, 2, 1).probabilities(log)).doesNotContain(0.0);
    var most = drawn(1, 0, .79).probabilities(log);
    assertThat(most[3]).isZero();
    assertThat(most[0]).isCloseTo(.5, within(1e-12));
    assertThat(most[1]).isCloseTo(.25, within(1e-12));
    assertThat(drawn(1, 0, 0).probabilities(log)).containsExactly(1, 0, 0, 0);
    assertThat(drawn(1e-6, 0, 1).probabilities(log)[0]).isCloseTo(1, within(1e-9));
  }

  @Test
  void rules_force_the_first_and_the_last_token_and_ban_runs() {
    var asked =
        Json.object()
            .put("forced_bos_token_id", 3)
            .put("forced_eos_token_id", 2)
            .put("eos_token_id", 2);
    asked.set("bad_words_ids", Json.parse("[[4], [1, 5], [2]]", "test"));
    var rules = Rules.of(DecodingFile.read(GPT2.folder(), Json.object(), asked), new long[0], 1, 5);
    double out = Double.NEGATIVE_INFINITY;
    var scores = new double[] {1, 1, 1, 1, 1, 1};
    rules.apply(scores, new long[] {0});
    assertThat(scores).containsExactly(out, out, out, 0, out, out);
    Arrays.fill(scores, 1);
    rules.apply(scores, new long[] {0, 3, 1});
    assertThat(scores).containsExactly(1, 1, 1, 1, out, out);
    Arrays.fill(scores, 1);
    rules.apply(scores, new long[] {0, 3, 1, 0});
    assertThat(scores).containsExactly(out, out, 0, out, out, out);
    var old = Json.object().put("force_bos_token_to_be_generated", true).put("bos_token_id", 0);
    assertThat(DecodingFile.read(GPT2.folder(), Json.object(), old).wording().first())
        .containsExactly(0L);
    refuses(
        "task.generation_setting",
        () ->
            DecodingFile.read(GPT2.folder(), Json.object(), Json.object().put("bad_words_ids", 3)));
  }

  @Test
  void an_encoder_decoder_ends_and_begins_as_its_settings_say() {
    var golden = Golden.of("bart-seq2seq");
    try (var model = open(golden)) {
      var asked =
          Json.object()
              .put("max_new_tokens", 5)
              .putNull("eos_token_id")
              .put("forced_bos_token_id", 9)
              .put("forced_eos_token_id", 11);
      for (int beams : new int[] {1, 3}) {
        var how =
            DecodingFile.read(
                golden.folder(), model.config().json(), asked.put("num_beams", beams));
        var text =
            new Generation(model, how).run(new long[] {0, 7, 8, 2}, 0, Progress.NONE, _ -> {});
        assertThat(text.sequence()).hasSize(6).startsWith(2, 9).endsWith(11);
        assertThat(text.prompt()).isEqualTo(1);
      }
      var how = DecodingFile.read(golden.folder(), model.config().json(), Json.object());
      assertThat(how.wording().last()).as("config.json says null").isEmpty();
      refuses(
          "task.no_prompt",
          () -> new Generation(model, how).run(new long[0], 0, Progress.NONE, _ -> {}));
      refuses(
          "model.vocabulary",
          () -> new Generation(model, how).run(new long[] {67}, 0, Progress.NONE, _ -> {}));
    }
  }
}
