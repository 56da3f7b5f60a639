package org.vitrine.core.model;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.nn.Cache;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Golden;

/// Settings of the decoders other than those of the golden folders.
class DecodersTest {
  @TempDir Path temp;

  static Stream<Golden> decoders() {
    return Golden.decoders();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llama | {'rope_scaling': {'type': 'longrope', 'factor': 2}} | model.unsupported",
        "llama | {'rope_scaling': {'rope_type': 'linear'}} | model.setting",
        "llama | {'rope_scaling': {'rope_type': 'linear', 'factor': -2}} | model.setting",
        "llama | {'rope_scaling': {'rope_type': 'llama3', 'factor': 8}} | model.setting",
        "llama | {'rope_scaling': 'linear'} | model.setting",
        "llama | {'rope_scaling': {'type': 'dynamic', 'factor': 2, 'original_max_position_embeddings': 16}} | model.unsupported",
        "llama | {'rope_parameters': {'full_attention': {'rope_theta': 1}}} | model.unsupported",
        "llama | {'rope_parameters': {'rope_theta': 0}} | model.setting",
        "llama | {'partial_rotary_factor': 0.5} | model.unsupported",
        "llama | {'rope_parameters': {'partial_rotary_factor': 0.5}} | model.unsupported",
        "llama | {'num_key_value_heads': 3} | model.groups",
        "llama | {'head_dim': 7} | model.setting",
        "llama | {'head_dim': null, 'hidden_size': 25} | model.heads",
        "llama | {'hidden_act': 'prelu'} | nn.activation",
        "llama | {'quantization_config': {'bits': 4}} | model.unsupported",
        "llama | {'attention_bias': true} | model.missing",
        "llama | {'mlp_bias': true} | model.missing",
        "llama | {'num_hidden_layers': 2000000000} | model.setting",
        "gpt_neo | {'num_layers': 2000000000} | model.setting",
        "gpt_neo | {'attention_layers': null, 'attention_types': [[['global'], 2000000000]]} | model.setting",
        "gpt_neo | {'attention_layers': null, 'attention_types': [[[], 3]]} | model.setting",
        "mistral | {'layer_types': ['full_attention', 'sliding_attention']} | model.unsupported",
        "mistral | {'sliding_window': 0} | model.setting",
        "qwen2 | {'layer_types': ['chunked_attention', 'full_attention']} | model.unsupported",
        "qwen2 | {'layer_types': ['sliding_attention', 'full_attention']} | model.setting",
        "qwen3 | {'layer_types': ['full_attention']} | model.setting",
        "qwen3 | {'layer_types': 'full_attention'} | model.setting",
        "qwen3 | {'attention_bias': true} | model.missing",
        "gemma2 | {'use_bidirectional_attention': true} | model.unsupported",
        "gemma2 | {'final_logit_softcapping': -1} | model.setting",
        "gemma2 | {'sliding_window': null} | model.setting",
        "gemma2 | {'hidden_activation': 'prelu'} | nn.activation",
        "gpt_neo | {'attention_layers': ['global', 'dilated', 'global']} | model.unsupported",
        "gpt_neo | {'attention_layers': ['global']} | model.setting",
        "gpt_neo | {'attention_layers': null, 'attention_types': [[['global'], 2]]} | model.setting",
        "gpt_neo | {'attention_layers': null, 'attention_types': [[['global'], -2]]} | model.setting",
        "gpt_neo | {'num_heads': 5} | model.heads",
        "gpt_neox | {'rotary_pct': 0.4} | model.setting",
        "gpt_neox | {'rotary_pct': 1.5} | model.setting",
        "gpt_neox | {'is_encoder_decoder': true} | model.unsupported",
        "phi | {'partial_rotary_factor': 0} | model.setting",
        "phi | {'qk_layernorm': true} | model.missing",
      })
  void refuse_by_name_what_they_do_not_honour(String family, String settings, String key) {
    var folder = Changed.folder(temp, family + "-causallm", settings.replace('\'', '"'));
    thenThrownBy(() -> Models.open(folder, null, null, Devices.cpu(), Opening.toLook()))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              then(problem.key()).isEqualTo(key);
              for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
                then(problem.full(locale)).doesNotContain(key).doesNotContain("{0}");
            });
  }

  @Test
  void name_the_kind_of_scaling_that_they_refuse() {
    var folder =
        Changed.folder(temp, "llama-causallm", "{\"rope_scaling\": {\"type\": \"longrope\"}}");
    thenThrownBy(() -> Models.open(folder, null, null, Devices.cpu(), Opening.toLook()))
        .isInstanceOfSatisfying(
            Problem.class,
            p -> then(p.full(Locale.ENGLISH)).contains("rope_scaling.type").contains("longrope"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llama | {'rope_theta': 500}",
        "llama | {'rms_norm_eps': 0.1}",
        "llama | {'hidden_act': 'gelu_pytorch_tanh'}",
        "llama | {'tie_word_embeddings': true}",
        "llama | {'rope_scaling': {'type': 'linear', 'factor': 2}}",
        "llama | {'rope_scaling': {'rope_type': 'yarn', 'factor': 4, 'original_max_position_embeddings': 16}}",
        "llama | {'rope_scaling': {'rope_type': 'llama3', 'factor': 8, 'low_freq_factor': 1, 'high_freq_factor': 4, 'original_max_position_embeddings': 16}}",
        "llama | {'max_position_embeddings': 4, 'rope_scaling': {'type': 'dynamic', 'factor': 4}}",
        "mistral | {'sliding_window': 2}",
        "mistral | {'sliding_window': null}",
        "qwen2 | {'use_sliding_window': true, 'sliding_window': 2, 'max_window_layers': 1}",
        "qwen3 | {'use_sliding_window': true, 'sliding_window': 2, 'layer_types': ['full_attention', 'sliding_attention']}",
        "gemma2 | {'query_pre_attn_scalar': 100}",
        "gemma2 | {'attn_logit_softcapping': null}",
        "gemma2 | {'final_logit_softcapping': null}",
        "gemma2 | {'sliding_window': 2}",
        "gemma2 | {'layer_types': ['full_attention', 'sliding_attention', 'full_attention']}",
        "gemma2 | {'rope_parameters': {'rope_type': 'linear', 'factor': 2.0}}",
        "gpt_neo | {'window_size': 1}",
        "gpt_neo | {'attention_layers': ['local', 'local', 'local']}",
        "gpt_neo | {'attention_layers': null, 'attention_types': [[['local', 'global', 'global'], 1]]}",
        "gpt_neo | {'activation_function': 'relu'}",
        "gpt_neox | {'use_parallel_residual': false}",
        "gpt_neox | {'rotary_pct': 1.0}",
        "gpt_neox | {'hidden_act': 'gelu_new'}",
        "gpt_neox | {'layer_norm_eps': 0.1}",
        "phi | {'partial_rotary_factor': 0.25}",
        "phi | {'rope_scaling': {'type': 'linear', 'factor': 8}}",
      })
  void let_settings_change_their_numbers(String family, String settings) {
    var name = family + "-causallm";
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
        "llama | {'rope_theta': 500} | {'rope_theta': null, 'rope_parameters': {'rope_theta': 500, 'rope_type': 'default'}}",
        "llama | {'rope_scaling': {'type': 'linear', 'factor': 2}} | {'rope_theta': null, 'rope_parameters': {'rope_theta': 10000.0, 'rope_type': 'linear', 'factor': 2}}",
        "llama | {'rope_scaling': {'type': 'dynamic', 'factor': 2}} | {'rope_scaling': null}",
        "llama | {'pretraining_tp': 2, 'dtype': 'bfloat16', 'torch_dtype': null} | {'head_dim': null}",
        "llama | {'rope_scaling': {'type': 'yarn', 'factor': 4}} | {'rope_scaling': {'type': 'yarn', 'factor': 4, 'attention_factor': 1.138629436111989, 'beta_fast': 32, 'beta_slow': 1}}",
        "mistral | {'sliding_window': null} | {'sliding_window': 9999}",
        "qwen2 | {'use_sliding_window': true, 'sliding_window': 3, 'max_window_layers': 1} | {'use_sliding_window': true, 'sliding_window': 3, 'layer_types': ['full_attention', 'sliding_attention']}",
        "qwen2 | {'use_sliding_window': false, 'sliding_window': 3, 'max_window_layers': 0} | {}",
        "qwen3 | {'use_sliding_window': true, 'sliding_window': null, 'max_window_layers': 0} | {}",
        "gemma2 | {'layer_types': ['sliding_attention', 'full_attention', 'sliding_attention']} | {'hidden_act': 'gelu'}",
        "gpt_neo | {'attention_layers': null} | {'attention_types': null}",
        "gpt_neox | {'rotary_pct': null, 'rotary_emb_base': null, 'partial_rotary_factor': null, 'rope_theta': null, 'rope_parameters': {'rope_theta': 10000, 'partial_rotary_factor': 0.25}} | {}",
        "gpt_neox | {'rotary_pct': 0.5, 'rotary_emb_base': 2} | {'rotary_pct': null, 'rotary_emb_base': null, 'rope_parameters': {'rope_theta': 2, 'partial_rotary_factor': 0.5}}",
        "phi | {'partial_rotary_factor': null} | {'num_key_value_heads': null}",
      })
  void read_two_spellings_of_one_thing_alike(String family, String one, String other) {
    var name = family + "-causallm";
    try (var a = Changed.open(temp, name, one.replace('\'', '"'));
        var b = Changed.open(temp, name, other.replace('\'', '"'))) {
      then(logits(a, name)).containsExactly(logits(b, name), offset(1e-5f));
    }
  }

  @Test
  void tell_what_estimates_need() {
    try (var model = Changed.open(temp, "llama-causallm-gqa", "{}")) {
      var c = model.config();
      then(new int[] {c.heads(), c.keyHeads(), c.headSize()}).containsExactly(4, 2, 10);
      then(c.gated()).isTrue();
      then(model.causal()).isTrue();
    }
    try (var model = Changed.open(temp, "gpt_neox-causallm", "{}")) {
      var c = model.config();
      then(new int[] {c.heads(), c.keyHeads(), c.headSize()}).containsExactly(3, 3, 8);
      then(c.gated()).isFalse();
    }
    try (var encoder = Changed.open(temp, "bert-mlm", "{}")) {
      then(encoder.causal()).isFalse();
    }
  }

  @Test
  void read_further_where_positions_are_stretched() {
    try (var dynamic =
            Changed.open(
                temp,
                "llama-causallm",
                "{\"max_position_embeddings\": 8, \"rope_scaling\": {\"type\": \"dynamic\", \"factor\": 2.5}}");
        var plain = Changed.open(temp, "llama-causallm", "{}");
        var scope = plain.scope().inner()) {
      then(dynamic.config().maxPositions()).isEqualTo(20);
      var brief = text(scope, 8);
      then(Tensors.floats(dynamic.forward(brief, Pass.inference()).logits()))
          .containsExactly(
              Tensors.floats(plain.forward(brief, Pass.inference()).logits()), offset(0f));
      var longer = text(scope, 20);
      then(Tensors.floats(dynamic.forward(longer, Pass.inference()).logits()))
          .isNotEqualTo(Tensors.floats(plain.forward(longer, Pass.inference()).logits()));
      thenThrownBy(() -> dynamic.forward(text(scope, 21), Pass.inference()))
          .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("model.too_long"));
    }
  }

  private static Batch text(Scope scope, int length) {
    var ids = new long[length];
    for (int i = 0; i < length; i++) ids[i] = 3 + 7L * i % 60;
    return Batch.of(Map.of("input_ids", Tensors.of(scope, ids, 1, length)));
  }

  private static float[] logits(Model model, String name) {
    try (var scope = model.scope().inner()) {
      return Tensors.floats(model.forward(Golden.of(name).batch(scope), Pass.inference()).logits());
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void bear_every_head_and_keep_it_in_a_folder(Golden golden) throws Exception {
    for (var head : heads(golden)) {
      var to = Files.createTempDirectory(temp, "saved");
      var labels = head.labelled() ? List.of("a", "b", "c") : null;
      try (var model =
              Models.open(golden.folder(), head, labels, Devices.cpu(), Opening.toLearn(3));
          var scope = model.scope().inner()) {
        if (head != Head.CAUSAL_LM)
          then(model.report().fresh()).allMatch(model::ofHead).hasSizeLessThanOrEqualTo(2);
        var expected = model.forward(golden.batch(scope), Pass.inference()).arrays();
        model.save(to);
        try (var again = Models.open(to, null, null, Devices.cpu(), Opening.toLook())) {
          then(again.head()).isEqualTo(head);
          then(again.report().missing()).isEmpty();
          then(again.report().unexpected()).isEmpty();
          var actual = again.forward(golden.batch(scope), Pass.inference()).arrays();
          expected.forEach((name, array) ->
              then(Tensors.floats(actual.get(name))).as(name).isEqualTo(Tensors.floats(array)));
        }
        try (var bare = Models.open(to, Head.BASE, null, Devices.cpu(), Opening.toLook())) {
          then(bare.report().fresh()).isEmpty();
        }
      }
    }
  }

  private static List<Head> heads(Golden golden) {
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook())) {
      return org.vitrine.core.model.family.Families.all().stream()
          .filter(each -> each.name().equals(model.family()))
          .flatMap(each -> each.heads().stream())
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "llama-causallm,transformer.layers.0.mlp.up_proj.weight",
    "qwen3-causallm,transformer.layers.0.mlp.up_proj.weight",
    "mistral-causallm,model.layers.0.mlp.up_proj.weight",
    "gpt_neox-causallm,gpt_neox.layers.0.mlp.dense_h_to_4h.weight",
    "gpt_neo-causallm,transformer.h.0.mlp.c_fc.weight",
  })
  void answer_questions_under_the_names_of_the_published_classes(String name, String tensor) {
    try (var model =
        Models.open(
            Golden.of(name).folder(),
            Head.QUESTION_ANSWERING,
            null,
            Devices.cpu(),
            Opening.toLook())) {
      then(model.parameters()).containsKeys(tensor, "qa_outputs.weight", "qa_outputs.bias");
      then(model.report().fresh())
          .containsExactlyInAnyOrder("qa_outputs.weight", "qa_outputs.bias");
    }
  }

  /// Two prompts of different lengths, padded on the left, with what comes next one token at a time.
  @ParameterizedTest
  @MethodSource("decoders")
  void go_on_from_a_cache_after_padding_on_the_left(Golden golden) {
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook());
        var scope = model.scope().inner();
        var cache = new Cache(model.scope())) {
      long[][] texts = {{9, 8, 7, 6, 5, 4, 3, 12, 11, 14}, {0, 0, 0, 33, 23, 39, 41, 5, 60, 22}};
      int[] padding = {0, 3};
      for (int length = 6, past = 0; length <= 10; past = length, length++) {
        var part = batch(scope, texts, padding, past, length);
        var whole = batch(scope, texts, padding, 0, length);
        var cached = model.forward(part, Pass.inference().lastOnly().caching(cache)).logits();
        var plain = model.forward(whole, Pass.inference().lastOnly()).logits();
        then(Tensors.floats(cached)).containsExactly(Tensors.floats(plain), offset(2e-5f));
        if (length == 10) thenIsWhatTheTextAloneGives(model, scope, texts[1], plain);
      }
    }
  }

  /// A window of keys counts padding as well, so that its edge lies alike.
  private static void thenIsWhatTheTextAloneGives(
      Model model, Scope scope, long[] text, NDArray padded) {
    var alone = Arrays.copyOfRange(text, 3, text.length);
    var batch = Batch.of(Map.of("input_ids", Tensors.of(scope, alone, 1, alone.length)));
    var logits = Tensors.floats(model.forward(batch, Pass.inference().lastOnly()).logits());
    var both = Tensors.floats(padded);
    then(Arrays.copyOfRange(both, both.length - logits.length, both.length))
        .containsExactly(logits, offset(2e-5f));
  }

  private static Batch batch(Scope scope, long[][] texts, int[] padding, int past, int length) {
    int rows = texts.length, fresh = length - past;
    long[] ids = new long[rows * fresh], places = new long[rows * fresh];
    var seen = new long[rows * length];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < length; i++) seen[row * length + i] = i < padding[row] ? 0 : 1;
      for (int i = past; i < length; i++) {
        ids[row * fresh + i - past] = texts[row][i];
        places[row * fresh + i - past] = Math.max(0, i - padding[row]);
      }
    }
    return new Batch(
        Tensors.of(scope, ids, rows, fresh),
        Tensors.of(scope, seen, rows, length),
        null,
        Tensors.of(scope, places, rows, fresh),
        null,
        Map.of());
  }
}
