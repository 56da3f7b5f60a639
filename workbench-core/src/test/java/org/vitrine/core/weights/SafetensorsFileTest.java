package org.vitrine.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;

class SafetensorsFileTest {
  @TempDir Path folder;

  private Path file(String header, int data) throws IOException {
    var text = header.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    for (int i = 0; i < data; i++) bytes.put((byte) i);
    return Files.write(folder.resolve("model.safetensors"), bytes.array());
  }

  private String problem(Path file) {
    return catchThrowableOfType(Problem.class, () -> Weights.open(file).close()).key();
  }

  @Test
  void reads_fields_in_any_order_with_blanks_escapes_and_unknown_fields() throws IOException {
    var file =
        file(
            """
            {"b\\u00e9.\\"x" : {"data_offsets":[2,8], "future": {"deep": [1, {"x": null}]}, "shape":[3], "dtype":"I16"},
             "__metadata__": {"format": "pt", "说": "明"},\t"scalar":{"dtype":"BF16","shape":[],"data_offsets":[0,2]}}   \n\
            """,
            8);
    try (var weights = Weights.open(file)) {
      assertThat(weights.tensors())
          .containsExactly(
              new TensorInfo("scalar", DType.BF16, List.of(), 2),
              new TensorInfo("bé.\"x", DType.I16, List.of(3L), 6));
      assertThat(weights.bytes("bé.\"x").toArray(ValueLayout.JAVA_BYTE))
          .containsExactly(2, 3, 4, 5, 6, 7);
      assertThat(weights.metadata()).containsEntry("format", "pt").containsEntry("说", "明");
      assertThat(weights.file("scalar")).isEqualTo(file);
      assertThat(weights.find("other")).isEmpty();
      assertThatThrownBy(() -> weights.bytes("other")).isInstanceOf(NoSuchElementException.class);
      assertThat(weights.bytes("scalar").isReadOnly()).isTrue();
    }
  }

  @Test
  void reads_every_element_type_and_tensors_without_elements() throws IOException {
    var header =
        new StringBuilder(
            "{\"empty\":{\"dtype\":\"F32\",\"shape\":[4,0,9000000000000000000,9],\"data_offsets\":[0,0]}");
    int at = 0;
    for (var type : DType.values()) {
      header.append(
          ",\"%s\":{\"dtype\":\"%s\",\"shape\":[1,2],\"data_offsets\":[%d,%d]}"
              .formatted(type, type, at, at + 2 * type.bytes()));
      at += 2 * type.bytes();
    }
    try (var weights = Weights.open(file(header.append('}').toString(), at))) {
      assertThat(weights.tensors()).hasSize(11);
      assertThat(weights.bytes("empty").byteSize()).isZero();
      for (var type : DType.values()) {
        assertThat(weights.find(type.name()).orElseThrow().type()).isEqualTo(type);
        assertThat(weights.find(type.name()).orElseThrow().elements()).isEqualTo(2);
      }
    }
  }

  @Test
  void reads_a_file_without_any_tensor() throws IOException {
    try (var weights = Weights.open(file("{}", 0))) {
      assertThat(weights.tensors()).isEmpty();
    }
    try (var weights = Weights.open(file("{\"__metadata__\":null}", 0))) {
      assertThat(weights.metadata()).isEmpty();
    }
  }

