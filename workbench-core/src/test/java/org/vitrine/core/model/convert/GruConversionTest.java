package org.vitrine.core.model.convert;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.generate.DecodingFile;
import org.vitrine.core.task.generate.Generation;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.Weights;

class GruConversionTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/gru-spelling");
  private static final Path ARRAYS = FOLDER.resolve("checkpoint.npz");

  /// What PyTorch makes of a word.
  private record Word(
      String word, long[] inputIds, long[] outputIds, String phonemes, float[] hidden) {}

  private record Words(List<Word> words) {}

  @TempDir Path temp;

  private Path converted(Path file) {
    var out = temp.resolve("out");
    Converter.convert(file, out, (DType) null, null, Progress.NONE);
    return out;
  }

  /// The same arrays in another file, one of them left out or cut.
  private Path changed(String name, int rows) {
    var file = temp.resolve("arrays.safetensors");
    try (var weights = Weights.open(ARRAYS)) {
      Map<String, Entry> entries = new LinkedHashMap<>();
      for (var each : weights.tensors()) {
        var shape = each.dims().clone();
        var bytes = weights.bytes(each.name());
        if (each.name().equals(name)) {
          if (rows == 0) continue;
          bytes = bytes.asSlice(0, bytes.byteSize() / shape[0] * rows);
          shape[0] = rows;
        }
        entries.put(each.name(), new Entry(each.type(), shape, bytes));
      }
      SafetensorsWriter.write(file, entries, Map.of());
    }
    return file;
  }

  @Test
  void spelling_becomes_sound_as_the_reference_says() {
    var out = converted(ARRAYS);
    try (var model = Models.open(out, null, null, Devices.cpu(), Opening.toLook());
        var tokenizer = Tokenizer.open(out);
        var scope = model.scope().inner()) {
      then(model.report().missing()).isEmpty();
      then(model.report().unexpected()).isEmpty();
      var how = DecodingFile.read(out, model.config().json(), Json.object());
      then(how.length().maxNewTokens()).isEqualTo(20);
      for (var each : Json.read(FOLDER.resolve("expected.json"), Words.class).words()) {
        var ids = tokenizer.encode(each.word, null, 0).ids();
        then(ids).isEqualTo(each.inputIds);
        var found = new Generation(model, how).run(ids, 0, Progress.NONE, _ -> {}).sequence();
        then(found).startsWith(2).hasSizeLessThanOrEqualTo(21);
        then(tokenizer.decode(found, true)).as(each.word).isEqualTo(each.phonemes);
        var batch =
            Batch.of(
                Map.of(
                    "input_ids", Tensors.of(scope, ids, 1, ids.length),
                    "decoder_input_ids", Tensors.of(scope, new long[] {2}, 1, 1)));
        var states = model.forward(batch, Pass.inference()).get("encoder_last_hidden_state");
        then(states.getShape().getShape()).containsExactly(1, 1, 8);
        then(Tensors.floats(states)).containsExactly(each.hidden, offset(2e-6f));
      }
    }
  }

  @Test
  void letters_are_read_whatever_their_case_and_sounds_between_blanks() {
    try (var tokenizer = Tokenizer.open(converted(ARRAYS))) {
      then(tokenizer.encode("Né-z", null, 0).ids()).containsExactly(16, 7, 1, 28, 2);
      then(tokenizer.target().encode("HH EH1 ZH hh", null, 0).ids())
          .containsExactly(37, 27, 73, 1, 3);
      then(tokenizer.vocabSize()).isEqualTo(29);
      then(tokenizer.target().vocabSize()).isEqualTo(74);
      then(tokenizer.special().eos()).isEqualTo(2);
      then(tokenizer.target().special().bos()).isEqualTo(2);
      then(tokenizer.target().special().eos()).isEqualTo(3);
      then(tokenizer.files())
          .extracting(file -> String.valueOf(file.getFileName()))
          .containsExactly("tokenizer.json", "target_tokenizer.json");
    }
  }

  @Test
  void a_tokenizer_of_what_is_written_that_cannot_be_used_is_named() throws IOException {
    var out = converted(ARRAYS);
    Files.writeString(out.resolve("target_tokenizer.json"), "{\"model\": 3}");
    thenThrownBy(() -> Tokenizer.open(out))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              then(problem.key()).isEqualTo("tokenizer.broken");
              then(problem.getMessage()).contains("target_tokenizer.json");
            });
  }

  @Test
  void other_alphabets_leave_a_folder_without_a_tokenizer() throws IOException {
    var out = converted(changed("enc_emb", 28));
    then(out.resolve("tokenizer.json")).doesNotExist();
    then(out.resolve("README.md")).content().contains("there is no tokenizer");
    then(Json.read(out.resolve("config.json")).path("vocab_size").asInt()).isEqualTo(28);
  }

  @Test
  void numbers_of_another_format_are_written_if_asked_for() {
    var out = temp.resolve("half");
    Converter.convert(ARRAYS, out, DType.F16, null, Progress.NONE);
    try (var weights = Weights.open(out)) {
      then(weights.tensors()).hasSize(12).allMatch(each -> each.type() == DType.F16);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dec_b_hh", "fc_b", "enc_w_ih"})
  void arrays_that_do_not_fit_each_other_are_none(String name) {
    for (int rows : new int[] {0, 7}) {
      var file = changed(name, rows);
      thenThrownBy(() -> converted(file)).isInstanceOf(Problem.class);
      then(temp.resolve("out")).doesNotExist();
    }
  }
}
