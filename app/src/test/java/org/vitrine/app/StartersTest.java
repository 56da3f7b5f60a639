package org.vitrine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.session.Places;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.weights.Weights;

/// The starter models as they were made before this module was built, against numbers of the ONNX files they come from
/// (ONNX Runtime 1.22.0 in float32).
class StartersTest {
  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(StartersTest.class.getResource(name), name).toURI());
  }

  @ParameterizedTest
  @ValueSource(strings = {"all-MiniLM-L6-v2", "bge-small-zh-v1.5"})
  void hidden_states_are_those_of_the_onnx_file(String name) throws URISyntaxException {
    try (var expected = Weights.open(resource("expected-" + name + ".safetensors"));
        var scope = Scope.open();
        var model =
            Models.open(
                Places.models().resolve(name), null, null, Devices.cpu(), Opening.toLook())) {
      Map<String, NDArray> inputs = new HashMap<>();
      for (var input : new String[] {"input_ids", "attention_mask", "token_type_ids"})
        inputs.put(input, expected.array(input, scope));
      var output = model.forward(Batch.of(inputs), Pass.inference()).lastHiddenState();
      var wanted = expected.array("last_hidden_state", scope);
      assertThat(output.getShape()).isEqualTo(wanted.getShape());
      assertThat(Tensors.floats(output)).containsExactly(Tensors.floats(wanted), within(2e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"all-MiniLM-L6-v2", "bge-small-zh-v1.5"})
  void tokens_are_those_of_the_model(String name) throws URISyntaxException {
    var given = Json.read(resource("sentences.json"));
    try (var tokenizer = Tokenizer.open(Places.models().resolve(name))) {
      int i = 0;
      for (var sentence : given.path("sentences")) {
        var expected = Json.convert(given.path("tokens").path(name).path(i++), String[].class);
        assertThat(tokenizer.encode(sentence.asString(), null, 0).tokens()).isEqualTo(expected);
      }
      assertThat(i).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "all-MiniLM-L6-v2, F32, 22565376, apache-2.0",
    "bge-small-zh-v1.5, F16, 23691264, mit"
  })
  void carry_every_weight_and_say_where_they_come_from(
      String name, DType type, long parameters, String licence) {
    var folder = Places.models().resolve(name);
    try (var weights = Weights.open(folder)) {
      assertThat(weights.tensors()).allSatisfy(t -> assertThat(t.type()).isEqualTo(type));
      assertThat(weights.tensors().stream().mapToLong(t -> t.elements()).sum())
          .isEqualTo(parameters);
    }
    assertThat(folder.resolve("README.md"))
        .content()
        .contains("license: " + licence, "## Origin", "## Conversion");
    assertThat(folder.resolve("LICENSE")).isNotEmptyFile();
    assertThat(folder.resolve("NOTICE")).isNotEmptyFile();
  }
}