  @Test
  void reads_beyond_two_gibibytes() throws IOException {
    long big = 3L << 30;
    var header =
        "{\"big\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]},\"last\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[%d,%d]}}"
            .formatted(big, big, big, big + 3);
    var file = file(header, 0);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(8 + header.length() + big);
      sparse.write(new byte[] {7, 8, 9});
    }
    try (var weights = Weights.open(file)) {
      assertThat(weights.bytes("last").toArray(ValueLayout.JAVA_BYTE)).containsExactly(7, 8, 9);
      assertThat(weights.bytes("big").byteSize()).isEqualTo(big);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "weights.header_json | not json",
        "weights.header_json | {\"a\":",
        "weights.header_json | [1]",
        "weights.header_json | ` {}`",
        "weights.header_json | {} x",
        "weights.header_json | {\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}",
        "weights.header_json | {\"\\udc00\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "weights.metadata | {\"__metadata__\":{\"a\":\"\\udc00\"}}",
        "weights.header_json | {\"\\ud800\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "weights.metadata | {\"__metadata__\":{\"a\":1}}",
        "weights.metadata | {\"__metadata__\":[\"a\"]}",
        "weights.duplicate | {\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"\\u0061\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "weights.duplicate | {\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"shape\":[8],\"data_offsets\":[0,8]}}",
        "weights.duplicate | {\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}",
        "weights.entry | {\"a\":7}",
        "weights.entry | {\"a\":{\"shape\":[8],\"data_offsets\":[0,8]}}",
        "weights.entry | {\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,8]}}",
        "weights.entry | {\"a\":{\"dtype\":\"U8\",\"shape\":[8]}}",
        "weights.entry | {\"a\":{\"dtype\":\"U8\",\"shape\":8,\"data_offsets\":[0,8]}}",
        "weights.entry | {\"a\":{\"dtype\":\"U8\",\"shape\":[8.0],\"data_offsets\":[0,8]}}",
        "weights.entry | {\"a\":{\"dtype\":\"U8\",\"shape\":[[8]],\"data_offsets\":[0,8]}}",
        "weights.entry | {\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8,8]}}",
        "weights.dtype | {\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "weights.number | {\"a\":{\"dtype\":\"U8\",\"shape\":[-8],\"data_offsets\":[0,8]}}",
        "weights.number | {\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,18446744073709551624]}}",
        "weights.overflow | {\"a\":{\"dtype\":\"F64\",\"shape\":[4294967296,4294967297],\"data_offsets\":[0,8]}}",
        "weights.overflow | {\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,2147483648],\"data_offsets\":[0,8]}}",
        "weights.range | {\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[8,0]}}",
        "weights.size | {\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "weights.size | {\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,8]}}",
        "weights.truncated | {\"a\":{\"dtype\":\"U8\",\"shape\":[9],\"data_offsets\":[0,9]}}",
        "weights.truncated | {\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[9,9]}}",
        "weights.truncated | {\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807],\"data_offsets\":[0,9223372036854775807]}}",
        "weights.overlap | {\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
        "weights.overlap | {\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "weights.hole | {\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
        "weights.hole | {\"a\":{\"dtype\":\"U8\",\"shape\":[7],\"data_offsets\":[1,8]}}",
        "weights.rest | {\"a\":{\"dtype\":\"U8\",\"shape\":[7],\"data_offsets\":[0,7]}}",
        "weights.rest | {}",
      })
  void refuses_each_kind_of_malformed_header_with_its_own_sentence(String key, String header)
      throws IOException {
    assertThat(problem(file(header, 8))).isEqualTo(key);
  }

  @Test
  void refuses_a_header_longer_than_the_file_or_absurdly_long() throws IOException {
    var file = folder.resolve("model.safetensors");
    assertThat(problem(start(file, 200, 100))).isEqualTo("weights.header_cut");
    assertThat(problem(start(file, 100_000_001, 100))).isEqualTo("weights.header_long");
    assertThat(problem(start(file, -1, 100))).isEqualTo("weights.header_long");
    assertThat(problem(start(file, Long.MAX_VALUE, 100))).isEqualTo("weights.header_long");
    assertThat(problem(Files.write(file, new byte[7]))).isEqualTo("weights.short");
    assertThat(problem(Files.write(file, new byte[0]))).isEqualTo("weights.short");
    assertThat(problem(Files.write(file, new byte[8]))).isEqualTo("weights.header_json");
    assertThat(problem(folder.resolve("nothing.safetensors"))).isEqualTo("base.read");
  }

  private static Path start(Path file, long length, int more) throws IOException {
    return Files.write(
        file, ByteBuffer.allocate(8 + more).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
  }

  @Test
  void refuses_a_header_that_is_not_utf_8() throws IOException {
    var bytes = Files.readAllBytes(file("{\"__metadata__\":{\"a\":\"bb\"}}", 0));
    bytes[bytes.length - 4] = (byte) 0xff;
    assertThat(problem(Files.write(folder.resolve("x.safetensors"), bytes)))
        .isEqualTo("weights.header_text");
  }

  @Test
  void refuses_deep_nesting_and_numbers_of_many_digits() throws IOException {
    assertThat(problem(file("{\"a\":{\"x\":" + "[".repeat(100_000), 0)))
        .isEqualTo("weights.header_json");
    assertThat(problem(file("{\"a\":{\"shape\":[" + "9".repeat(100_000) + "]}}", 0)))
        .isEqualTo("weights.header_json");
  }

  @Test
  void names_what_was_handed_over_instead() throws IOException {
    assertThat(problem(folder)).isEqualTo("weights.none");
    Files.write(folder.resolve("pytorch_model.bin"), new byte[] {'P', 'K', 3, 4, 0, 0});
    assertThat(problem(folder)).isEqualTo("weights.zip_broken");
    var pointer =
        Files.writeString(
            folder.resolve("model.safetensors"),
            "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n");
    assertThat(problem(pointer)).isEqualTo("weights.lfs");
  }
}
