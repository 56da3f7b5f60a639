package org.vitrine.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter.Entry;

class SafetensorsPropertyTest {
  private static Path folder = Path.of("");

  @BeforeContainer
  static void make() throws IOException {
    folder = Files.createTempDirectory("safetensors");
  }

  @AfterContainer
  static void remove() throws IOException {
    Disk.delete(folder);
  }

  record Drawn(DType type, List<Long> shape, long seed) {
    byte[] bytes() {
      var all = new byte[(int) Shapes.bytes(type, shape)];
      new Random(seed).nextBytes(all);
      return all;
    }
  }

  @Provide
  Arbitrary<Map<String, Drawn>> files() {
    var names =
        Arbitraries.strings()
            .ofMaxLength(12)
            .filter(n -> StandardCharsets.UTF_8.newEncoder().canEncode(n));
    var shapes = Arbitraries.longs().between(0, 4).list().ofMaxSize(4);
    var tensors =
        Combinators.combine(Arbitraries.of(DType.values()), shapes, Arbitraries.longs())
            .as(Drawn::new);
    return Arbitraries.maps(names, tensors).ofMaxSize(8);
  }

  private static Path write(Map<String, Drawn> drawn, Map<String, String> metadata) {
    var entries = new LinkedHashMap<String, Entry>();
    drawn.forEach((name, tensor) ->
        entries.put(
            name,
            new Entry(
                tensor.type(),
                tensor.shape().stream().mapToLong(Long::longValue).toArray(),
                MemorySegment.ofArray(tensor.bytes()))));
    var file = folder.resolve("x.safetensors");
    SafetensorsWriter.write(file, entries, metadata);
    return file;
  }

  @Property(tries = 100)
  void what_is_written_is_read_again(@ForAll("files") Map<String, Drawn> drawn) {
    try (var weights = Weights.open(write(drawn, Map.of("format", "pt", "说", "\"\n")))) {
      assertThat(weights.tensors()).hasSize(drawn.size());
      drawn.forEach((name, tensor) -> {
        var info = weights.find(name).orElseThrow();
        assertThat(info.type()).isEqualTo(tensor.type());
        assertThat(info.shape()).isEqualTo(tensor.shape());
        assertThat(weights.bytes(name).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(tensor.bytes());
      });
      assertThat(weights.metadata()).isEqualTo(Map.of("format", "pt", "说", "\"\n"));
    }
  }

  /// Whatever is done to a file, it is read or refused with a sentence, and every tensor that is read lies inside it.
  @Property(tries = 100)
  void a_damaged_file_is_read_or_refused(
      @ForAll("files") Map<String, Drawn> drawn, @ForAll long seed) throws IOException {
    var file = write(drawn, Map.of("format", "pt"));
    var whole = Files.readAllBytes(file);
    var random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      var bytes = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) bytes = damaged(bytes, random);
      try {
        int length =
            SafetensorsHeader.length(
                file, Arrays.copyOf(bytes, Math.min(64, bytes.length)), bytes.length);
        var header =
            SafetensorsHeader.read(file, Arrays.copyOfRange(bytes, 8, 8 + length), bytes.length);
        long at = header.dataStart();
        for (var place : header.tensors()) {
          assertThat(place.start()).isEqualTo(at);
          at += place.info().bytes();
        }
        assertThat(at).isEqualTo(bytes.length);
      } catch (Problem p) {
        assertThat(p.full(Locale.ENGLISH)).doesNotContain(p.key());
      }
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) return bytes;
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
      case 2 -> {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int digit = random.nextInt(10);
        yield text.replaceFirst("[0-9](?=[0-9,\\]])", String.valueOf(digit))
            .getBytes(StandardCharsets.ISO_8859_1);
      }
      default -> {
        bytes[at] = (byte) random.nextInt(256);
        yield bytes;
      }
    };
  }
}
