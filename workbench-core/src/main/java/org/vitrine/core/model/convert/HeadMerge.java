package org.vitrine.core.model.convert;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// Puts a small trained head and the encoder under which it was trained into one model folder.
///
/// The head's folder holds `head.safetensors` (the tensors that training made, `classifier.weight` and
/// `bert.pooler.dense.weight` say), `config.json` (the fields that differ from the encoder's: `architectures`, `id2label`,
/// `label2id`), and a `README.md` that becomes the model card.
public final class HeadMerge {
  private HeadMerge() {}

  /// The encoder's tensors get its family's prefix, `bert.`, as a model with a head carries it; a tensor that the head
  /// holds as well is taken from the head.
  ///
  /// @param out a folder, replaced as a whole
  /// @throws Problem if a file is missing or malformed
  public static void merge(Path encoder, Path head, Path out) {
    try (var base = Weights.open(encoder);
        var top = Weights.open(head.resolve("head.safetensors"))) {
      var config = config(encoder);
      config.setAll(config(head));
      var prefix = config.path("model_type").asString("") + ".";
      Map<String, Entry> entries = new HashMap<>();
      for (var tensor : base.tensors()) {
        var name = tensor.name().startsWith(prefix) ? tensor.name() : prefix + tensor.name();
        entries.put(name, new Entry(tensor.type(), tensor.dims(), base.bytes(tensor.name())));
      }
      for (var tensor : top.tensors())
        entries.put(
            tensor.name(), new Entry(tensor.type(), tensor.dims(), top.bytes(tensor.name())));
      Disk.appear(
          out,
          folder -> {
            Files.createDirectories(folder);
            FolderConversion.copy(encoder, folder);
            SafetensorsWriter.write(folder.resolve(Weights.FILE), entries, Map.of("format", "pt"));
            Files.writeString(folder.resolve("config.json"), Json.pretty(config));
            Files.copy(
                head.resolve("README.md"),
                folder.resolve("README.md"),
                StandardCopyOption.REPLACE_EXISTING);
          });
    }
  }

  private static ObjectNode config(Path folder) {
    var file = folder.resolve("config.json");
    if (Json.read(file) instanceof ObjectNode config) return config;
    throw new Problem("model.config_form", file);
  }
}
