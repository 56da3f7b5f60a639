package org.vitrine.core.model.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Golden;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

class ReopenedTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("org.vitrine.core.train.Golden#all")
  void every_kind_of_model_is_the_same_when_it_is_opened_again(Golden golden) {
    opened(
        golden.folder(),
        Opening.toLearn(0),
        model -> {
          model.save(folder);
          var again = Reopened.compare(model, folder, folder);
          assertThat(again.tensors()).isEqualTo(model.parameters().size() + model.buffers().size());
          assertThat(again.values()).isPositive();
          assertThat(again.apart().share()).isLessThan(Certificate.TOLERANCE);
        });
  }

  @Test
  void a_single_wrong_bit_is_found() {
    opened(
        Golden.of("bert-seqcls").folder(),
        Opening.toLook(),
        model -> {
          model.save(folder);
          damage(folder.resolve(Weights.FILE));
          assertThatThrownBy(() -> Reopened.compare(model, folder, Path.of("final")))
              .isInstanceOfSatisfying(
                  Problem.class,
                  problem -> {
                    assertThat(problem.key()).isEqualTo("model.reopened_tensor");
                    assertThat(problem.facts().getLast()).hasToString("final");
                  });
        });
  }

  @Test
  void a_setting_that_was_lost_is_found() throws IOException {
    var config = folder.resolve("config.json");
    try (var model = open(Golden.of("bert-seqcls").folder(), Opening.toLook())) {
      model.save(folder);
      var json = (ObjectNode) Json.read(config);
      json.put("layer_norm_eps", 1e-3);
      Files.writeString(config, Json.pretty(json));
      assertThatThrownBy(() -> Reopened.compare(model, folder, folder))
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.key()).isEqualTo("model.reopened_outputs"));
    }
  }

  @Test
  void weights_that_learnt_meanwhile_are_others() {
    opened(
        Golden.of("mlp-cls-relu").folder(),
        Opening.toLearn(0),
        model -> {
          model.save(folder);
          var first = model.parameters().values().iterator().next();
          first.set(Tensors.floats(first.mul(2)));
          assertThatThrownBy(() -> Reopened.compare(model, folder, folder))
              .hasMessageContaining("reopened");
        });
  }

  private static Model open(Path from, Opening how) {
    return Models.open(from, null, null, Devices.choose("cpu"), how);
  }

  private static void opened(Path from, Opening how, Consumer<Model> then) {
    try (var model = open(from, how)) {
      then.accept(model);
    }
  }

  /// Turns the last byte of a file around.
  private static void damage(Path file) {
    try (var channel =
        java.nio.channels.FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var last = java.nio.ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      last.put(0, (byte) ~last.get(0)).rewind();
      channel.write(last, channel.size() - 1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
