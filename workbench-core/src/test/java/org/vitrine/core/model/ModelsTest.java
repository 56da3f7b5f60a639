package org.vitrine.core.model;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import org.vitrine.core.nn.Ablation;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Golden;
import org.vitrine.core.weights.Weights;

class ModelsTest {
  @TempDir Path temp;

  private static Model open(String name) {
    return Models.open(Golden.of(name).folder(), null, null, Devices.cpu(), Opening.toLook());
  }

  /// The folder of a case with one setting changed.
  private Path with(String name, String setting, String json) {
    return Changed.folder(temp, name, "{\"" + setting + "\": " + json + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bert-seqcls | position_embedding_type | \"rotary\" | model.unsupported",
        "bert-seqcls | is_decoder | true | model.unsupported",
        "bert-seqcls | add_cross_attention | true | model.unsupported",
        "bert-seqcls | pruned_heads | {\"0\": [1]} | model.unsupported",
        "bert-seqcls | quantization_config | {\"bits\": 4} | model.unsupported",
        "bert-seqcls | problem_type | \"ranking\" | model.unsupported",
        "bert-seqcls | hidden_act | \"prelu\" | nn.activation",
        "bert-seqcls | num_attention_heads | 5 | model.heads",
        "bert-seqcls | num_hidden_layers | \"two\" | model.setting",
        "bert-seqcls | hidden_dropout_prob | 1.5 | model.setting",
        "bert-seqcls | vocab_size | 99 | model.shape",
        "bert-seqcls | num_hidden_layers | 3 | model.missing",
        "bert-seqcls | model_type | \"unheard\" | model.family",
        "bert-seqcls | architectures | [\"BertForNextSentencePrediction\"] | model.architecture",
        "gpt2-seqcls | add_cross_attention | true | model.unsupported",
      })
  void refuses_by_name_a_setting_that_it_does_not_honour(
      String name, String setting, String json, String key) throws IOException {
    var folder = with(name, setting, json);
    thenThrownBy(() ->
            Models.open(folder, null, null, Devices.cpu(), Opening.toLook()).config().problemType())
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              then(problem.key()).isEqualTo(key);
              for (var locale :
                  List.of(java.util.Locale.ENGLISH, java.util.Locale.SIMPLIFIED_CHINESE)) {
                then(problem.full(locale)).doesNotContain(key);
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "scale_attn_weights,false",
    "scale_attn_by_inverse_layer_idx,true",
    "activation_function,'\"relu\"'",
    "layer_norm_epsilon,0.1"
  })
  void lets_settings_change_the_numbers_of_gpt2(String setting, String json) throws IOException {
    thenNumbersDiffer("gpt2-causallm", with("gpt2-causallm", setting, json));
  }

  private static void thenNumbersDiffer(String name, Path folder) {
    try (var plain = open(name);
        var changed = Models.open(folder, null, null, Devices.cpu(), Opening.toLook());
        var scope = plain.scope().inner()) {
      var batch = Golden.of(name).batch(scope);
      then(Tensors.floats(changed.forward(batch, Pass.inference()).logits()))
          .isNotEqualTo(Tensors.floats(plain.forward(batch, Pass.inference()).logits()));
    }
  }

