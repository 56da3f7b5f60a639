package org.vitrine.core.weights.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Weights;

/// Files that PyTorch 1.13 and NumPy 1.24 wrote. The property `mutations` says how many changed files are tried (1,500).
class PythonFilesTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 1500);

  @TempDir private Path folder;

  private static Path file(String name) {
    return Path.of("src/test/resources/org/vitrine/core/weights/python", name);
  }

  private static List<Float> floats(Weights weights, String name) {
    var bytes = weights.bytes(name);
    var layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    var all = new ArrayList<Float>();
    for (long i = 0; i < bytes.byteSize(); i += 4) all.add(bytes.get(layout, i));
    return all;
  }

  private static Problem problem(Path file) {
    return Objects.requireNonNull(
        catchThrowableOfType(Problem.class, () -> Weights.open(file).close()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.zip.bin", "state.old.bin"})
  void reads_both_forms_with_views_ties_and_every_element_type(String name) {
    try (var weights = Weights.open(file(name))) {
      assertThat(weights.tensors().stream().map(t -> t.name() + " " + t.type() + t.shape()))
          .containsExactly(
              "w F32[3, 4]",
              "turned F32[4, 3]",
              "part F32[2, 2]",
              "tied F32[3, 4]",
              "half F16[3]",
              "brain BF16[2, 1]",
              "ids I64[2]",
              "flag BOOL[2]",
              "scalar F64[]",
              "none F32[0, 3]");
      assertThat(floats(weights, "w")).startsWith(0f, 0.125f, 0.25f).hasSize(12);
      assertThat(floats(weights, "turned")).startsWith(0f, 0.5f, 1f, 0.125f);
      assertThat(floats(weights, "part")).containsExactly(0.75f, 0.875f, 1.25f, 1.375f);
      assertThat(floats(weights, "tied")).isEqualTo(floats(weights, "w"));
      assertThat(floats(weights, "none")).isEmpty();
      assertThat(weights.bytes("ids").get(ValueLayout.JAVA_LONG_UNALIGNED, 8)).isEqualTo(-6);
    }
  }

  @Test
  void finds_the_weights_beside_an_optimizer_and_takes_a_wrappers_prefix_off() {
    try (var weights = Weights.open(file("nested.pt"))) {
      assertThat(weights.tensors()).extracting("name").containsExactly("weight", "bias");
      assertThat(floats(weights, "weight")).containsExactly(1f, 2f, 3f, 4f);
    }
  }

  @Test
  void reads_parameters() {
    try (var weights = Weights.open(file("parameter.pt"))) {
      assertThat(weights.find("w").orElseThrow().type()).isEqualTo(DType.F32);
    }
  }

  @Test
  void refuses_a_call_by_its_name_and_a_view_that_is_larger_than_its_storage() {
    assertThat(problem(file("module.pt")).sentence(Locale.ENGLISH))
        .contains("torch.nn.modules.linear.Linear", "runs nothing");
    assertThat(problem(file("expanded.pt")).key()).isEqualTo("weights.pickle_tensor");
  }

  @Test
  void reads_arrays_of_numpy_also_compressed_and_column_by_column() {
    try (var weights = Weights.open(file("arrays.npz"));
        var packed = Weights.open(file("compressed.npz"))) {
      assertThat(floats(weights, "a")).startsWith(0f, 0.125f).hasSize(12);
      assertThat(floats(weights, "b")).isEqualTo(floats(weights, "a"));
      assertThat(weights.find("c").orElseThrow().shape()).isEmpty();
      assertThat(floats(packed, "a")).isEqualTo(floats(weights, "a"));
    }
    assertThat(problem(file("objects.npz")).key()).isEqualTo("weights.npy");
  }

  @Test
  void a_folder_with_pytorchs_file_alone_opens() throws IOException {
    Files.copy(file("parameter.pt"), folder.resolve("pytorch_model.bin"));
    try (var weights = Weights.open(folder)) {
      assertThat(weights.tensors()).hasSize(1);
    }
    Files.move(folder.resolve("pytorch_model.bin"), folder.resolve("part-1.bin"));
    Files.writeString(
        folder.resolve("pytorch_model.bin.index.json"),
        "{\"weight_map\": {\"w\": \"part-1.bin\"}}");
    try (var weights = Weights.open(folder)) {
      assertThat(weights.file("w")).hasFileName("part-1.bin");
    }
  }

  /// Bits turned, bytes changed, cut off, doubled: a model or a sentence, nothing else.
  @ParameterizedTest
  @ValueSource(
      strings = {"state.zip.bin", "state.old.bin", "nested.pt", "arrays.npz", "compressed.npz"})
  void a_changed_file_ends_in_weights_or_in_a_sentence(String name) throws IOException {
    var random = new Random(11);
    var whole = Files.readAllBytes(file(name));
    var changed = folder.resolve(name);
    for (int i = 0; i < MUTATIONS / 5; i++) {
      Files.write(changed, mutated(whole, random));
      try (var weights = Weights.open(changed)) {
        for (var tensor : weights.tensors()) weights.bytes(tensor.name());
      } catch (Problem e) {
        assertThat(e.sentence(Locale.ENGLISH)).isNotBlank().doesNotContain("{0}", "{1}");
      }
    }
  }

  private static byte[] mutated(byte[] whole, Random random) {
    var bytes = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        int bit = random.nextInt(bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
      }
      case 1 -> {
        for (int j = 0; j < 8; j++)
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      case 2 -> bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      default -> {
        int from = random.nextInt(bytes.length), to = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(64, bytes.length - Math.max(from, to)) + 1);
        System.arraycopy(whole, from, bytes, to, length);
      }
    }
    return bytes;
  }
}
