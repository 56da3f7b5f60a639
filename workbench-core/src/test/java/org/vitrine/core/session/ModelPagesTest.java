package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Home;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Golden;

/// The page of a model of every family.
class ModelPagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource("org.vitrine.core.train.Golden#all")
  void every_model_is_described_whole(Golden golden) {
    var page = page(golden.folder());
    assertThat(page.head().problem()).isNull();
    assertThat(page.missing()).isEmpty();
    var anatomy = java.util.Objects.requireNonNull(page.anatomy());
    assertThat(anatomy.stacks())
        .allSatisfy(stack -> {
          assertThat(stack.layers()).isPositive();
          assertThat(stack.width()).isPositive();
        });
    boolean numbers = anatomy.reads().equals("SERIES") || anatomy.reads().equals("ROWS");
    assertThat(anatomy.features() > 0).isEqualTo(numbers);
    assertThat(anatomy.picture() != null).isEqualTo(anatomy.reads().contains("PICTURES"));
    assertThat(page.tree().parameters()).isEqualTo(page.head().parameters());
    assertThat(page.memory().get("tune")).isGreaterThan(page.memory().get("run"));
    assertThat(page.memory().get("run")).isGreaterThan(page.head().parameters() * 4);
  }

  /// Stacks as `layers x heads x width x tokens`, `*` for any number.
  @ParameterizedTest
  @CsvSource({
    "bert-mlm, TEXT, 2x4x24x20",
    "gpt2-causallm, TEXT, 2x3x24x32",
    "t5-seq2seq-gated, TEXT, 2x3x24x*+3x3x24x*",
    "marian-seq2seq, TEXT, 2x3x24x32+2x4x24x32",
    "vit-imgcls, PICTURES, 2x3x24x17",
    "deit-imgcls, PICTURES, 2x3x24x18",
    "clip-contrastive, TEXT_AND_PICTURES, 2x4x24x16+2x3x18x10",
    "gru-regression-bidirectional, SERIES, 2x1x9x*",
    "lstm-tagging, TEXT, 1x1x9x*",
    "mlp-cls-gelu, ROWS, 3x1x13x0",
    "resnet-imgcls-basic-eval, PICTURES, 4x1x32x0",
  })
  void knows_what_goes_in_and_through_what(String model, String reads, String stacks) {
    var anatomy = java.util.Objects.requireNonNull(page(GOLDEN.resolve(model)).anatomy());
    assertThat(anatomy.reads()).isEqualTo(reads);
    var found = new StringBuilder();
    for (var stack : anatomy.stacks()) {
      if (!found.isEmpty()) found.append('+');
      found.append(stack.layers()).append('x').append(stack.heads()).append('x');
      found.append(stack.width()).append('x');
      found.append(stack.tokens() == Integer.MAX_VALUE ? "*" : "" + stack.tokens());
    }
    assertThat(found).hasToString(stacks);
  }

  @Test
  void says_how_the_weights_are_stored() {
    assertThat(storage("loading-gpt2-f16")).isEqualTo("[F16]");
    assertThat(storage("loading-llama-bf16-sharded")).isEqualTo("[BF16, F32]");
    assertThat(storage("bert-mlm")).isEqualTo("[F32]");
  }

  private String storage(String model) {
    return java.util.Objects.requireNonNull(page(GOLDEN.resolve(model)).anatomy())
        .storage()
        .toString();
  }

  private ModelPage page(Path folder) {
    return new ModelDesk(new Home(home)).show(new Request.ShowModel(folder.toString()));
  }

  @Test
  void a_model_of_another_size_says_so_in_a_few_sentences() throws Exception {
    var page = odd("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 9");
    assertThat(page.head().problem()).isNotNull();
    assertThat(page.head().problem().key()).isEqualTo("model.missing");
    assertThat(page.head().tasks()).as("nothing that would fail").isEmpty();
    assertThat(page.findings()).hasSize(3);
    assertThat(page.findings().getLast().sentence(java.util.Locale.ENGLISH))
        .isEqualTo("The same is true of 110 more tensors.");
    var wide = odd("\"vocab_size\": 67", "\"vocab_size\": 99");
    assertThat(wide.findings()).hasSize(1);
    assertThat(wide.findings().getFirst().sentence(java.util.Locale.ENGLISH))
        .contains("[67, 24]", "[99, 24]");
  }

  @Test
  void tensors_beyond_the_model_are_named_and_do_no_harm() throws Exception {
    var page = odd("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1");
    assertThat(page.head().problem()).isNull();
    assertThat(page.unused()).hasSize(16).allMatch(name -> name.contains("layer.1."));
  }

  @Test
  void a_configuration_that_does_not_name_a_kind_says_so() throws Exception {
    var page = odd("\"model_type\": \"bert\"", "\"model_kind\": 1");
    assertThat(page.head().problem().key()).isEqualTo("model.no_type");
    assertThat(page.anatomy()).isNull();
    assertThat(page.tensors()).as("they can be looked at").isNotEmpty();
  }

  @Test
  void half_floats_are_said_to_be_widened() {
    var page = page(GOLDEN.resolve("loading-gpt2-f16"));
    assertThat(page.findings())
        .singleElement()
        .matches(each -> each.key().equals("session.stored"));
    assertThat(page(GOLDEN.resolve("bert-mlm")).findings()).isEmpty();
    for (var locale : new java.util.Locale[] {java.util.Locale.ENGLISH, java.util.Locale.CHINESE})
      assertThat(page.findings().getFirst().sentence(locale)).contains("F16", "float32");
  }

  @Test
  void a_list_tells_whole_models_from_odd_ones_and_from_what_is_none() throws Exception {
    var named = java.nio.file.Files.createDirectories(home.resolve("named"));
    java.nio.file.Files.createDirectories(named.resolve("pictures"));
    var half = java.nio.file.Files.createDirectories(named.resolve("weights-alone"));
    java.nio.file.Files.copy(
        GOLDEN.resolve("mlp-cls-gelu/model.safetensors"), half.resolve("model.safetensors"));
    var bare = java.nio.file.Files.createDirectories(named.resolve("config-alone"));
    java.nio.file.Files.copy(
        GOLDEN.resolve("mlp-cls-gelu/config.json"), bare.resolve("config.json"));
    var gone = home.resolve("gone").toString();
    var ask =
        new Request.ListModels(
            java.util.List.of(named.toString(), gone, GOLDEN.resolve("bert-mlm").toString()));
    var list =
        new ModelDesk(new Home(home))
            .list(ask).models().stream().filter(each -> each.source().equals("folder")).toList();
    assertThat(list)
        .extracting(
            each -> each.name(), each -> each.problem() == null ? null : each.problem().key())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("config-alone", "weights.none"),
            org.assertj.core.groups.Tuple.tuple("weights-alone", "model.no_config"),
            org.assertj.core.groups.Tuple.tuple("gone", "model.no_folder"),
            org.assertj.core.groups.Tuple.tuple("bert-mlm", null));
  }

  @Test
  void numbers_are_turned_back_into_text() {
    var folder = GOLDEN.resolve("tokenizers");
    var desks = new Desks(new Home(home), home, 1, "cpu");
    int tried = 0;
    for (var path : java.util.Objects.requireNonNull(folder.toFile().listFiles())) {
      if (!new java.io.File(path, "tokenizer.json").exists()) continue;
      tried++;
      var asked = new Request.Tokenize(path.toString(), "the model sees", null, 0);
      var tokens =
          (org.vitrine.core.session.protocol.TokenList)
              desks.answer(asked, org.vitrine.core.base.Progress.NONE);
      var ids = new java.util.ArrayList<Long>();
      tokens.tokens().forEach(each -> ids.add(each.id()));
      ids.add(123_456_789L);
      var back =
          (Request.Detokenized)
              desks.answer(
                  new Request.Detokenize(path.toString(), ids),
                  org.vitrine.core.base.Progress.NONE);
      assertThat(back.tokens()).as(path.getName()).hasSize(ids.size()).endsWith("");
      assertThat(back.tokens().getFirst()).isNotEmpty();
    }
    assertThat(tried).isGreaterThan(3);
  }

  /// A folder whose config.json says something else.
  private ModelPage odd(String said, String instead) throws Exception {
    var folder = java.nio.file.Files.createTempDirectory(home, "odd");
    var from = GOLDEN.resolve("bert-seqcls");
    java.nio.file.Files.copy(
        from.resolve("model.safetensors"), folder.resolve("model.safetensors"));
    var config = java.nio.file.Files.readString(from.resolve("config.json"));
    assertThat(config).contains(said);
    java.nio.file.Files.writeString(folder.resolve("config.json"), config.replace(said, instead));
    return page(folder);
  }
}
