package org.vitrine.core.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vitrine.core.base.Json;
import org.vitrine.core.device.Devices;
import org.vitrine.core.train.Golden;
import tools.jackson.databind.node.ObjectNode;

/// The folder of a case with other settings.
final class Changed {
  private Changed() {}

  /// @param settings a JSON object that is laid over `config.json`; what it calls "absent" is taken away
  static Path folder(Path temp, String name, String settings) {
    var from = Golden.of(name).folder();
    try {
      var to = Files.createTempDirectory(temp, name);
      Files.copy(from.resolve("model.safetensors"), to.resolve("model.safetensors"));
      var config = (ObjectNode) Json.read(from.resolve("config.json"));
      config.setAll((ObjectNode) Json.parse(settings, name));
      config.removeIf(each -> each.asString("").equals("absent"));
      Files.writeString(to.resolve("config.json"), Json.pretty(config));
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Model open(Path temp, String name, String settings) {
    return Models.open(folder(temp, name, settings), null, null, Devices.cpu(), Opening.toLook());
  }
}
