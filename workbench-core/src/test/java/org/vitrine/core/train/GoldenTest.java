package org.vitrine.core.train;

import static org.assertj.core.api.BDDAssertions.then;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.device.Devices;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.Weights;

class GoldenTest {
  @TempDir Path out;

  static Stream<Golden> golden() {
    return Golden.all();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void gives_the_numbers_of_the_reference_when_somebody_looks(Golden golden) {
    boolean learns = golden.about().path("tolerance").has("grad");
    var file = out.resolve("out.safetensors");
    new ForwardCase(true, true, learns, learns ? 10 : 0, Devices.cpu())
        .run(golden.folder(), golden.folder().resolve("inputs.safetensors"), file);
    then(golden.compare(file, List.of())).isGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("golden")
  void gives_the_same_numbers_when_nobody_looks(Golden golden) {
    boolean learns = golden.about().path("tolerance").has("grad");
    var file = out.resolve("out.safetensors");
    new ForwardCase(false, false, learns, learns ? 10 : 0, Devices.cpu())
        .run(golden.folder(), golden.folder().resolve("inputs.safetensors"), file);
    then(golden.compare(file, List.of("attentions", "hidden_states"))).isPositive();
  }

  @Test
  void runs_every_case_of_a_folder_and_says_which_failed() throws IOException {
    var cases = out.resolve("cases");
    for (var name : List.of("bert-base-pooler", "gpt2-seqcls"))
      copy(Golden.of(name).folder(), cases.resolve(name));
    copy(Golden.of("bert-mlm").folder(), cases.resolve("strange"));
    Files.writeString(cases.resolve("strange/config.json"), "{\"model_type\": \"unheard\"}");
    var failed =
        new ForwardCase(true, false, true, 1, Devices.cpu())
            .each(cases, out.resolve("results"), Locale.ENGLISH);
    then(failed).containsExactly("strange");
    then(out.resolve("results/strange.error.txt")).content().contains("unheard");
    then(out.resolve("results/bert-base-pooler.safetensors")).exists();
    then(out.resolve("results/gpt2-seqcls.safetensors")).exists();
  }

  @Test
  void compares_more_texts_than_pictures_without_a_loss() {
    var clip = Golden.of("clip-contrastive");
    var inputs = temporary(clip);
    var file = out.resolve("out.safetensors");
    new ForwardCase(false, false, false, 0, Devices.cpu()).run(clip.folder(), inputs, file);
    try (var found = Weights.open(file)) {
      then(found.find("loss")).isEmpty();
      then(found.find("logits_per_text").orElseThrow().shape()).containsExactly(2L, 1L);
    }
  }

  /// The inputs of CLIP's case with one picture only.
  private Path temporary(Golden clip) {
    var file = out.resolve("inputs.safetensors");
    try (var given = Weights.open(clip.folder().resolve("inputs.safetensors"))) {
      var entries = new LinkedHashMap<String, SafetensorsWriter.Entry>();
      for (var each : given.tensors()) {
        var bytes = given.bytes(each.name());
        boolean picture = each.name().equals("pixel_values");
        var shape = each.shape().stream().mapToLong(Long::longValue).toArray();
        if (picture) shape[0] = 1;
        long size = picture ? bytes.byteSize() / each.shape().getFirst() : bytes.byteSize();
        entries.put(
            each.name(), new SafetensorsWriter.Entry(each.type(), shape, bytes.asSlice(0, size)));
      }
      SafetensorsWriter.write(file, entries, Map.of());
    }
    return file;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.toList()) Files.copy(file, to.resolve(file.getFileName()));
    }
  }
}
