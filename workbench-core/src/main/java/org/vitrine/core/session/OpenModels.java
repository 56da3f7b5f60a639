package org.vitrine.core.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.picture.Preprocessing;
import org.vitrine.core.task.ImageClassification;
import org.vitrine.core.task.Reading;
import org.vitrine.core.tensor.FastMath;
import org.vitrine.core.tokenizer.Tokenizer;

/// The models that were asked last, kept open: two at most, opened anew when their file changed.
final class OpenModels {
  private static final Logger LOG = LoggerFactory.getLogger(OpenModels.class);
  private static final int MOST = 2;

  private final Home home;
  private final int threads;
  private final String device;
  private boolean exact;
  private final Map<Path, Entry> open = new LinkedHashMap<>(4, .75f, true);

  OpenModels(Home home, int threads, String device) {
    this.home = home;
    this.threads = threads;
    this.device = device;
  }

  /// A model with its tokenizer, or with what is wrong with that: a model that is asked in token ids needs none.
  record Entry(
      Path folder,
      Model model,
      @Nullable Tokenizer words,
      @Nullable Problem wordless,
      FileTime stamp) {
    void close() {
      model.close();
      if (words != null) words.close();
    }

    /// @throws Problem why there is none
    Tokenizer tokenizer() {
      if (words != null) return words;
      throw wordless != null ? wordless : new IllegalStateException("neither words nor a reason");
    }

    /// How the model's inputs for a task are made.
    Reading reading(String task) {
      return task.equals(ImageClassification.NAME)
          ? Reading.of(pictures())
          : Reading.of(tokenizer());
    }

    /// What becomes of a picture before the model sees it.
    Preprocessing pictures() {
      return Reading.pictures(folder, model.family(), model.layout());
    }

    /// Id of the token that fills up, −1 if there is none.
    long pad() {
      return words == null ? -1 : words.special().pad();
    }

    /// Longest text that the model reads.
    int limit() {
      return model.config().maxPositions();
    }
  }

  Home home() {
    return home;
  }

  synchronized Entry get(String folder) {
    EngineLibrary.prepare(threads);
    var path = Places.model(folder).toAbsolutePath().normalize();
    var known = open.get(path);
    var stamp = stamp(path);
    if (known != null && known.stamp().equals(stamp)) return known;
    if (known != null) {
      open.remove(path);
      known.close();
    }
    Tokenizer tokenizer = null;
    Problem wordless = null;
    try {
      tokenizer = Tokenizer.open(path);
    } catch (Problem e) {
      wordless = e;
    }
    try {
      var model = Models.open(path, null, null, device(), Opening.toLook());
      var entry = new Entry(path, model, tokenizer, wordless, stamp);
      open.put(path, entry);
      var oldest = open.entrySet().iterator();
      while (open.size() > MOST) {
        oldest.next().getValue().close();
        oldest.remove();
      }
      return entry;
    } catch (RuntimeException e) {
      if (tokenizer != null) tokenizer.close();
      throw e;
    }
  }

  Devices.Device device() {
    EngineLibrary.prepare(threads);
    var chosen = Devices.choose(device);
    if (chosen.gpu() && !exact) exact();
    return chosen;
  }

  /// Convolutions of a card round to TF32 unless they are told not to; who looks wants the model's own numbers.
  private void exact() {
    exact = true;
    try {
      FastMath.allow(false);
    } catch (Problem e) {
      LOG.info("{}", e.getMessage(), e); // the parity certificate says what it costs
    }
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
