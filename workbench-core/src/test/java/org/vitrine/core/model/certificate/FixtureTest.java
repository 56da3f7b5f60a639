package org.vitrine.core.model.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.family.Families;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.weights.Weights;

class FixtureTest {
  static Stream<String> families() {
    return Families.all().stream().map(Family::name);
  }

  @ParameterizedTest
  @MethodSource("families")
  void every_family_has_a_case_and_gives_the_numbers_of_the_reference(String family) {
    var certificate = Fixture.of(family).orElseThrow().run(Devices.choose("cpu"));
    assertThat(certificate.family()).isEqualTo(family);
    assertThat(certificate.values()).isPositive();
    assertThat(certificate.holds()).as("%s", certificate).isTrue();
  }

  @Test
  void a_name_that_no_family_has_leads_to_no_file() {
    assertThat(Fixture.of("unheard")).isEmpty();
    assertThat(Fixture.of("../certificate/bert")).isEmpty();
    assertThat(Fixture.of(Path.of("/").toString())).isEmpty();
  }

  /// The stored cases are cut from the reference's folders and hold nothing else.
  @ParameterizedTest
  @CsvSource({
    "bert, bert-mlm",
    "roberta, roberta-mlm",
    "distilbert, distilbert-mlm",
    "albert, albert-mlm",
    "electra, electra-pretraining",
    "xlnet, xlnet-lm",
    "gpt2, gpt2-causallm",
    "llama, llama-causallm-gqa",
    "mistral, mistral-causallm",
    "qwen2, qwen2-causallm",
    "qwen3, qwen3-causallm",
    "gemma2, gemma2-causallm",
    "phi, phi-causallm",
    "gpt_neox, gpt_neox-causallm",
    "gpt_neo, gpt_neo-causallm",
    "t5, t5-seq2seq",
    "mt5, t5-seq2seq-gated",
    "bart, bart-seq2seq",
    "marian, marian-seq2seq",
    "vit, vit-imgcls",
    "deit, deit-imgcls",
    "clip, clip-contrastive",
    "deberta-v2, deberta_v2-seqcls",
    "torch-rnn, rnn-seqcls-relu-bidirectional",
    "torch-lstm, lstm-seqcls-bidirectional",
    "torch-gru, gru-seqcls",
    "torch-gru-seq2seq, gru-seq2seq",
    "torch-mlp, mlp-cls-gelu",
    "torchvision-alexnet, alexnet-imgcls",
    "torchvision-resnet, resnet-imgcls-bottleneck-eval",
    "clip_text_model, clip-contrastive",
    "clip_vision_model, clip-contrastive",
  })
  void a_case_is_cut_from_the_folder_of_the_reference(String family, String golden)
      throws Exception {
    var tower =
        family.startsWith("clip_") ? family.replace("_model", "_model_output.").substring(5) : "";
    var from = resource("/golden/" + golden);
    var to = resource(family + "/");
    same(to.resolve("model.safetensors"), name -> name, from.resolve("model.safetensors"));
    same(
        to.resolve("case.safetensors"),
        name -> inner(name, "inputs.", ""),
        from.resolve("inputs.safetensors"));
    same(
        to.resolve("case.safetensors"),
        name -> inner(name, "expected.", tower),
        from.resolve("expected.safetensors"));
  }

  @Test
  void a_new_case_is_cut_as_the_stored_ones_are(@TempDir Path folder) throws Exception {
    FixtureCutter.cut(resource("/golden/t5-seq2seq"), folder);
    assertThat(folder.resolve("case.safetensors"))
        .hasSameBinaryContentAs(resource("t5/case.safetensors"));
    same(folder.resolve("model.safetensors"), name -> name, resource("t5/model.safetensors"));
    assertThat(folder.resolve("config.json"))
        .hasSameTextualContentAs(resource("/golden/t5-seq2seq/config.json"));
  }

  private static Path resource(String name) throws Exception {
    return Path.of(Objects.requireNonNull(FixtureTest.class.getResource(name)).toURI());
  }

  private static @Nullable String inner(String name, String prefix, String tower) {
    return name.startsWith(prefix) ? tower + name.substring(prefix.length()) : null;
  }

  private static void same(Path cut, UnaryOperator<@Nullable String> place, Path whole) {
    int compared = 0;
    try (var some = Weights.open(cut);
        var all = Weights.open(whole)) {
      for (var tensor : some.tensors()) {
        var name = place.apply(tensor.name());
        if (name == null) continue;
        var bytes = some.bytes(tensor.name());
        var origin = all.bytes(name).asSlice(0, bytes.byteSize());
        assertThat(bytes.mismatch(origin)).as(name).isEqualTo(-1);
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }
}
