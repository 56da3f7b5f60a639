package org.vitrine.core.device.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.LibraryFolder;

/// What this process computes with, for records and reports.
public final class EngineInUse {
  /// System property by which a worker is told the name of its engine.
  public static final String NAME = "vitrine.engine";

  private EngineInUse() {}

  /// `engine` (its name, or `named` where `PYTORCH_LIBRARY_PATH` says which), `libtorch`, `engine_glue`, `engine_flavour`;
  /// without what cannot be told.
  public static Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    var chosen = EngineLibrary.chosen();
    var found = chosen.map(EngineLibrary.Candidate::found);
    if (chosen.isEmpty() || found.isEmpty()) return facts;
    var path = chosen.get().path();
    var shipped = EngineLibrary.shipped().filter(path::equals).isPresent();
    var name = System.getProperty(NAME);
    facts.put("engine", shipped ? EngineStore.SHIPPED : name != null ? name : "named");
    found.flatMap(LibraryFolder::libtorch).ifPresent(version -> facts.put("libtorch", version));
    try {
      var manifest = Manifest.of(path.resolveSibling(Manifest.NAME).resolveSibling(""));
      facts.put("engine_glue", manifest.glue());
      facts.put("engine_flavour", manifest.flavour());
    } catch (Problem _) {
      found.flatMap(LibraryFolder::glue).ifPresent(glue -> facts.put("engine_glue", glue));
      facts.put("engine_flavour", found.get().cuda() ? "cuda" : "cpu");
    }
    return facts;
  }

  /// The folder of libraries, empty if there is none.
  public static String folder() {
    return EngineLibrary.chosen().map(EngineLibrary.Candidate::path).map(Path::toString).orElse("");
  }
}
