package org.vitrine.core.model.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.weights.Weights;

class StartersTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

  @TempDir Path folder;

  private Path made(String name) {
    return folder.resolve("out").resolve(name).resolve(Weights.FILE);
  }

  private void run() throws IOException {
    var places = new String[] {"models", "onnx", "out"};
    for (int i = 0; i < places.length; i++) places[i] = folder.resolve(places[i]).toString();
    Starters.main(places);
  }

  private boolean again(String name) throws IOException {
    boolean again = !Files.getLastModifiedTime(made(name)).equals(LONG_AGO);
    Files.setLastModifiedTime(made(name), LONG_AGO);
    return again;
  }

  @Test
  void makes_what_is_described_and_only_what_has_changed() throws IOException {
    var onnx = Files.createDirectory(folder.resolve("onnx")).resolve("tiny.onnx");
    try (var golden = Weights.open(Path.of("src/test/resources/golden/bert-base-pooler"))) {
      Files.write(onnx, TinyBert.onnx(golden, 4, 8, true, (_, _) -> {}));
    }
    var model = Files.createDirectories(folder.resolve("models/tiny"));
    Files.writeString(model.resolve("LICENSE"), "free");
    Files.writeString(
        model.resolve("starter.json"),
        """
        {"onnx": "tiny.onnx", "sha256": "%s", "dtype": "F16",
         "card": {"title": "Tiny", "origin": "Here.", "licence": "mit", "languages": ["en"], "text": ""}}\
        """
            .formatted(Hashes.sha256(onnx)));
    run();
    assertThat(again("tiny")).isTrue();
    assertThat(folder.resolve("out/tiny/LICENSE")).hasContent("free");
    assertThat(folder.resolve("out/tiny/README.md")).content().contains("# Tiny", "license: mit");

    run();
    assertThat(again("tiny")).isFalse();

    Files.writeString(model.resolve("LICENSE"), "freer");
    run();
    assertThat(again("tiny")).isTrue();
    assertThat(folder.resolve("out/tiny/LICENSE")).hasContent("freer");
  }
}
