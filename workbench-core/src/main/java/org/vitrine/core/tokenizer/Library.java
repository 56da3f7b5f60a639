package org.vitrine.core.tokenizer;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vitrine.core.base.Problem;

/// Loads the native library behind DJL's tokenizers, once.
///
/// The launcher names its folder in `RUST_LIBRARY_PATH`. DJL 0.36 takes a folder only where it sees a GPU (it asks for
/// the GPU's architecture without asking whether there is one), but it takes the library file itself everywhere.
final class Library {
  private static final String PLACE = "RUST_LIBRARY_PATH";

  private Library() {}

  /// @throws Problem `tokenizer.library` with the reason
  static synchronized void load() {
    var folder = System.getProperty(PLACE);
    if (folder != null) {
      var file = Path.of(folder).resolve(System.mapLibraryName("tokenizers"));
      if (Files.isRegularFile(file)) System.setProperty(PLACE, file.toString());
    }
    try {
      LibUtils.checkStatus();
    } catch (EngineException | LinkageError e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new Problem("tokenizer.library", e, String.valueOf(cause.getMessage()));
    }
  }
}
