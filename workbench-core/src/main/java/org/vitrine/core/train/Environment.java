package org.vitrine.core.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vitrine.core.data.Fingerprint;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.Threads;
import org.vitrine.core.device.engine.EngineInUse;

/// What else a run's numbers depend on, kept with it: versions, device, threads, what model and data held.
///
/// @param facts name to string or number
record Environment(Map<String, Object> facts) {

  static Environment of(Recipe recipe, Devices.Device device) {
    EngineLibrary.prepare(recipe.threads(), recipe.arguments().kernels().equals("avx512"));
    var facts = new LinkedHashMap<String, Object>();
    facts.put("vitrine", System.getProperty("vitrine.version", "0.1.0"));
    facts.put("java", Runtime.version().toString());
    facts.put(
        "os",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    facts.putAll(EngineInUse.facts());
    facts.put("device", device.id());
    facts.put("device_name", device.name());
    facts.put("threads", Threads.used());
    facts.put("kernels", EngineLibrary.kernels());
    facts.put("precision", recipe.arguments().precision().label());
    if (device.gpu()) facts.put("tf32", recipe.arguments().tf32());
    facts.put("seed", recipe.arguments().seed());
    var weights = Path.of(recipe.model()).resolve("model.safetensors");
    if (Files.isRegularFile(weights)) facts.put("model_sha256", Fingerprint.of(weights));
    facts.put("data_sha256", Fingerprint.of(Path.of(recipe.data().path())));
    if (recipe.evalData() != null) {
      facts.put("eval_data_sha256", Fingerprint.of(Path.of(recipe.evalData().path())));
    }
    return new Environment(facts);
  }
}
