package org.vitrine.core.train;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.vitrine.core.base.Json;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.PeakMemory;
import org.vitrine.core.model.Description;
import org.vitrine.core.model.Layout;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.Losses;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// What tuning takes, measured beside what [Footprint] says. No test; it prints one JSON line: three updates of AdamW on
/// a model that is drawn at random, in a process of its own, since the most memory is a process's.
///
/// `run|tune CONFIG.JSON`
final class MemoryBench {
  private static final AdamW.Rates RATES = new AdamW.Rates(0.9, 0.999, 1e-8, 0.01);

  private MemoryBench() {}

  public static void main(String[] arguments) throws IOException {
    var folder = Files.createTempDirectory("memory");
    Files.copy(Path.of(arguments[1]), folder.resolve("config.json"));
    var device = Devices.choose("cpu");
    boolean tunes = arguments[0].equals("tune");
    try (var scope = Scope.open(device);
        var model = Models.open(folder, null, null, device, Opening.toLearn(0).fromScratch(true))) {
      model.save(folder);
    }
    var about = Description.of(folder);
    var need = Footprint.of(about);
    long before = current();
    try (var model =
        Models.open(folder, null, null, device, tunes ? Opening.toLearn(0) : Opening.toLook())) {
      long batch = tunes ? need.batch() : 1, tokens = tunes ? need.tokens() : 512;
      Function<Scope, Batch> read = scope -> batch(about, scope, batch, tokens);
      if (tunes) tune(model, read);
      else
        for (int i = 0; i < 3; i++) {
          try (var scope = model.scope().inner()) {
            model.forward(read.apply(scope), Pass.inference());
          }
        }
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("model", arguments[1]);
    said.put("parameters", about.parameters());
    said.put("estimate_mb", (tunes ? need.tune() : need.run()) >> 20);
    said.put("measured_mb", new PeakMemory(device).bytes() >> 20);
    said.put("before_mb", before >> 20);
    System.out.println(Json.line(said));
    System.exit(0);
  }

  private static void tune(Model model, Function<Scope, Batch> reading) {
    try (var scope = model.scope().inner();
        var gradients = new Gradients(model, model.parameters(), scope)) {
      var optimizer = new AdamW(model.parameters(), model::decays, RATES, scope);
      for (int i = 0; i < 3; i++) {
        try (var step = scope.inner()) {
          var read = reading.apply(step);
          var output = model.forward(read, Pass.training(i).withGradients());
          gradients.add(Losses.of(model, 0).of(output, read).mean());
          optimizer.step(gradients.byName(), 1e-4);
          gradients.clear();
        }
      }
    }
  }

  private static Batch batch(Description about, Scope scope, long batch, long tokens) {
    Map<String, NDArray> named = new LinkedHashMap<>();
    var layout = about.layout();
    var sizes = about.sizes();
    if (layout.picture() != null) {
      var p = layout.picture();
      int side = p.height() == 0 ? Maps.side(sizes) : p.height();
      named.put("pixel_values", Tensors.normal(scope, 1, 1, batch, p.channels(), side, side));
    }
    if (layout.reads() == Layout.Reads.TEXT) {
      long length = Math.min(tokens, layout.first().tokens());
      named.put("input_ids", ids(scope, sizes.vocabSize(), batch, length));
      if (layout.writesAnother())
        named.put("decoder_input_ids", ids(scope, sizes.vocabSize(), batch, length));
      if (about.head().speaks()) named.put("labels", ids(scope, sizes.vocabSize(), batch, length));
    }
    if (!named.containsKey("labels"))
      named.put("labels", Tensors.of(scope, new long[(int) batch], batch));
    return Batch.of(named);
  }

  private static NDArray ids(Scope scope, int vocabulary, long batch, long tokens) {
    var ids = new long[(int) (batch * tokens)];
    for (int i = 0; i < ids.length; i++) ids[i] = 3 + i % (vocabulary - 3);
    return Tensors.of(scope, ids, batch, tokens);
  }

  /// Resident now; the peak before is that of drawing the weights.
  private static long current() throws IOException {
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    for (var line : Files.readAllLines(Path.of("/proc/self/status")))
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
    return 0;
  }
}
