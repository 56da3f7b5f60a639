package org.vitrine.core.model;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Golden;
import tools.jackson.databind.node.ObjectNode;

class EncodersTest {
  @TempDir Path temp;

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  private Model open(String name, String settings) {
    return Changed.open(temp, name, json(settings));
  }

  private static float[] first(Model model, Batch batch) {
    var arrays = model.forward(batch, Pass.inference()).arrays();
    return Tensors.floats(arrays.values().iterator().next());
  }

  private float[] numbers(String name, String settings) {
    try (var model = open(name, settings);
        var scope = model.scope().inner()) {
      return first(model, Golden.of(name).batch(scope));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "albert-seqcls | {'position_embedding_type': 'rotary'} | model.unsupported",
        "albert-seqcls | {'num_hidden_groups': 0} | model.setting",
        "albert-seqcls | {'num_hidden_groups': 2} | model.missing",
        "albert-seqcls | {'num_hidden_groups': 2000000000} | model.setting",
        "albert-seqcls | {'inner_group_num': 9000, 'num_hidden_layers': 9000} | model.setting",
        "bert-seqcls | {'num_hidden_layers': 2000000000} | model.setting",
        "bert-seqcls | {'id2label': {'0': ['a'], '1': 'b'}} | model.setting",
        "xlnet-seqcls | {'n_layer': 2000000000} | model.setting",
        "deberta_v2-seqcls | {'num_hidden_layers': 2000000000} | model.setting",
        "albert-seqcls | {'inner_group_num': 2} | model.missing",
        "albert-seqcls | {'num_attention_heads': 7} | model.heads",
        "albert-seqcls | {'is_decoder': true} | model.unsupported",
        "electra-seqcls | {'embedding_size': 16} | model.shape",
        "electra-seqcls | {'is_decoder': true} | model.unsupported",
        "electra-seqcls | {'hidden_act': 'prelu'} | nn.activation",
        "xlnet-seqcls | {'attn_type': 'both'} | model.unsupported",
        "xlnet-seqcls | {'d_head': 7} | model.setting",
        "xlnet-seqcls | {'d_model': 33, 'd_head': 11} | model.setting",
        "xlnet-seqcls | {'n_head': 5} | model.heads",
        "xlnet-seqcls | {'summary_type': 'attn'} | model.unsupported",
        "xlnet-seqcls | {'summary_proj_to_labels': true} | model.unsupported",
        "xlnet-seqcls | {'summary_activation': 'prelu'} | nn.activation",
        "xlnet-seqcls | {'ff_activation': 'prelu'} | nn.activation",
        "xlnet-seqcls | {'n_layer': 3} | model.missing",
        "deberta_v2-seqcls | {'pos_att_type': ['p2p']} | model.unsupported",
        "deberta_v2-seqcls | {'pos_att_type': 'c2p;p2p'} | model.unsupported",
        "deberta_v2-seqcls | {'position_buckets': 1} | model.setting",
        "deberta_v2-seqcls | {'position_buckets': 8} | model.shape",
        "deberta_v2-seqcls | {'conv_kernel_size': 4} | model.setting",
        "deberta_v2-seqcls | {'conv_kernel_size': 3, 'conv_groups': 5} | model.setting",
        "deberta_v2-seqcls | {'conv_kernel_size': 3} | model.missing",
        "deberta_v2-seqcls | {'share_att_key': false} | model.missing",
        "deberta_v2-seqcls | {'position_biased_input': true} | model.missing",
        "deberta_v2-seqcls | {'type_vocab_size': 2} | model.missing",
        "deberta_v2-seqcls | {'pooler_hidden_size': 12} | model.setting",
        "deberta_v2-seqcls | {'attention_head_size': 7} | model.setting",
        "deberta_v2-seqcls | {'conv_kernel_size': 3, 'conv_act': 'prelu'} | nn.activation",
      })
  void refuses_by_name_what_it_does_not_honour(String name, String settings, String key) {
    // a bar would end the column
    var folder = Changed.folder(temp, name, json(settings.replace("c2p;", "c2p|")));
    thenThrownBy(() -> Models.open(folder, null, null, Devices.cpu(), Opening.toLook()))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              then(problem.key()).isEqualTo(key);
              for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
                then(problem.full(locale)).doesNotContain(key);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "albert-seqcls | {'hidden_act': 'gelu'}",
        "albert-seqcls | {'num_hidden_layers': 2}",
        "albert-seqcls | {'layer_norm_eps': 0.1}",
        "electra-seqcls | {'hidden_act': 'relu'}",
        "electra-pretraining | {'hidden_act': 'gelu_new'}",
        "xlnet-seqcls | {'clamp_len': 2}",
        "xlnet-seqcls | {'bi_data': true}",
        "xlnet-seqcls | {'attn_type': 'uni'}",
        "xlnet-seqcls | {'summary_type': 'first'}",
        "xlnet-seqcls | {'summary_type': 'mean'}",
        "xlnet-seqcls | {'summary_use_proj': false}",
        "xlnet-seqcls | {'summary_activation': null}",
        "xlnet-seqcls | {'ff_activation': 'relu'}",
        "deberta_v2-seqcls | {'pooler_hidden_act': 'tanh'}",
        "deberta_v2-seqcls | {'norm_rel_ebd': 'none'}",
        "deberta_v2-seqcls | {'pos_att_type': ['c2p']}",
        "deberta_v2-seqcls | {'relative_attention': false}",
        "deberta_v2-seqcls | {'max_relative_positions': 8}",
        "deberta_v2-seqcls | {'layer_norm_eps': 0.1}",
      })
  void lets_settings_change_the_numbers(String name, String settings) {
    then(numbers(name, settings)).isNotEqualTo(numbers(name, "{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xlnet-seqcls | {'mem_len': 3, 'reuse_len': 2, 'use_mems_eval': false}",
        "xlnet-seqcls | {'untie_r': false}",
        "xlnet-seqcls | {'same_length': true}",
        "xlnet-seqcls | {'start_n_top': 2}",
        "deberta_v2-seqcls | {'legacy': false}",
        "electra-seqcls | {'summary_type': 'last', 'summary_activation': 'relu'}",
        "albert-seqcls | {'classifier_dropout_prob': 0.5}",
      })
  void ignores_what_the_reference_ignores(String name, String settings) {
    then(numbers(name, settings)).isEqualTo(numbers(name, "{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "albert | 4096 | 12 | 64 | 30000 | embeddings.word_embeddings.weight | 128",
        "electra | 256 | 12 | 4 | 30522 | embeddings.word_embeddings.weight | 128",
        "xlnet | 1024 | 24 | 16 | 32000 | word_embedding.weight | 1024",
        "deberta-v2 | 1536 | 24 | 24 | 128100 | embeddings.word_embeddings.weight | 1536",
        "xlm-roberta | 768 | 12 | 12 | 30522 | embeddings.word_embeddings.weight | 768",
        "camembert | 768 | 12 | 12 | 30522 | embeddings.word_embeddings.weight | 768",
      })
  void takes_the_published_defaults_where_the_configuration_is_silent(
      String type, int hidden, int layers, int heads, int vocabulary, String table, long width) {
    var config = (ObjectNode) Json.parse("{\"model_type\": \"" + type + "\"}", type);
    var plan = Models.plan(config, Head.BASE, null, null);
    var c = plan.config();
    then(List.of(c.hiddenSize(), c.layers(), c.heads(), c.vocabSize()))
        .containsExactly(hidden, layers, heads, vocabulary);
    then(plan.params().get(table).shape()).containsExactly((long) vocabulary, width);
  }

  @ParameterizedTest
  @CsvSource({"xlm-roberta,XLMRobertaForMaskedLM", "camembert,CamembertForMaskedLM"})
  void opens_robertas_siblings_under_their_own_names(String type, String architecture)
      throws IOException {
    var settings = "{'model_type': '" + type + "', 'architectures': ['" + architecture + "']}";
    then(numbers("roberta-mlm", settings)).isEqualTo(numbers("roberta-mlm", "{}"));
    try (var model = open("roberta-mlm", settings)) {
      then(model.family()).isEqualTo(type);
      then(model.savedConfig().path("architectures").path(0).asString()).isEqualTo(architecture);
      var out = Files.createDirectory(temp.resolve("saved"));
      model.save(out);
      then(Description.of(out).problems()).isEmpty();
    }
  }

  @Test
  void opens_a_pretraining_model_for_the_words_that_it_fills_in() {
    try (var model = open("bert-mlm", "{'architectures': ['BertForPreTraining']}")) {
      then(model.head()).isEqualTo(Head.MASKED_LM);
      then(model.savedConfig().path("architectures").path(0).asString())
          .isEqualTo("BertForMaskedLM");
    }
  }

  @Test
  void puts_every_head_on_every_encoder() {
    for (var name :
        List.of("albert-seqcls", "electra-pretraining", "xlnet-seqcls", "deberta_v2-seqcls")) {
      for (var head :
          List.of(
              Head.BASE,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING,
              Head.MASKED_LM)) {
        var labels = List.of("a", "b", "c", "d");
        try (var model =
                Models.open(
                    Golden.of(name).folder(), head, labels, Devices.cpu(), Opening.toLearn(1));
            var scope = model.scope().inner()) {
          var output = model.forward(Golden.of(name).batch(scope), Pass.inference());
          switch (head) {
            case BASE -> then(shape(output.lastHiddenState())).containsExactly(2L, 9L, 24L);
            case SEQUENCE_CLASSIFICATION -> then(shape(output.logits())).containsExactly(2L, 4L);
            case TOKEN_CLASSIFICATION -> then(shape(output.logits())).containsExactly(2L, 9L, 4L);
            case QUESTION_ANSWERING ->
                then(shape(output.get("end_logits"))).containsExactly(2L, 9L);
            default -> then(shape(output.logits())).containsExactly(2L, 9L, 67L);
          }
        }
      }
    }
  }

  private static List<Long> shape(NDArray array) {
    var all = new ArrayList<Long>();
    for (long each : array.getShape().getShape()) all.add(each);
    return all;
  }

  @Test
  void reads_the_masks_of_permutations_with_xlnet_alone_and_checks_their_shapes() {
    try (var bert = open("bert-seqcls", "{}");
        var xlnet = open("xlnet-lm", "{}");
        var halves = open("xlnet-lm", "{'bi_data': true}");
        var scope = Scope.open()) {
      var ids = Tensors.of(scope, new long[] {1, 2, 3}, 1, 3);
      var given = new HashMap<String, NDArray>(Map.of("input_ids", ids));
      given.put("perm_mask", Tensors.of(scope, new float[9], 1, 3, 3));
      thenProblem("model.input", bert, given);
      thenProblem("model.input_shape", halves, given);
      given.put("target_mapping", Tensors.of(scope, new float[4], 1, 1, 4));
      thenProblem("model.input_shape", xlnet, given);
      given.put("target_mapping", Tensors.of(scope, new float[] {0, 0, 1}, 1, 1, 3));
      then(shape(xlnet.forward(Batch.of(given), Pass.inference()).logits()))
          .containsExactly(1L, 1L, 67L);
      given.put("mems", Tensors.of(scope, new float[9], 1, 3, 3));
      thenProblem("model.input", xlnet, given);
    }
  }

  private static void thenProblem(String key, Model model, Map<String, NDArray> given) {
    thenThrownBy(() -> model.forward(Batch.of(given), Pass.inference()))
        .isInstanceOfSatisfying(Problem.class, problem -> then(problem.key()).isEqualTo(key));
  }

  @Test
  void gives_the_same_classes_of_xlnet_with_padding_on_the_left_and_reads_it_on_the_right() {
    try (var model = open("xlnet-seqcls", "{}");
        var scope = model.scope().inner()) {
      var ids = new long[] {7, 8, 9, 4, 3};
      var types = new long[] {0, 0, 0, 0, 2};
      var alone = xlnet(scope, model, ids, types, new long[] {1, 1, 1, 1, 1});
      var left =
          xlnet(
              scope,
              model,
              new long[] {5, 5, 7, 8, 9, 4, 3},
              new long[] {3, 3, 0, 0, 0, 0, 2},
              new long[] {0, 0, 1, 1, 1, 1, 1});
      var right =
          xlnet(
              scope,
              model,
              new long[] {7, 8, 9, 4, 3, 5, 5},
              new long[] {0, 0, 0, 0, 2, 0, 0},
              new long[] {1, 1, 1, 1, 1, 0, 0});
      for (int i = 0; i < 3; i++) {
        then(left[i]).isCloseTo(alone[i], org.assertj.core.data.Offset.offset(1e-5f));
      }
      then(Math.abs(right[0] - alone[0])).isGreaterThan(1e-3f);
    }
  }

  private static float[] xlnet(Scope scope, Model model, long[] ids, long[] types, long[] mask) {
    int length = ids.length;
    var batch =
        Batch.of(
            Map.of(
                "input_ids", Tensors.of(scope, ids, 1, length),
                "token_type_ids", Tensors.of(scope, types, 1, length),
                "attention_mask", Tensors.of(scope, mask, 1, length)));
    return first(model, batch);
  }

  @Test
  void reads_texts_of_any_length_where_positions_are_relative() {
    for (var name : List.of("xlnet-seqcls", "deberta_v2-seqcls")) {
      try (var model = open(name, "{}");
          var scope = model.scope().inner()) {
        var ids = Tensors.of(scope, new long[40], 1, 40);
        var output = model.forward(Batch.of(Map.of("input_ids", ids)), Pass.inference());
        then(Tensors.floats(output.logits())).hasSize(3);
      }
    }
  }

  @Test
  void tells_the_output_projection_of_every_head() {
    for (var name : List.of("albert-seqcls", "xlnet-seqcls", "deberta_v2-seqcls")) {
      try (var model = open(name, "{}")) {
        then(shape(model.attentionOutput(1))).containsExactly(24L, 24L);
      }
    }
  }
}
