package org.vitrine.core.train;

import static org.assertj.core.api.BDDAssertions.then;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.device.Devices;

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
    var file = out.resolve("out.safetensors");
    new ForwardCase(false, false, false, 0, Devices.cpu())
        .run(golden.folder(), golden.folder().resolve("inputs.safetensors"), file);
    then(golden.compare(file, List.of("attentions", "hidden_states", "grad", "adamw")))
        .isPositive();
  }
}
