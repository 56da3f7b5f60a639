package org.vitrine.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter.Entry;

class SafetensorsWriterTest {
  @TempDir Path folder;

  private static Entry entry(DType type, int... bytes) {
    var data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) data[i] = (byte) bytes[i];
    return new Entry(type, new long[] {bytes.length / type.bytes()}, MemorySegment.ofArray(data));
  }

  @Test
  void writes_wide_elements_first_behind_a_header_filled_up_to_eight_bytes() throws IOException {
    var file = folder.resolve("a.safetensors");
    var tensors =
        Map.of(
            "b",
            entry(DType.U8, 9),
            "z",
            entry(DType.F32, 1, 2, 3, 4),
            "a",
            entry(DType.F32, 5, 6, 7, 8));
    SafetensorsWriter.write(file, tensors, Map.of("format", "pt"));
    var bytes = Files.readAllBytes(file);
    int length = bytes[0] & 0xff;
    assertThat(length % 8).isZero();
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"z\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[8,9]}}");
    assertThat(bytes).endsWith(5, 6, 7, 8, 1, 2, 3, 4, 9);
  }

  @Test
  void gives_the_same_bytes_in_whatever_order_tensors_and_metadata_come() throws IOException {
    var one = new LinkedHashMap<String, Entry>();
    var other = new LinkedHashMap<String, Entry>();
    for (int i = 0; i < 40; i++) {
      one.put("t" + i, entry(DType.I16, i, i));
      other.put("t" + (39 - i), entry(DType.I16, 39 - i, 39 - i));
    }
    SafetensorsWriter.write(
        folder.resolve("one"), one, new LinkedHashMap<>(Map.of("x", "1", "a", "2")));
    SafetensorsWriter.write(
        folder.resolve("other"), other, new HashMap<>(Map.of("a", "2", "x", "1")));
    assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("other"));
  }

  @Test
  void leaves_the_old_file_and_nothing_else_when_writing_fails() throws IOException {
    var file = Files.writeString(folder.resolve("a.safetensors"), "old");
    Entry full =
        new Entry(
            DType.U8,
            List.of(3L),
            sink -> {
              sink.add(MemorySegment.ofArray(new byte[2]));
              throw new IOException("No space left on device");
            });
    assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of("a", full), Map.of()))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.key()).isEqualTo("base.write"));
    Entry shorter =
        new Entry(DType.U8, List.of(3L), sink -> sink.add(MemorySegment.ofArray(new byte[2])));
    assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of("a", shorter), Map.of()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder).isDirectoryContaining("glob:**a.safetensors");
    assertThat(file).hasContent("old");
    try (var all = Files.list(folder)) {
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void takes_content_in_pieces_and_from_a_mapped_file() {
    var first = folder.resolve("first.safetensors");
    Entry pieces =
        new Entry(
            DType.I32,
            List.of(2L, 1L),
            sink -> {
              sink.add(MemorySegment.ofArray(new byte[] {1, 2, 3}));
              sink.add(MemorySegment.ofArray(new byte[] {4, 5, 6, 7, 8}));
            });
    SafetensorsWriter.write(first, Map.of("a", pieces), Map.of());
    var second = folder.resolve("second.safetensors");
    try (var weights = Weights.open(first)) {
      SafetensorsWriter.write(
          second,
          Map.of("a", new Entry(DType.I32, new long[] {2, 1}, weights.bytes("a"))),
          Map.of());
    }
    assertThat(second).hasSameBinaryContentAs(first);
    try (var weights = Weights.open(second)) {
      assertThat(weights.bytes("a").toArray(ValueLayout.JAVA_BYTE))
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }
}
