package org.vitrine.core.session;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.Graphics;
import org.vitrine.core.device.engine.EngineInUse;
import org.vitrine.core.device.engine.EngineStore.Engine;
import org.vitrine.core.session.protocol.EngineTrial;
import org.vitrine.core.tensor.AttentionKernels;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tensor.TrainingKernels;

/// Tries an engine in a process of its own before anything is switched to it: libraries that do not fit end a process
/// without a word. The kernels of a step run on every device, and the gradient is compared with one worked out in Java.
final class EngineProof {
  /// Reading gigabytes of libraries from a slow disk takes its time.
  private static final long MINUTES = 5;

  private static final int ROWS = 6, IN = 4, CLASSES = 3;
  private static final double TOLERANCE = 1e-4;

  private EngineProof() {}

  /// @throws Problem `session.engine_died`, `session.engine_wrong`, `session.engine_no_driver`; `session.engine_no_card` for a CUDA build that sees no card
  static EngineTrial ask(Home home, Engine engine, Progress progress) {
    if (engine.problem() != null) throw engine.problem().toProblem();
    try {
      var process =
          WorkerProcess.start(
              EngineChoice.of(engine), home.log(), ProcessBuilder.Redirect.PIPE, "engine");
      try (var out = process.getInputStream()) {
        return answer(home, engine, process, out, progress);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new Problem(
          "session.engine_died", e, engine.name(), String.valueOf(e.getMessage()), home.log());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private static EngineTrial answer(
      Home home, Engine engine, Process process, java.io.InputStream out, Progress progress)
      throws IOException, InterruptedException {
    // Its one line fits into the pipe, so it can end before anybody reads.
    for (long tick = 0; !process.waitFor(200, TimeUnit.MILLISECONDS); tick++) {
      progress.at("device.progress.trying", 0, 0);
      if (tick > MINUTES * 60 * 5) {
        throw new Problem("session.engine_died", engine.name(), MINUTES + " min", home.log());
      }
    }
    var text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.exitValue() != 0 || text.isEmpty()) {
      throw new Problem("session.engine_died", engine.name(), process.exitValue(), home.log());
    }
    var said = Json.parse(text, Said.class, "engine");
    if (said.problem() != null) throw reason(engine, said.problem());
    if (engine.cuda() && said.devices().stream().noneMatch(each -> each.startsWith("cuda"))) {
      throw new Problem("session.engine_no_card", engine.name());
    }
    return new EngineTrial(engine.name(), said.libtorch(), said.devices(), said.seconds());
  }

  /// A build for CUDA does not even load where the driver's library is missing.
  private static Problem reason(Engine engine, Problem.Facts said) {
    boolean loads = !said.key().equals("device.engine");
    if (loads || !engine.cuda() || Graphics.look().driver()) return said.toProblem();
    return new Problem("session.engine_no_driver", engine.name());
  }

  /// What the process prints.
  private record Said(
      String libtorch,
      List<String> devices,
      double seconds,
      Problem.@org.jspecify.annotations.Nullable Facts problem) {}

  static String measure() {
    long began = System.nanoTime();
    try {
      EngineLibrary.prepare(1);
      var devices = Devices.list().stream().map(Devices.Device::id).toList();
      for (var device : Devices.list()) tryOn(device);
      var libtorch = EngineInUse.facts().getOrDefault("libtorch", "");
      return Json.line(new Said(libtorch, devices, (System.nanoTime() - began) / 1e9, null));
    } catch (Problem e) {
      return Json.line(new Said("", List.of(), 0, e.toFacts()));
    } catch (RuntimeException | LinkageError e) {
      var problem =
          new Problem(
              "session.engine_wrong", e, EngineInUse.folder(), String.valueOf(e.getMessage()));
      return Json.line(new Said("", List.of(), 0, problem.toFacts()));
    }
  }

  private static void tryOn(Devices.Device device) {
    try (var scope = Scope.open(device)) {
      var x = random(scope, 1, ROWS * IN);
      var w = random(scope, 2, CLASSES * IN);
      var labels = IntStream.range(0, ROWS).mapToLong(row -> row % CLASSES).toArray();
      var weight = Tensors.of(scope, w, CLASSES, IN);
      TrainingKernels.learns(weight, true);
      var logits = Kernels.linear(Tensors.of(scope, x, ROWS, IN), weight, null);
      var loss = TrainingKernels.crossEntropySum(logits, Tensors.of(scope, labels, ROWS), -100, 0);
      var gradient = TrainingKernels.gradients(scope.manager(), loss, List.of(weight)).getFirst();
      near(device, Tensors.floats(gradient), expected(x, w, labels));
      attention(device, scope);
    }
  }

  /// Fused and eager attention are the same numbers.
  private static void attention(Devices.Device device, Scope scope) {
    var q = Tensors.normal(scope, 1, 3, 2, 2, 5, 8); // [B, heads, T, dh]
    var terms = new AttentionKernels.Terms(null, null, false, 0, 1 / Math.sqrt(8), 0, null, null);
    NDArray fused = Kernels.withoutGradients(() -> AttentionKernels.fused(q, q, q, terms));
    var eager = Kernels.withoutGradients(() -> AttentionKernels.eager(q, q, q, terms));
    var wanted = Tensors.floats(eager.getFirst());
    near(
        device,
        Tensors.floats(fused),
        IntStream.range(0, wanted.length).mapToDouble(i -> wanted[i]).toArray());
  }

  private static float[] random(Scope scope, long key, int count) {
    return Tensors.floats(Tensors.normal(scope, 1, key, count));
  }

  /// d/dW of −Σ log softmax(x Wᵀ)[label] = (softmax − one-hot)ᵀ x.
  private static double[] expected(float[] x, float[] w, long[] labels) {
    var gradient = new double[CLASSES * IN];
    for (int row = 0; row < ROWS; row++) {
      var e = new double[CLASSES];
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        for (int i = 0; i < IN; i++) e[c] += (double) x[row * IN + i] * w[c * IN + i];
        sum += e[c] = Math.exp(e[c]);
      }
      for (int c = 0; c < CLASSES; c++) {
        double away = e[c] / sum - (labels[row] == c ? 1 : 0);
        for (int i = 0; i < IN; i++) gradient[c * IN + i] += away * x[row * IN + i];
      }
    }
    return gradient;
  }

  private static void near(Devices.Device device, float[] found, double[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (found.length != wanted.length || !(Math.abs(found[i] - wanted[i]) < TOLERANCE)) {
        throw new Problem("session.engine_wrong", Path.of(EngineInUse.folder()), device.id());
      }
    }
  }
}
