package org.vitrine.core.model;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.nn.Ablation;
import org.vitrine.core.nn.Cache;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Golden;

/// What encoder-decoders do beside the golden numbers: their settings, heads, shifted labels, caches, ablation.
class EncoderDecodersTest {
  @TempDir Path temp;

  static Stream<Golden> all() {
    return Golden.encoderDecoders();
  }

  static Stream<Golden> attending() {
    return all().filter(golden -> !golden.name().startsWith("gru"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t5 | {'feed_forward_proj': 'gated-gelu-new', 'dense_act_fn': null} | model.setting | feed_forward_proj",
        "t5 | {'feed_forward_proj': 'swoosh', 'dense_act_fn': null} | nn.activation | feed_forward_proj",
        "t5 | {'dense_act_fn': 'swoosh'} | nn.activation | dense_act_fn",
        "t5 | {'is_gated_act': true} | model.missing | wi_0",
        "t5 | {'tie_word_embeddings': 'no'} | model.setting | tie_word_embeddings",
        "t5 | {'relative_attention_num_buckets': 3} | model.setting | relative_attention_num_buckets",
        "t5 | {'relative_attention_max_distance': 4} | model.setting | relative_attention_max_distance",
        "t5 | {'relative_attention_num_buckets': 16} | model.shape | relative_attention_bias",
        "t5 | {'tie_encoder_decoder': true} | model.unsupported | tie_encoder_decoder",
        "t5 | {'is_decoder': true} | model.unsupported | is_decoder",
        "t5 | {'is_encoder_decoder': false} | model.unsupported | is_encoder_decoder",
        "t5 | {'num_decoder_layers': 3} | model.missing | decoder.block.2",
        "t5 | {'num_layers': 0} | model.setting | num_layers",
        "t5 | {'d_kv': 8} | model.shape | SelfAttention",
        "marian | {'static_position_embeddings': false} | model.unsupported | static_position_embeddings",
        "marian | {'normalize_before': true} | model.unsupported | normalize_before",
        "marian | {'add_final_layer_norm': true} | model.unsupported | add_final_layer_norm",
        "marian | {'normalize_embedding': true} | model.unsupported | normalize_embedding",
        "marian | {'share_encoder_decoder_embeddings': false} | model.missing | embed_tokens",
        "marian | {'decoder_attention_heads': 5} | model.heads | 24",
        "marian | {'decoder_layerdrop': 1.5} | model.setting | decoder_layerdrop",
        "bart | {'normalize_before': true, 'add_final_layer_norm': true} | model.unsupported | normalize_before",
        "bart | {'static_position_embeddings': true} | model.unsupported | static_position_embeddings",
        "bart | {'extra_pos_embeddings': 0} | model.unsupported | extra_pos_embeddings",
        "bart | {'normalize_embedding': false} | model.unsupported | normalize_embedding",
        "bart | {'add_bias_logits': true} | model.unsupported | add_bias_logits",
        "bart | {'max_position_embeddings': 30} | model.shape | embed_positions",
        "bart | {'activation_function': 'swoosh'} | nn.activation | activation_function",
        "bart | {'model_type': 'mbart'} | model.family | mbart",
        "gru | {'bidirectional': true} | model.unsupported | bidirectional",
        "gru | {'batch_first': false} | model.unsupported | batch_first",
        "gru | {'is_encoder_decoder': false} | model.unsupported | is_encoder_decoder",
        "gru | {'tie_word_embeddings': true} | model.unsupported | tie_word_embeddings",
        "gru | {'proj_size': 3} | model.unsupported | proj_size",
        "gru | {'num_layers': 3} | model.missing | l2",
        "gru | {'decoder_vocab_size': 'absent'} | model.shape | decoder.embedding",
        "gru | {'decoder_input_size': 'absent'} | model.shape | decoder",
      })
  void refuse_by_name_what_they_do_not_honour(
      String family, String settings, String key, String named) {
    var folder = Changed.folder(temp, family + "-seq2seq", settings.replace('\'', '"'));
    thenThrownBy(() -> Models.open(folder, null, null, Devices.cpu(), Opening.toLook()))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              then(problem.key()).isEqualTo(key);
              for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
                then(problem.full(locale))
                    .contains(named)
                    .doesNotContain(key)
                    .doesNotContain("{0}");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t5-seq2seq | {'relative_attention_max_distance': 6}",
        "t5-seq2seq | {'layer_norm_epsilon': 0.1}",
        "t5-seq2seq | {'dense_act_fn': 'gelu'}",
        "t5-seq2seq | {'scale_decoder_outputs': false}",
        "t5-seq2seq | {'num_layers': 1, 'num_decoder_layers': 2}",
        "t5-seq2seq | {'num_decoder_layers': 1}",
        "t5-seq2seq-gated | {'tie_word_embeddings': true}",
        "t5-seq2seq-gated | {'dense_act_fn': 'relu'}",
        "marian-seq2seq | {'scale_embedding': false}",
        "marian-seq2seq | {'activation_function': 'relu'}",
        "marian-seq2seq | {'encoder_attention_heads': 4}",
        "marian-seq2seq | {'decoder_attention_heads': 2}",
        "marian-seq2seq | {'decoder_layers': 1}",
        "bart-seq2seq | {'scale_embedding': true}",
        "bart-seq2seq | {'activation_function': 'gelu_new'}",
        "bart-seq2seq | {'encoder_layers': 1}",
        "gru-seq2seq | {'num_layers': 1}",
        "gru-seq2seq | {'bias': false}",
      })
  void let_settings_change_their_numbers(String name, String settings) {
    try (var changed = Changed.open(temp, name, settings.replace('\'', '"'));
        var plain = Changed.open(temp, name, "{}")) {
      then(logits(changed, name)).isNotEqualTo(logits(plain, name));
    }
  }

