package org.vitrine.core.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.OnnxFile;
import org.vitrine.core.weights.Weights;

class ConverterTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/bert-base-pooler");
  private static final Path SHARDS =
      Path.of("src/test/resources/org/vitrine/core/weights/llama-bf16-sharded");

  @TempDir Path folder;
  Path onnx = Path.of("");
  Path out = Path.of("");

  @BeforeEach
  void places() {
    onnx = folder.resolve("tiny.onnx");
    out = folder.resolve("out");
  }

  private void write(boolean spelt, TinyBert.More more) throws IOException {
    try (var golden = Weights.open(GOLDEN)) {
      Files.write(onnx, TinyBert.onnx(golden, 4, 8, spelt, more));
    }
  }

  private void convert(Path source, @Nullable DType dtype) {
    Converter.convert(source, out, dtype, null, Progress.NONE);
  }

  private Problem problem(Path source) {
    var problem = catchThrowableOfType(Problem.class, () -> convert(source, null));
    for (var language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
      assertThat(problem.full(language)).doesNotContain(problem.key());
    return problem;
  }

  private static void sameTensors(Path made, Path expected) {
    try (var a = Weights.open(made);
        var b = Weights.open(expected)) {
      assertThat(a.tensors()).containsExactlyInAnyOrderElementsOf(b.tensors());
      for (var tensor : b.tensors()) {
        assertThat(a.bytes(tensor.name()).mismatch(b.bytes(tensor.name())))
            .as(tensor.name())
            .isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void finds_every_tensor_and_setting_by_what_the_graph_computes(boolean spelt) throws IOException {
    write(spelt, TinyBert::pooler);
    convert(onnx, null);
    sameTensors(out, GOLDEN);
    var config = Json.read(out.resolve("config.json"));
    var golden = Json.read(GOLDEN.resolve("config.json"));
    for (var field :
        List.of(
            "architectures",
            "model_type",
            "vocab_size",
            "hidden_size",
            "num_hidden_layers",
            "num_attention_heads",
            "intermediate_size",
            "hidden_act",
            "max_position_embeddings",
            "type_vocab_size",
            "layer_norm_eps",
            "position_embedding_type",
            "torch_dtype")) {
      assertThat(config.path(field)).as(field).isEqualTo(golden.path(field));
    }
    assertThat(out.resolve("README.md"))
        .content()
        .contains("tiny.onnx", "None is stated", "SHA-256");
  }

  @Test
  void rounds_to_the_type_that_is_asked_for() throws IOException {
    write(true, (_, _) -> {});
    convert(onnx, DType.F16);
    try (var made = Weights.open(out);
        var golden = Weights.open(GOLDEN)) {
      var name = "encoder.layer.1.output.dense.weight";
      assertThat(made.find(name).orElseThrow().type()).isEqualTo(DType.F16);
      assertThat(made.find("pooler.dense.weight")).isEmpty();
      var half = made.bytes(name).toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
      var full = golden.bytes(name).toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
      assertThat(half).hasSameSizeAs(full);
      for (int i = 0; i < half.length; i++)
        assertThat(half[i]).isEqualTo(Float.floatToFloat16(full[i]));
    }
    assertThat(Json.read(out.resolve("config.json")).path("torch_dtype").asString())
        .isEqualTo("float16");
  }

  @Test
  void refuses_a_graph_with_something_else_in_it_and_names_it() throws IOException {
    write(
        true,
        (graph, last) ->
            graph.op("MatMul", List.of(last, graph.initializer(List.of(32L, 2L), new byte[256]))));
    assertThat(problem(onnx)).satisfies(p -> assertThat(p.key()).isEqualTo("model.onnx_unused"));
    write(
        true,
        (graph, last) ->
            graph.op(
                "LayerNormalization",
                List.of(
                    graph.op("Relu", List.of(last)),
                    graph.initializer(List.of(32L), new byte[128]),
                    graph.initializer(List.of(32L), new byte[128]))));
    assertThat(problem(onnx)).satisfies(p -> assertThat(p.key()).isEqualTo("model.onnx_layer"));
    assertThat(out).doesNotExist();
  }

  @Test
  void refuses_other_attention_than_softmax_of_scaled_products() throws IOException {
    try (var golden = Weights.open(GOLDEN)) {
      // As if 16 heads of 2 were scaled like 4 of 8.
      Files.write(onnx, TinyBert.onnx(golden, 4, 4, true, (_, _) -> {}));
      assertThat(problem(onnx).key()).isEqualTo("model.onnx_attention");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void understands_or_refuses_whatever_is_done_to_a_graph(boolean spelt) throws IOException {
    write(spelt, TinyBert::pooler);
    var whole = Files.readAllBytes(onnx);
    int nodes = 5_000; // the file begins with them
    var random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      var bytes = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(nodes);
        // Another digit is another value or another constant, and keeps the file whole.
        if (bytes[at] >= '0' && bytes[at] <= '9') bytes[at] = (byte) ('0' + random.nextInt(10));
        else if (random.nextInt(4) == 0) bytes[at] = (byte) random.nextInt(256);
      }
      Files.write(onnx, bytes);
      try (var file = OnnxFile.open(onnx)) {
        assertThat(Encoder.of(file).layers()).isPositive();
      } catch (Problem p) {
        assertThat(p.full(Locale.ENGLISH)).doesNotContain(p.key());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50);
  }

  @Test
  void brings_the_tokenizer_without_its_own_padding_and_keeps_capitals_as_it_does()
      throws IOException {
    write(false, (_, _) -> {});
    Files.writeString(
        folder.resolve("tiny-tokenizer.json"),
        """
        {"version":"1.0","truncation":{"max_length":128},"padding":{"strategy":{"Fixed":128},"pad_id":7},
         "added_tokens":[{"id":7,"content":"[PAD]","special":true}],
         "normalizer":{"type":"BertNormalizer","lowercase":false,"strip_accents":null,"handle_chinese_chars":true},
         "model":{"type":"WordPiece","vocab":{"a":0,"[PAD]":7}}}\
        """);
    convert(onnx, null);
    var tokenizer = Json.read(out.resolve("tokenizer.json"));
    assertThat(tokenizer.get("padding").isNull()).isTrue();
    assertThat(tokenizer.get("truncation").isNull()).isTrue();
    assertThat(tokenizer.path("model").path("vocab").size()).isEqualTo(2);
    assertThat(Json.read(out.resolve("config.json")).path("pad_token_id").asInt()).isEqualTo(7);
    var settings = Json.read(out.resolve("tokenizer_config.json"));
    assertThat(settings.path("do_lower_case").asBoolean(true)).isFalse();
    assertThat(settings.path("model_max_length").asInt()).isEqualTo(20);
  }

  @Test
  void refuses_a_tokenizer_with_more_tokens_than_the_model() throws IOException {
    write(false, (_, _) -> {});
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":{\"vocab\":{\"a\":67}}}");
    assertThat(problem(onnx).key()).isEqualTo("model.tokenizer_size");
    assertThat(out).doesNotExist();
  }

  @Test
  void joins_shards_and_widens_their_floats() throws IOException {
    convert(SHARDS, DType.F32);
    try (var made = Weights.open(out);
        var shards = Weights.open(SHARDS)) {
      assertThat(made.tensors()).hasSameSizeAs(shards.tensors());
      for (var tensor : shards.tensors()) {
        var wide = made.bytes(tensor.name()).toArray(ValueLayout.JAVA_INT_UNALIGNED);
        if (tensor.type() != DType.BF16) continue;
        var narrow = shards.bytes(tensor.name()).toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
        for (int i = 0; i < wide.length; i++) assertThat(wide[i]).isEqualTo(narrow[i] << 16);
      }
    }
    assertThat(out.resolve(Weights.INDEX)).doesNotExist();
    assertThat(Json.read(out.resolve("config.json")).path("torch_dtype").asString())
        .isEqualTo("float32");
    assertThat(Json.read(out.resolve("config.json")).path("model_type").asString())
        .isEqualTo("llama");
  }

  @Test
  void goes_back_to_bfloat16_without_a_bit_lost() {
    var wide = folder.resolve("wide");
    Converter.convert(SHARDS, wide, DType.F32, null, Progress.NONE);
    convert(wide, DType.BF16);
    try (var made = Weights.open(out);
        var shards = Weights.open(SHARDS)) {
      for (var tensor : shards.tensors()) {
        if (tensor.type() == DType.BF16)
          assertThat(made.bytes(tensor.name()).mismatch(shards.bytes(tensor.name()))).isEqualTo(-1);
      }
    }
  }

  @Test
  void says_what_is_in_the_way() throws IOException {
    assertThat(problem(folder.resolve("nothing")).key()).isEqualTo("model.convert_source");
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertThat(problem(SHARDS).key()).isEqualTo("model.convert_out");
    assertThat(out.resolve("mine.txt")).hasContent("mine");
    Files.delete(out.resolve("mine.txt"));
    var other = Files.createDirectory(folder.resolve("other"));
    Files.write(other.resolve("pytorch_model.bin"), new byte[] {'P', 'K', 3, 4});
    Files.writeString(other.resolve("config.json"), "{}");
    assertThat(problem(other).key()).isEqualTo("weights.zip_broken");
    Files.delete(other.resolve("pytorch_model.bin"));
    Files.write(other.resolve("a.onnx"), new byte[0]);
    Files.write(other.resolve("b.onnx"), new byte[0]);
    assertThat(problem(other).key()).isEqualTo("model.convert_which");
    Files.delete(other.resolve("b.onnx"));
    assertThat(problem(other).key()).isEqualTo("weights.onnx_broken");
  }
}
