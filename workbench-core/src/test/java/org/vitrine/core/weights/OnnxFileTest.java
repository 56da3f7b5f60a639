package org.vitrine.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vitrine.core.weights.OnnxBytes.longs;
import static org.vitrine.core.weights.OnnxBytes.model;
import static org.vitrine.core.weights.OnnxBytes.node;
import static org.vitrine.core.weights.OnnxBytes.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;

class OnnxFileTest {
  @TempDir Path folder;

  private OnnxFile open(Consumer<OnnxBytes> graph) throws IOException {
    return OnnxFile.open(Files.write(folder.resolve("x.onnx"), model(graph)));
  }

  private static OnnxTensor learnt(OnnxFile file, String name) {
    return Objects.requireNonNull(file.initializers().get(name), name);
  }

  private static OnnxBytes graph(OnnxBytes to) {
    return to.message(1, node("n", "MatMul", List.of("x", "w"), "y"))
        .message(5, tensor("w", 1, List.of(2L, 1L), OnnxBytes.floats(1.5f, -2)))
        .message(11, in -> in.text(1, "x"))
        .message(12, out -> out.text(1, "y"));
  }

  @Test
  void reads_nodes_initializers_inputs_and_outputs() throws IOException {
    try (var file = open(to -> graph(to).message(11, in -> in.text(1, "w")))) {
      assertThat(file.inputs()).containsExactly("x");
      assertThat(file.outputs()).containsExactly("y");
      assertThat(file.nodes().getFirst().operation()).isEqualTo("MatMul");
      var weight = learnt(file, "w");
      assertThat(weight.type()).isEqualTo(DType.F32);
      assertThat(weight.shape()).containsExactly(2L, 1L);
      assertThat(weight.doubles()).containsExactly(1.5, -2);
    }
  }

  @Test
  void reads_numbers_that_are_not_raw_and_dimensions_that_are_packed() throws IOException {
    Consumer<OnnxBytes> packed =
        t ->
            t.block(1, new byte[] {2, 1})
                .varint(2, 1)
                .text(8, "p")
                .block(4, OnnxBytes.floats(3, 4));
    Consumer<OnnxBytes> single = t -> t.varint(1, 1).varint(2, 1).text(8, "s").float32(4, 5);
    Consumer<OnnxBytes> whole =
        t -> t.varint(1, 2).varint(2, 7).text(8, "w").block(7, new byte[] {1, (byte) 0x80, 1});
    Consumer<OnnxBytes> half = t -> t.varint(1, 1).varint(2, 10).text(8, "h").varint(5, 0x3c00);
    try (var file =
        open(to ->
            graph(to).message(5, packed).message(5, single).message(5, whole).message(5, half))) {
      assertThat(learnt(file, "p").doubles()).containsExactly(3, 4);
      assertThat(learnt(file, "p").shape()).containsExactly(2L, 1L);
      assertThat(learnt(file, "s").doubles()).containsExactly(5);
      assertThat(learnt(file, "w").doubles()).containsExactly(1, 128);
      assertThat(learnt(file, "h").doubles()).containsExactly(1);
    }
  }

  @Test
  void reads_constants_in_each_of_their_forms() throws IOException {
    Consumer<OnnxBytes> graph =
        to ->
            graph(to)
                .message(
                    1,
                    node(
                        "",
                        "Constant",
                        List.of(),
                        "a",
                        tensor("value", tensor("", 7, List.of(2L), longs(3, 4)))))
                .message(1, node("", "Constant", List.of(), "b", OnnxBytes.whole("value_int", -5)))
                .message(
                    1, node("", "Constant", List.of(), "c", OnnxBytes.wholes("value_ints", 6, 7)))
                .message(
                    1, node("", "Constant", List.of(), "d", OnnxBytes.number("value_float", 0.5f)));
    try (var file = open(graph)) {
      var found =
          file.nodes().stream()
              .flatMap(n -> file.constant(n).stream())
              .map(OnnxTensor::doubles)
              .toList();
      assertThat(found)
          .containsExactly(
              new double[] {3, 4}, new double[] {-5}, new double[] {6, 7}, new double[] {0.5});
    }
  }

  private String problem(Consumer<OnnxBytes> graph) {
    return catchThrowableOfType(
            Problem.class,
            () -> {
              try (var file = open(graph)) {
                file.initializers().values().forEach(OnnxTensor::bytes);
              }
            })
        .key();
  }

  @Test
  void refuses_weights_in_another_file_without_opening_it() {
    Consumer<OnnxBytes> outside =
        t ->
            t.varint(1, 1)
                .varint(2, 1)
                .text(8, "e")
                .message(13, e -> e.text(1, "location").text(2, "/etc/passwd"))
                .varint(14, 1);
    assertThat(problem(to -> graph(to).message(5, outside))).isEqualTo("weights.onnx_external");
  }

  @Test
  void refuses_sizes_types_and_orders_that_cannot_be() {
    assertThat(problem(to -> graph(to).message(5, tensor("v", 1, List.of(3L), new byte[8]))))
        .isEqualTo("weights.onnx_size");
    assertThat(
            problem(to ->
                graph(to).message(5, tensor("v", 1, List.of(1L << 62, 1L << 62), new byte[8]))))
        .isEqualTo("weights.onnx_size");
    assertThat(problem(to -> graph(to).message(5, tensor("v", 8, List.of(1L), new byte[8]))))
        .isEqualTo("weights.onnx_type");
    assertThat(problem(to -> graph(to).message(1, node("m", "Add", List.of("z", "y"), "x"))))
        .isEqualTo("weights.onnx_order");
    assertThat(problem(to -> graph(to).message(1, node("m", "Add", List.of("y", "y"), "y"))))
        .isEqualTo("weights.onnx_order");
    assertThat(problem(to -> to.text(2, "no nodes"))).isEqualTo("weights.onnx_broken");
  }

  @Test
  void reads_or_refuses_whatever_is_done_to_a_file() {
    var whole =
        model(to ->
            graph(to)
                .message(
                    1,
                    node("c", "Constant", List.of(), "a", OnnxBytes.wholes("value_ints", 6, 7))));
    var random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      var bytes = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--)
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      if (random.nextInt(4) == 0) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      try (var arena = Arena.ofConfined()) {
        var file = new OnnxFile(Path.of("y.onnx"), arena, MemorySegment.ofArray(bytes));
        file.initializers().values().forEach(OnnxTensor::doubles);
        file.nodes().forEach(n -> file.constant(n).ifPresent(OnnxTensor::doubles));
      } catch (Problem _) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }
}