  static Stream<Golden> golden() {
    return Golden.all();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void saves_a_folder_that_gives_the_same_numbers(Golden golden) throws IOException {
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLook());
        var scope = model.scope().inner()) {
      model.save(temp);
      var expected = model.forward(golden.batch(scope), Pass.inference()).arrays();
      try (var weights = Weights.open(temp)) {
        then(weights.metadata()).containsEntry("format", "pt");
        int all = model.parameters().size() + model.buffers().size();
        // a head's bias may stand twice
        then(weights.tensors()).hasSizeBetween(all, all + 1);
      }
      try (var again = Models.open(temp, null, null, Devices.cpu(), Opening.toLearn(1))) {
        then(again.head()).isEqualTo(model.head());
        then(again.report().fresh()).isEmpty();
        then(again.report().unexpected()).isEmpty();
        model
            .parameters()
            .forEach((name, array) ->
                then(Tensors.floats(again.parameters().get(name)))
                    .as(name)
                    .isEqualTo(Tensors.floats(array)));
        // where a matrix lies in memory may decide the last bit of a product
        var actual = again.forward(golden.batch(scope), Pass.inference()).arrays();
        expected.forEach((name, array) -> thenClose(name, actual.get(name), array));
      }
    }
  }

  private static void thenClose(String name, NDArray found, NDArray wanted) {
    then(Tensors.floats(found))
        .as(name)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(Tensors.floats(wanted));
  }

  @Test
  void puts_a_fresh_head_on_a_checkpoint_and_says_so() {
    var folder = Golden.of("bert-mlm").folder();
    var labels = List.of("bad", "good");
    try (var model =
            Models.open(
                folder, Head.SEQUENCE_CLASSIFICATION, labels, Devices.cpu(), Opening.toLearn(7));
        var same =
            Models.open(
                folder, Head.SEQUENCE_CLASSIFICATION, labels, Devices.cpu(), Opening.toLearn(7));
        var other =
            Models.open(
                folder, Head.SEQUENCE_CLASSIFICATION, labels, Devices.cpu(), Opening.toLearn(8))) {
      then(model.report().fresh())
          .containsExactlyInAnyOrder(
              "bert.pooler.dense.weight",
              "bert.pooler.dense.bias",
              "classifier.weight",
              "classifier.bias");
      then(model.report().unexpected()).contains("cls.predictions.bias");
      then(model.config().labels()).isEqualTo(labels);
      then(model.savedConfig().path("architectures").path(0).asString(""))
          .isEqualTo("BertForSequenceClassification");
      var weights = Tensors.floats(model.parameters().get("classifier.weight"));
      then(Tensors.floats(same.parameters().get("classifier.weight"))).isEqualTo(weights);
      then(Tensors.floats(other.parameters().get("classifier.weight"))).isNotEqualTo(weights);
      then(Tensors.floats(model.parameters().get("classifier.bias"))).containsOnly(0);
    }
  }

  @Test
  void draws_a_classifier_anew_when_the_number_of_labels_changes() {
    var folder = Golden.of("bert-seqcls").folder();
    try (var model =
        Models.open(folder, null, List.of("a", "b", "c", "d"), Devices.cpu(), Opening.toLearn(1))) {
      then(model.report().fresh()).containsExactly("classifier.weight", "classifier.bias");
      then(model.report().missing()).isEmpty();
    }
  }

  @Test
  void draws_every_weight_anew_from_scratch_as_the_reference_starts() {
    try (var model =
        Models.open(
            Golden.of("gpt2-causallm").folder(),
            null,
            null,
            Devices.cpu(),
            Opening.toLearn(3).fromScratch(true))) {
      var all = model.parameters();
      then(model.report().fresh()).hasSameSizeAs(all.keySet());
      then(deviation(Tensors.floats(all.get("transformer.wte.weight")))).isBetween(0.018, 0.022);
      then(deviation(Tensors.floats(all.get("transformer.h.0.attn.c_proj.weight"))))
          .isBetween(0.008, 0.012);
      then(Tensors.floats(all.get("transformer.ln_f.weight"))).containsOnly(1);
    }
    try (var bert =
        Models.open(
            Golden.of("bert-mlm").folder(),
            null,
            null,
            Devices.cpu(),
            Opening.toLearn(3).fromScratch(true))) {
      var words = Tensors.floats(bert.parameters().get("bert.embeddings.word_embeddings.weight"));
      then(java.util.Arrays.copyOf(words, 24)).containsOnly(0); // the padding row
    }
  }

  private static double deviation(float[] values) {
    double sum = 0;
    for (float each : values) sum += each * each;
    return Math.sqrt(sum / values.length);
  }

  @Test
  void tells_which_parameters_decay() {
    try (var model = open("bert-seqcls")) {
      then(model.decays("bert.embeddings.word_embeddings.weight")).isTrue();
      then(model.decays("classifier.weight")).isTrue();
      then(model.decays("classifier.bias")).isFalse();
      then(model.decays("bert.embeddings.LayerNorm.weight")).isFalse();
      then(model.ofHead("classifier.weight")).isTrue();
      then(model.ofHead("bert.embeddings.LayerNorm.weight")).isFalse();
    }
  }

  @Test
  void refuses_a_text_that_its_tables_do_not_hold() {
    try (var model = open("gpt2-seqcls");
        var scope = model.scope().inner()) {
      var strange = Batch.of(Map.of("input_ids", Tensors.of(scope, new long[] {5, 71}, 1, 2)));
      thenThrownBy(() -> model.forward(strange, Pass.inference()))
          .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("model.vocabulary"));
      var long_ = Batch.of(Map.of("input_ids", Tensors.of(scope, new long[33], 1, 33)));
      thenThrownBy(() -> model.forward(long_, Pass.inference()))
          .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("model.too_long"));
    }
  }

  @Test
  void draws_the_same_dropout_for_the_same_micro_batch() {
    try (var model = open("bert-seqcls");
        var scope = model.scope().inner()) {
      var batch = Golden.of("bert-seqcls").batch(scope);
      var first = Tensors.floats(model.forward(batch, Pass.training(11)).logits());
      then(Tensors.floats(model.forward(batch, Pass.training(11)).logits())).isEqualTo(first);
      then(Tensors.floats(model.forward(batch, Pass.training(12)).logits())).isNotEqualTo(first);
    }
  }

  @Test
  void gives_the_same_logits_where_only_labelled_places_are_asked_for() {
    for (var name : List.of("bert-mlm", "gpt2-causallm")) {
      try (var model = open(name);
          var scope = model.scope().inner()) {
        var batch = Golden.of(name).batch(scope);
        var losses = org.vitrine.core.task.Losses.of(model, 0);
        var all = losses.of(model.forward(batch, Pass.inference()), batch);
        var some = losses.of(model.forward(batch, Pass.inference().labelledOnly()), batch);
        then(some.items()).isEqualTo(all.items()).isEqualTo(losses.items(batch));
        then(Tensors.number(some.sum()))
            .isCloseTo(Tensors.number(all.sum()), org.assertj.core.data.Offset.offset(1e-4f));
      }
    }
  }

  @Test
  void cuts_heads_out_alike_whether_somebody_looks_or_not() {
    try (var model = open("bert-seqcls");
        var scope = model.scope().inner()) {
      var batch = Golden.of("bert-seqcls").batch(scope);
      var whole = Tensors.floats(model.forward(batch, Pass.inference()).logits());
      var cut = Ablation.of(0, 1, null).and(1, 3, new float[] {.1f, .2f, .3f, .4f, .5f, .6f});
      var fused = Tensors.floats(model.forward(batch, Pass.inference().without(cut)).logits());
      var looked =
          Tensors.floats(
              model.forward(batch, Pass.inference().without(cut).capturing(true, true)).logits());
      then(fused)
          .isNotEqualTo(whole)
          .containsExactly(looked, org.assertj.core.data.Offset.offset(1e-5f));
    }
  }

  @Test
  void reads_words_out_of_the_last_hidden_state_as_the_head_does() {
    for (var name : List.of("bert-mlm", "roberta-mlm", "distilbert-mlm", "gpt2-causallm")) {
      try (var model = open(name);
          var scope = model.scope().inner()) {
        var pass = Pass.inference().capturing(false, true);
        var logits = model.forward(Golden.of(name).batch(scope), pass).logits();
        then(Tensors.floats(model.lens(pass.hiddenStates().getLast(), true)))
            .isEqualTo(Tensors.floats(logits));
        then(model.lens(pass.hiddenStates().getFirst(), false).getShape())
            .isEqualTo(logits.getShape());
      }
    }
  }

  @Test
  void shows_gradients_of_maps_and_of_replaced_embeddings() {
    try (var model = open("gpt2-causallm");
        var scope = model.scope().inner()) {
      var batch = Golden.of("gpt2-causallm").batch(scope);
      var looking = Pass.inference().looking(Pass.Look.EMBEDDINGS);
      var plain = Tensors.floats(model.forward(batch, looking).logits());
      var embeddings = Tensors.ownFloat(java.util.Objects.requireNonNull(looking.embeddings()));
      org.vitrine.core.tensor.TrainingKernels.learns(embeddings, true);
      var pass =
          Pass.inference().withGradients().capturing(true, false).replacingEmbeddings(embeddings);
      var logits = model.forward(batch, pass).logits();
      then(Tensors.floats(logits))
          .containsExactly(plain, org.assertj.core.data.Offset.offset(1e-5f));
      var inputs = Stream.concat(Stream.of(embeddings), pass.attentions().stream()).toList();
      for (var gradient :
          org.vitrine.core.tensor.TrainingKernels.gradientsKeepingGraph(logits.sum(), inputs)) {
        then(deviation(Tensors.floats(gradient))).isPositive();
      }
    }
  }
}
