package org.vitrine.core.model.convert;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.train.Golden;
import org.vitrine.core.weights.Weights;

class Llama2cTest {
  private static final List<String> KINDS =
      List.of(
          "input_layernorm",
          "self_attn.q_proj",
          "self_attn.k_proj",
          "self_attn.v_proj",
          "self_attn.o_proj",
          "post_attention_layernorm",
          "mlp.gate_proj",
          "mlp.down_proj",
          "mlp.up_proj");

  @TempDir Path temp;

  private static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static float[] floats(Weights weights, String name) {
    return weights.bytes(name).toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
  }

  /// A reference model as llama2.c writes it.
  private static byte[] flat(Path folder, int keys, int places) throws IOException {
    var out = new ByteArrayOutputStream();
    int hidden = 24, heads = 4, layers = 2, head = hidden / heads;
    var header = room(28);
    for (int each : new int[] {hidden, 37, layers, heads, keys, -71, places}) header.putInt(each);
    out.write(header.array());
    try (var weights = Weights.open(folder)) {
      out.write(bytes(floats(weights, "model.embed_tokens.weight")));
      for (var kind : KINDS) {
        for (int layer = 0; layer < layers; layer++) {
          var values = floats(weights, "model.layers." + layer + "." + kind + ".weight");
          boolean turns = kind.contains("q_proj") || kind.contains("k_proj");
          out.write(bytes(turns ? paired(values, hidden, head) : values));
        }
      }
      out.write(bytes(floats(weights, "model.norm.weight")));
      out.write(new byte[places * head * 4]);
      out.write(bytes(floats(weights, "lm_head.weight")));
    }
    return out.toByteArray();
  }

  /// Rows i and i + head / 2 of each head side by side.
  private static float[] paired(float[] rows, int width, int head) {
    var all = new float[rows.length];
    for (int row = 0; row < rows.length / width; row++) {
      int first = row / head * head, i = row % head;
      int to = first + (i < head / 2 ? 2 * i : 2 * (i - head / 2) + 1);
      System.arraycopy(rows, row * width, all, to * width, width);
    }
    return all;
  }

  private static byte[] bytes(float[] values) {
    var all = room(values.length * 4);
    for (float each : values) all.putFloat(each);
    return all.array();
  }

  @ParameterizedTest
  @CsvSource({"llama-causallm,4", "mistral-causallm,2"})
  void a_flat_file_becomes_the_folder_that_it_was_made_of(String name, int keys)
      throws IOException {
    var golden = Golden.of(name).folder();
    var source = Files.createDirectories(temp.resolve("flat"));
    Files.write(source.resolve("stories.bin"), flat(golden, keys, 64));
    var out = temp.resolve("out");
    Converter.convert(source, out, null, null, Progress.NONE);
    try (var made = Weights.open(out);
        var expected = Weights.open(golden)) {
      then(made.tensors()).hasSameSizeAs(expected.tensors());
      for (var each : expected.tensors()) {
        then(made.find(each.name()).orElseThrow().shape()).isEqualTo(each.shape());
        then(floats(made, each.name())).as(each.name()).isEqualTo(floats(expected, each.name()));
      }
    }
    try (var model = Models.open(out, null, null, Devices.cpu(), Opening.toLook())) {
      then(model.config().keyHeads()).isEqualTo(keys);
      then(model.report().fresh()).isEmpty();
      then(model.report().unexpected()).isEmpty();
    }
    then(out.resolve("README.md")).content().contains("llama2.c", "No tokenizer");
  }

  @Test
  void a_file_that_is_longer_or_shorter_than_it_says_is_none() throws IOException {
    var whole = flat(Golden.of("llama-causallm").folder(), 4, 64);
    var file = temp.resolve("stories.bin");
    Files.write(file, whole);
    then(Llama2cLayout.of(file)).isPresent();
    for (int length : new int[] {0, 20, 28, whole.length - 1, whole.length + 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      then(Llama2cLayout.of(file)).isEmpty();
      thenThrownBy(() -> Converter.convert(file, temp.resolve("out"), null, null, Progress.NONE))
          .isInstanceOf(Problem.class);
    }
    for (int i = 0; i < 7; i++) {
      for (int wrong : new int[] {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
        var changed = whole.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(4 * i, wrong);
        Files.write(file, changed);
        then(Llama2cLayout.of(file)).isEmpty();
      }
    }
  }

  private static byte[] pieces(List<String> pieces) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(room(4).putInt(7).array());
    for (int id = 0; id < pieces.size(); id++) {
      var text = pieces.get(id).getBytes(StandardCharsets.UTF_8);
      out.write(room(8).putFloat(id < 259 ? 0 : 259 - id).putInt(text.length).array());
      out.write(text);
    }
    return out.toByteArray();
  }

  @Test
  void its_tokenizer_joins_the_best_piece_first() throws IOException {
    var all = new ArrayList<>(List.of("<unk>", "\n<s>\n", "\n</s>\n"));
    for (int i = 0; i < 256; i++) all.add("<0x%02X>".formatted(i));
    all.addAll(List.of("he", " t", " the", "th", " ", "t", "h", "e", "n"));
    var file = temp.resolve("tok268.bin");
    Files.write(file, pieces(all));
    then(Llama2cTokenizer.read(file, all.size() + 1)).isEmpty();
    then(Llama2cTokenizer.read(file, all.size() - 1)).isEmpty();
    Llama2cTokenizer.read(file, all.size()).orElseThrow().write(temp, 64);
    var merges = Json.read(temp.resolve("tokenizer.json")).path("model").path("merges");
    then(merges.valueStream().map(each -> each.asString("")).toList())
        .containsExactly("h e", "▁ t", "▁t he", "t h");
    try (var tokenizer = Tokenizer.open(temp)) {
      then(tokenizer.encode("the then é", null, 0).ids())
          .containsExactly(1, 261, 261, 267, 263, 3 + 0xC3, 3 + 0xA9);
      then(tokenizer.decode(new long[] {1, 261, 261, 267}, true)).isEqualTo("the then");
    }
  }
}