  /// Two ways to say one thing.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t5-seq2seq | {'dense_act_fn': 'absent', 'is_gated_act': 'absent'} | {'num_decoder_layers': 'absent'}",
        "t5-seq2seq | {'layer_norm_epsilon': 'absent', 'pad_token_id': 0} | {'dropout_rate': 0.5}",
        "t5-seq2seq-gated | {'dense_act_fn': 'absent', 'is_gated_act': 'absent'} | {'feed_forward_proj': 'gated-gelu_new', 'dense_act_fn': 'absent'}",
        "t5-seq2seq-gated | {'model_type': 'mt5', 'architectures': ['MT5ForConditionalGeneration']} | {}",
        "t5-seq2seq-gated | {'model_type': 'mt5', 'architectures': ['MT5ForConditionalGeneration'], 'tie_word_embeddings': 'absent', 'feed_forward_proj': 'absent', 'dense_act_fn': 'absent', 'is_gated_act': 'absent'} | {}",
        "marian-seq2seq | {'decoder_vocab_size': 'absent', 'static_position_embeddings': 'absent'} | {'share_encoder_decoder_embeddings': 'absent'}",
        "marian-seq2seq | {'encoder_layerdrop': 0.9, 'decoder_layerdrop': 0.9} | {'dropout': 0.5}",
        "bart-seq2seq | {'normalize_before': false, 'extra_pos_embeddings': 2, 'normalize_embedding': true} | {'scale_embedding': 'absent'}",
      })
  void read_two_spellings_of_one_thing_alike(String name, String one, String other) {
    try (var a = Changed.open(temp, name, one.replace('\'', '"'));
        var b = Changed.open(temp, name, other.replace('\'', '"'))) {
      then(logits(a, name)).containsExactly(logits(b, name), offset(1e-6f));
    }
  }

  private static float[] logits(Model model, String name) {
    try (var scope = model.scope().inner()) {
      return Tensors.floats(model.forward(Golden.of(name).batch(scope), Pass.inference()).logits());
    }
  }

  @ParameterizedTest
  @MethodSource(
      "attending") // a GRU bears one head, and its last digits depend on where its weights lie in
                   // memory
  void bear_every_head_and_keep_it_in_a_folder(Golden golden) throws Exception {
    for (var head : heads(golden)) {
      var to = Files.createTempDirectory(temp, "saved");
      var labels = head.labelled() ? List.of("a", "b", "c") : null;
      try (var model =
              Models.open(golden.folder(), head, labels, Devices.cpu(), Opening.toLearn(3));
          var scope = model.scope().inner()) {
        if (head != Head.SEQUENCE_TO_SEQUENCE) then(model.report().fresh()).allMatch(model::ofHead);
        var expected = model.forward(text(golden, scope, head), Pass.inference()).arrays();
        then(expected).isNotEmpty();
        model.save(to);
        try (var again = Models.open(to, null, null, Devices.cpu(), Opening.toLook())) {
          then(again.head()).isEqualTo(head);
          then(again.report().missing()).isEmpty();
          then(again.report().unexpected()).isEmpty();
          var actual = again.forward(text(golden, scope, head), Pass.inference()).arrays();
          expected.forEach((name, array) ->
              then(Tensors.floats(actual.get(name))).as(name).isEqualTo(Tensors.floats(array)));
        }
      }
    }
  }

  /// The golden text, ended as classifiers need it.
  private static Batch text(Golden golden, Scope scope, Head head) {
    var batch = golden.batch(scope);
    var ids = Tensors.longs(batch.inputIds());
    int width = batch.length();
    for (int row = 0; row < batch.size(); row++)
      ids[row * width + 4] = golden.name().startsWith("t5") ? 1 : 2;
    return new Batch(
        Tensors.of(scope, ids, batch.size(), width),
        batch.attentionMask(),
        null,
        null,
        null,
        head == Head.SEQUENCE_TO_SEQUENCE || head == Head.BASE ? batch.more() : Map.of());
  }

  private static Set<Head> heads(Golden golden) {
    return Description.of(golden.folder()).heads();
  }

  @Test
  void read_alone_where_only_the_encoder_is_asked_for() {
    var golden = Golden.of("t5-seq2seq");
    try (var half =
            Models.open(golden.folder(), Head.ENCODER, null, Devices.cpu(), Opening.toLook());
        var whole = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook());
        var scope = whole.scope().inner()) {
      var batch = golden.batch(scope);
      var pass = Pass.inference().capturing(true, true);
      then(Tensors.floats(half.forward(batch, pass).lastHiddenState()))
          .isEqualTo(
              Tensors.floats(
                  whole.forward(batch, Pass.inference()).get("encoder_last_hidden_state")));
      then(pass.attentions()).hasSize(2);
      then(pass.hiddenStates()).hasSize(3);
      then(half.parameters().keySet()).noneMatch(name -> name.startsWith("decoder"));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void read_their_labels_shifted_where_nobody_says_what_was_written(Golden golden) {
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook());
        var scope = model.scope().inner()) {
      var batch = golden.batch(scope);
      var labels = batch.labels();
      then(labels).isNotNull();
      var json = model.config().json();
      var told = Tensors.longs(labels).clone();
      int width = (int) labels.getShape().get(1);
      var shifted = new long[told.length];
      for (int i = 0; i < told.length; i++) {
        long before = i % width == 0 ? json.get("decoder_start_token_id").asLong() : told[i - 1];
        shifted[i] = before == -100 ? json.get("pad_token_id").asLong() : before;
      }
      var more = Map.of("decoder_input_ids", Tensors.of(scope, shifted, batch.size(), width));
      then(Tensors.floats(model.forward(with(batch, labels, Map.of()), Pass.inference()).logits()))
          .isEqualTo(
              Tensors.floats(model.forward(with(batch, null, more), Pass.inference()).logits()));
      if (golden.name().startsWith("bart")) return; // reads the text itself
      thenThrownBy(() -> model.forward(with(batch, null, Map.of()), Pass.inference()))
          .isInstanceOfSatisfying(
              Problem.class, p -> then(p.key()).isEqualTo("model.input_missing"));
    }
  }

  private static Batch with(Batch batch, @Nullable NDArray labels, Map<String, NDArray> more) {
    return new Batch(batch.inputIds(), batch.attentionMask(), null, null, labels, more);
  }

  @ParameterizedTest
  @MethodSource("all")
  void go_on_from_a_cache_with_the_same_logits(Golden golden) {
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook());
        var scope = model.scope().inner();
        var cache = new Cache(model.scope())) {
      var batch = golden.batch(scope);
      long[] text = {3, 17, 29, 5, 40, 8, 3, 51, 22, 9};
      int[][] parents = {{0, 1}, {1, 1}, {0, 1}, {1, 0}};
      var sources = new int[] {0, 1};
      for (int step = 0; step < parents.length; step++) {
        // one token at a time, but for two at the second step
        int past = cache.length(), length = step == 0 ? 3 : past + (step == 1 ? 2 : 1);
        cache.reorder(parents[step]);
        sources =
            Arrays.stream(parents[step])
                .map(Arrays.stream(sources).boxed().toList()::get)
                .toArray();
        var part = Arrays.copyOfRange(text, past, length);
        var cached =
            model.forward(
                written(batch, scope, sources, part), Pass.inference().lastOnly().caching(cache));
        var plain =
            model.forward(
                written(batch, scope, sources, Arrays.copyOf(text, length)),
                Pass.inference().lastOnly());
        then(Tensors.floats(cached.logits()))
            .containsExactly(Tensors.floats(plain.logits()), offset(2e-5f));
      }
    }
  }

  /// Both rows write the same; row i reads the text of row `sources[i]`.
  private static Batch written(Batch batch, Scope scope, int[] sources, long[] part) {
    var ids = new long[2 * part.length];
    for (int i = 0; i < ids.length; i++) ids[i] = part[i % part.length];
    return new Batch(
        rows(batch.inputIds(), scope, sources),
        rows(batch.attentionMask(), scope, sources),
        null,
        null,
        null,
        Map.of("decoder_input_ids", Tensors.of(scope, ids, 2, part.length)));
  }

  private static NDArray rows(NDArray x, Scope scope, int[] sources) {
    var all = Tensors.longs(x);
    int width = all.length / 2;
    var chosen = new long[all.length];
    for (int row = 0; row < 2; row++)
      System.arraycopy(all, sources[row] * width, chosen, row * width, width);
    return Tensors.of(scope, chosen, 2, width);
  }

  @ParameterizedTest
  @MethodSource("attending")
  void cut_heads_out_of_one_part_alone(Golden golden) {
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook());
        var scope = model.scope().inner()) {
      var batch = golden.batch(scope);
      var plain = model.forward(batch, Pass.inference());
      var seen = new HashMap<Part, float[]>();
      for (var part : List.of(Part.ENCODER, Part.DECODER, Part.CROSS)) {
        var cut = Ablation.NONE.and(part, 1, 2, null);
        var fused = model.forward(batch, Pass.inference().without(cut));
        var pass = Pass.inference().without(cut).capturing(true, false);
        var eager = model.forward(batch, pass);
        seen.put(part, Tensors.floats(fused.logits()));
        then(seen.get(part))
            .containsExactly(Tensors.floats(eager.logits()), offset(1e-4f))
            .isNotEqualTo(Tensors.floats(plain.logits()));
        boolean same =
            Arrays.equals(
                Tensors.floats(fused.get("encoder_last_hidden_state")),
                Tensors.floats(plain.get("encoder_last_hidden_state")));
        then(same).isEqualTo(part != Part.ENCODER);
      }
      then(seen.get(Part.DECODER)).isNotEqualTo(seen.get(Part.CROSS));
      var whole = model.forward(batch, Pass.inference().without(Ablation.of(1, 2, null)));
      then(Tensors.floats(whole.logits())).isEqualTo(Tensors.floats(plain.logits()));
    }
  }

  @Test
  void read_a_text_to_its_end_whatever_padding_stands_behind_it() {
    var golden = Golden.of("gru-seq2seq");
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook());
        var scope = model.scope().inner()) {
      var written = Map.of("decoder_input_ids", Tensors.of(scope, new long[] {2, 9}, 1, 2));
      var states = new java.util.ArrayList<float[]>();
      for (int more : new int[] {0, 3}) {
        var ids = Arrays.copyOf(new long[] {5, 9, 17}, 3 + more);
        var mask = Arrays.stream(ids).map(id -> Math.min(id, 1)).toArray();
        var text = Tensors.of(scope, ids, 1, ids.length);
        var seen = Tensors.of(scope, mask, 1, ids.length);
        var batch = new Batch(text, seen, null, null, null, written);
        var found = model.forward(batch, Pass.inference());
        states.add(Tensors.floats(found.get("encoder_last_hidden_state")));
        states.add(Tensors.floats(found.logits()));
      }
      then(states.get(2)).isEqualTo(states.get(0));
      then(states.get(3)).isEqualTo(states.get(1));
      var text = Tensors.of(scope, new long[] {5, 9}, 1, 2);
      var blind = new Batch(text, text.zerosLike(), null, null, null, written);
      thenThrownBy(() -> model.forward(blind, Pass.inference()))
          .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("model.lengths"));
      thenThrownBy(() -> model.attentionOutput(Part.CROSS, 0))
          .isInstanceOfSatisfying(
              Problem.class, p -> then(p.key()).isEqualTo("model.no_attention"));
    }
  }

  @Test
  void hide_what_a_decoder_mask_hides() {
    var golden = Golden.of("bart-seq2seq");
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook());
        var scope = model.scope().inner()) {
      var batch = golden.batch(scope);
      var ids = batch.decoderInputIds();
      then(ids).isNotNull();
      var seen = new long[14];
      Arrays.fill(seen, 1);
      seen[2] = 0;
      var more = new HashMap<>(batch.more());
      more.put("decoder_attention_mask", Tensors.of(scope, seen, 2, 7));
      var pass = Pass.inference().capturing(true, false);
      model.forward(with(batch, null, more), pass);
      var map = Tensors.floats(pass.attentions(Part.DECODER).getFirst()); // [2, 3, 7, 7]
      for (int head = 0; head < 3; head++)
        for (int query = 3; query < 7; query++) then(map[(head * 7 + query) * 7 + 2]).isZero();
      then(map[(3 * 7 + 3) * 7 + 2]).isPositive();
      more.put("decoder_attention_mask", Tensors.of(scope, seen, 1, 14));
      thenThrownBy(() -> Batch.of(named(batch, more)))
          .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("model.input_shape"));
    }
  }

  private static Map<String, NDArray> named(Batch batch, Map<String, NDArray> more) {
    var all = new HashMap<>(more);
    all.put("input_ids", batch.inputIds());
    return all;
  }

  @Test
  void translate_between_two_vocabularies() throws Exception {
    var folder =
        Changed.folder(
            temp,
            "marian-seq2seq",
            "{\"share_encoder_decoder_embeddings\": false, \"decoder_vocab_size\": 41, \"decoder_start_token_id\": 40}");
    try (var model =
            Models.open(folder, null, null, Devices.cpu(), Opening.toLook().fromScratch(true));
        var scope = model.scope().inner()) {
      then(model.parameters().get("model.decoder.embed_tokens.weight").getShape().get(0))
          .isEqualTo(41);
      then(model.parameters()).doesNotContainKeys("model.shared.weight", "lm_head.weight");
      var ids = Tensors.of(scope, new long[] {66, 5, 7, 0}, 1, 4);
      var written = Map.of("decoder_input_ids", Tensors.of(scope, new long[] {40, 3}, 1, 2));
      var plain = new Batch(ids, ids.onesLike(), null, null, null, written);
      then(model.forward(plain, Pass.inference()).logits().getShape().getShape())
          .containsExactly(1, 2, 41);
      var wrong = Map.of("decoder_input_ids", Tensors.of(scope, new long[] {40, 41}, 1, 2));
      thenThrownBy(() ->
              model.forward(
                  new Batch(ids, ids.onesLike(), null, null, null, wrong), Pass.inference()))
          .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("model.vocabulary"));
    }
  }

  @Test
  void leave_layers_out_while_training_only() {
    var name = "marian-seq2seq";
    var folder = Changed.folder(temp, name, "{\"encoder_layerdrop\": 0.5, \"dropout\": 0.0}");
    try (var model = Models.open(folder, null, null, Devices.cpu(), Opening.toLearn(1));
        var scope = model.scope().inner()) {
      var batch = Golden.of(name).batch(scope);
      var kept = new boolean[3];
      for (int seed = 0; seed < 40; seed++) {
        var pass = Pass.training(seed).capturing(true, false);
        model.forward(batch, pass);
        kept[pass.attentions(Part.ENCODER).size()] = true;
        then(pass.attentions(Part.DECODER)).hasSize(2);
      }
      then(kept).containsExactly(true, true, true);
    }
  }

  @Test
  void classify_by_the_last_end_of_a_text() {
    var golden = Golden.of("bart-seq2seq");
    try (var model =
            Models.open(
                golden.folder(),
                Head.SEQUENCE_CLASSIFICATION,
                null,
                Devices.cpu(),
                Opening.toLook());
        var scope = model.scope().inner()) {
      then(model.config().labels()).hasSize(3);
      var ids = Tensors.of(scope, new long[] {0, 7, 2, 9, 2, 0, 7, 8, 9, 8}, 2, 5);
      var other = Map.of("input_ids", ids, "decoder_input_ids", ids.get(":, :3"));
      thenThrownBy(() -> model.forward(Batch.of(other), Pass.inference()))
          .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("model.input_shape"));
      thenThrownBy(() -> model.forward(Batch.of(Map.of("input_ids", ids)), Pass.inference()))
          .isInstanceOfSatisfying(
              Problem.class,
              p -> {
                then(p.key()).isEqualTo("model.no_end");
                then(p.full(Locale.ENGLISH)).contains("2");
              });
    }
  }
}
