package org.vitrine.core.session;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.engine.EngineInUse;
import org.vitrine.core.device.engine.EngineStore;

/// With which engine a worker starts.
///
/// @param name as in the settings
/// @param libraries the folder that it loads, null for what this process was started with
/// @param cuda whether its own libraries must be found by their names
record EngineChoice(String name, @Nullable Path libraries, boolean cuda) {
  private static final EngineChoice OWN = new EngineChoice(EngineStore.SHIPPED, null, false);

  /// What the settings say; the shipped engine where the one that they name is gone or does not fit, which the doctor then
  /// says. `PYTORCH_LIBRARY_PATH` goes before both.
  static EngineChoice of(Home home) {
    if (EngineLibrary.named().isPresent()) return OWN;
    try {
      var name = Settings.of(home).engine();
      if (name.equals(EngineStore.SHIPPED)) return OWN;
      return store(home)
          .look(name)
          .filter(e -> e.problem() == null)
          .map(EngineChoice::of)
          .orElse(OWN);
    } catch (Problem _) {
      return OWN; // no worker depends on a file that may be damaged
    }
  }

  static EngineChoice of(EngineStore.Engine engine) {
    return new EngineChoice(engine.name(), engine.libraries(), engine.cuda());
  }

  static EngineStore store(Home home) {
    return new EngineStore(home.engines(), EngineLibrary.shipped().orElse(null));
  }

  Map<String, String> properties() {
    var properties = new LinkedHashMap<String, String>();
    if (libraries == null) return properties;
    properties.put("PYTORCH_LIBRARY_PATH", libraries.toString());
    properties.put(EngineInUse.NAME, name);
    return properties;
  }

  /// CUDA's libraries open one another by name, and the system must know where; cards are numbered as `nvidia-smi` does.
  void prepare(Map<String, String> environment) {
    environment.putIfAbsent("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
    if (libraries == null || !cuda) return;
    var path = System.getProperty("os.name", "").startsWith("Windows") ? "PATH" : "LD_LIBRARY_PATH";
    var folders = libraries.toString();
    var runtime = libraries.resolveSibling("runtime");
    if (Files.isDirectory(runtime)) folders += File.pathSeparator + runtime;
    var before = environment.get(path);
    environment.put(
        path, before == null || before.isBlank() ? folders : folders + File.pathSeparator + before);
  }
}
