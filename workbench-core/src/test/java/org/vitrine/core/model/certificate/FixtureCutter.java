package org.vitrine.core.model.certificate;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.Weights;

/// Cuts a folder of reference numbers down to the case that ships with a family: `FixtureCutter GOLDEN OUT`.
final class FixtureCutter {
  private static final Set<String> ANSWERS = Set.of("labels", "start_positions", "end_positions");
  private static final List<String> LEFT_OUT =
      List.of("attentions.", "hidden_states.", "grad.", "adamw.", "buffers.");

  private FixtureCutter() {}

  public static void main(String[] arguments) throws IOException {
    cut(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  static void cut(Path golden, Path out) throws IOException {
    Files.createDirectories(out);
    for (var name : List.of("config.json", Weights.FILE))
      Files.write(out.resolve(name), Files.readAllBytes(golden.resolve(name)));
    Map<String, Entry> all = new TreeMap<>();
    try (var inputs = Weights.open(golden.resolve("inputs.safetensors"));
        var expected = Weights.open(golden.resolve("expected.safetensors"))) {
      for (var each : inputs.tensors())
        if (!ANSWERS.contains(each.name()))
          all.put("inputs." + each.name(), entry(inputs, each.name()));
      for (var each : expected.tensors())
        if (isOutput(each.name())) all.put("expected." + each.name(), entry(expected, each.name()));
    }
    SafetensorsWriter.write(out.resolve("case.safetensors"), all, Map.of());
  }

  private static boolean isOutput(String name) {
    return !name.equals("loss") && LEFT_OUT.stream().noneMatch(name::contains);
  }

  private static Entry entry(Weights from, String name) {
    var bytes = from.bytes(name);
    var copy = MemorySegment.ofArray(new byte[(int) bytes.byteSize()]).copyFrom(bytes);
    var info = from.find(name).orElseThrow();
    var shape = info.shape().stream().mapToLong(Long::longValue).toArray();
    return new Entry(info.type(), shape, copy);
  }
}
