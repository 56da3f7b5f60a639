package org.vitrine.core.model;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Golden;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// Settings that published folders carry, and what the published classes make of them.
class PublishedSettingsTest {
  private static final String TEXT =
      "'hidden_size': 24, 'intermediate_size': 37, 'max_position_embeddings': 16,"
          + " 'num_attention_heads': 4, 'num_hidden_layers': 2, 'vocab_size': 67";

  @TempDir Path temp;

  private float[] numbers(String name, String settings) {
    try (var model = Changed.open(temp, name, settings.replace('\'', '"'));
        var scope = model.scope().inner()) {
      var output = model.forward(Golden.of(name).batch(scope), Pass.inference());
      return Tensors.floats(output.arrays().values().iterator().next());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text_config': {'hidden_act': 'relu'}, 'text_config_dict': {%s, 'eos_token_id': 66}}",
        "{'text_config_dict': null, 'vision_config_dict': null}",
      })
  void gives_the_second_copy_of_a_towers_settings_the_last_word(String settings) {
    then(numbers("clip-contrastive", settings.replace("%s", TEXT)))
        .isEqualTo(numbers("clip-contrastive", "{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text_config_dict': {%s, 'eos_token_id': 66, 'hidden_act': 'relu'}}",
        // what the copy does not say is as usual, whatever the first one says: texts end at 49407
        "{'text_config_dict': {%s}}",
      })
  void reads_nothing_but_that_copy(String settings) {
    then(numbers("clip-contrastive", settings.replace("%s", TEXT)))
        .isNotEqualTo(numbers("clip-contrastive", "{}"));
  }

  @Test
  void saves_the_copy_in_its_place() {
    var settings = "{\"text_config_dict\": {" + TEXT.replace('\'', '"') + "}}";
    try (var model = Changed.open(temp, "clip-contrastive", settings)) {
      var saved = model.savedConfig();
      then(saved.has("text_config_dict")).isFalse();
      then(saved.path("text_config").has("eos_token_id")).isFalse();
    }
  }

  @Test
  void reads_positions_that_began_as_sines_like_learnt_ones() {
    then(numbers("distilbert-seqcls", "{'sinusoidal_pos_embds': true}"))
        .isEqualTo(numbers("distilbert-seqcls", "{}"));
  }

  @Test
  void knows_the_padding_of_gemma2_where_the_configuration_is_silent() {
    var told =
        "{\"model_type\": \"gemma2\", \"architectures\": [\"Gemma2ForSequenceClassification\"]}";
    var config = (ObjectNode) Json.parse(told, "gemma2");
    then(Models.plan(config, null, null, null).config().padTokenId()).isZero();
  }

  @Test
  void saves_the_bias_of_a_decoder_that_has_parted_where_old_and_new_readers_look()
      throws Exception {
    var folder = Golden.of("roberta-mlm-untied").folder();
    var out = Files.createDirectory(temp.resolve("saved"));
    try (var model = Models.open(folder, null, null, Devices.cpu(), Opening.toLook())) {
      model.save(out);
    }
    try (var saved = Weights.open(out);
        var first = Weights.open(folder)) {
      var wanted = first.bytes("lm_head.decoder.bias");
      for (var name : List.of("lm_head.bias", "lm_head.decoder.bias"))
        then(saved.bytes(name).mismatch(wanted)).isEqualTo(-1);
    }
    then(Description.of(out).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpt2-causallm | {'num_attention_heads': 2} | {'n_head': 2}",
        "gpt2-causallm | {'num_hidden_layers': 1} | {'n_layer': 1}",
        "gpt_neo-causallm | {'num_attention_heads': 2} | {'num_heads': 2}",
        "distilbert-seqcls | {'num_hidden_layers': 1} | {'n_layers': 1}",
        "xlnet-seqcls | {'num_hidden_layers': 1} | {'n_layer': 1}",
        "bart-seq2seq | {'num_attention_heads': 2} | {'encoder_attention_heads': 2}",
        "t5-seq2seq | {'num_hidden_layers': 1} | {'num_layers': 1}",
        "gpt2-causallm | {'scale_attn_weights': null} | {'scale_attn_weights': false}",
        "gpt_neox-causallm | {'use_parallel_residual': null} | {'use_parallel_residual': false}",
        "xlnet-seqcls | {'summary_use_proj': null} | {'summary_use_proj': false}",
      })
  void reads_the_common_name_and_null_as_the_reference_does(String name, String one, String other) {
    var numbers = numbers(name, one);
    then(numbers).isEqualTo(numbers(name, other)).isNotEqualTo(numbers(name, "{}"));
  }

  @Test
  void refuses_a_model_that_knows_no_positions() {
    for (var name : List.of("bert-seqcls", "albert-seqcls")) {
      thenThrownBy(() -> numbers(name, "{'position_embedding_type': null}"))
          .isInstanceOfSatisfying(
              Problem.class,
              problem ->
                  then(problem.full(Locale.ENGLISH))
                      .contains("position_embedding_type in config.json is null"));
    }
  }
}
