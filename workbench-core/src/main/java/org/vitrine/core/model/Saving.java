package org.vitrine.core.model;

import java.nio.file.Path;
import java.util.TreeMap;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// A model as a folder that `transformers` opens.
final class Saving {
  private Saving() {}

  static void save(Model model, Path folder) {
    var entries = new TreeMap<String, Entry>();
    var all = new TreeMap<>(model.parameters());
    all.putAll(model.buffers());
    all.forEach((name, array) ->
        entries.put(
            name,
            new Entry(
                Tensors.typeOf(array),
                java.util.Arrays.stream(array.getShape().getShape()).boxed().toList(),
                // One tensor's copy at a time.
                sink -> sink.add(Tensors.bytes(array)))));
    for (var name : all.keySet()) {
      var own = Fitting.ownBias(name, all.keySet());
      // newer readers look for the bias there, older ones here
      if (own != null) entries.put(own, entries.get(name));
    }
    SafetensorsWriter.write(
        folder.resolve(Weights.FILE), entries, java.util.Map.of("format", "pt"));
    Disk.write(folder.resolve("config.json"), Json.pretty(model.savedConfig()));
  }

  static ObjectNode config(Model model, String architecture) {
    var json = model.config().json().deepCopy();
    if (!architecture.isEmpty()) json.putArray("architectures").add(architecture);
    json.put("model_type", model.family());
    json.remove("dtype");
    json.put("torch_dtype", "float32");
    if (model.head().labelled()) ModelConfig.name(json, model.config().labels());
    if (model.head().classifies()) {
      json.put("problem_type", model.config().problemType().written());
    }
    return json;
  }
}
