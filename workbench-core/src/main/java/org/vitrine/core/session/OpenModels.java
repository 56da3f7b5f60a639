package org.vitrine.core.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.tokenizer.Tokenizer;

/// The models that were asked last, kept open: two at most, opened anew when their file changed.
final class OpenModels {
  private static final int MOST = 2;

  private final Home home;
  private final int threads;
  private final String device;
  private final Map<Path, Entry> open = new LinkedHashMap<>(4, .75f, true);

  OpenModels(Home home, int threads, String device) {
    this.home = home;
    this.threads = threads;
    this.device = device;
  }

  /// A model with its tokenizer.
  record Entry(Model model, Tokenizer tokenizer, FileTime stamp) {
    void close() {
      model.close();
      tokenizer.close();
    }

    /// Longest text that the model reads.
    int limit() {
      return model.config().maxPositions();
    }
  }

  synchronized Entry get(String folder) {
    EngineLibrary.prepare(home.engines(), threads);
    var path = Places.model(folder).toAbsolutePath().normalize();
    var known = open.get(path);
    var stamp = stamp(path);
    if (known != null && known.stamp().equals(stamp)) return known;
    if (known != null) {
      open.remove(path);
      known.close();
    }
    var tokenizer = Tokenizer.open(path);
    try {
      var model = Models.open(path, null, null, Devices.choose(device), Opening.toLook());
      var entry = new Entry(model, tokenizer, stamp);
      open.put(path, entry);
      var oldest = open.entrySet().iterator();
      while (open.size() > MOST) {
        oldest.next().getValue().close();
        oldest.remove();
      }
      return entry;
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  Devices.Device device() {
    EngineLibrary.prepare(home.engines(), threads);
    return Devices.choose(device);
  }

  private static FileTime stamp(Path folder) {
    var config = folder.resolve("config.json");
    try {
      if (!Files.isRegularFile(config)) throw new Problem("session.model", folder);
      return Files.getLastModifiedTime(config);
    } catch (IOException e) {
      throw new Problem("base.read", e, config, Disk.reason(e));
    }
  }
}
