package org.vitrine.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter.Entry;

class ReadbackTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("model.safetensors");
    SafetensorsWriter.write(file, Map.of("a", entry(DType.I8, 1, 2, 3)), Map.of());
  }

  @Test
  void counts_what_is_the_same() {
    assertThat(Readback.compare(file, Map.of("a", entry(DType.I8, 1, 2, 3)), file)).isEqualTo(1);
  }

  @Test
  void finds_every_kind_of_difference() {
    differs(Map.of("a", entry(DType.I8, 1, 2, 4)));
    differs(Map.of("a", entry(DType.U8, 1, 2, 3)));
    differs(Map.of("a", entry(DType.I8, 1, 2)));
    differs(Map.of("a", entry(DType.I8, 1, 2, 3), "b", entry(DType.I8, 1)));
    differs(Map.of("b", entry(DType.I8, 1, 2, 3)));
    differs(Map.of());
  }

  private void differs(Map<String, Entry> wanted) {
    assertThatThrownBy(() -> Readback.compare(file, wanted, Path.of("new.safetensors")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.key()).isEqualTo("weights.readback");
              for (var locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE})
                assertThat(problem.full(locale)).contains("new.safetensors");
            });
  }

  private static Entry entry(DType type, int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) values[i];
    return new Entry(type, new long[] {values.length}, MemorySegment.ofArray(bytes));
  }
}
