package org.vitrine.core.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Json;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.history.History;
import org.vitrine.core.history.Run;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunEvent.Notice;

/// Which kernels of matrix products are the fastest here. They are settled before the engine loads, so each kind is tried
/// in a process of its own, for a moment.
final class KernelTrial {
  private static final Logger LOG = LoggerFactory.getLogger(KernelTrial.class);

  /// A linear layer of a small encoder: 2,048 tokens, 256 to 1,024.
  private static final long TOKENS = 2048, IN = 256, OUT = 1024;

  private static final int WARM = 5, ROUNDS = 30;

  private KernelTrial() {}

  /// The run's recipe with `fastest` replaced by what it stands for. A run that goes on keeps the kernels it began with,
  /// since its losses would not be the same bits otherwise; on a computer that has not got them it goes on with its own.
  static Recipe settled(Home home, History history, Run run) {
    var recipe = run.recipe();
    if (!recipe.arguments().kernels().equals("fastest")) return recipe;
    boolean choice = EngineLibrary.hasWideKernels() && !Devices.choose(recipe.device()).gpu();
    var before = run.environment().get("kernels");
    var kernels =
        !choice ? "shipped" : before != null ? before.toString() : measured(home, history, run);
    return recipe.with(recipe.arguments().with("kernels", kernels));
  }

  private static String measured(Home home, History history, Run run) {
    int threads = run.recipe().threads();
    double shipped = ask(home, "shipped", threads), wide = ask(home, "avx512", threads);
    var taken = wide > shipped ? "avx512" : "shipped";
    history
        .log(run.head().id())
        .add(
            new RunEvent.Noted(
                0, Notice.of("kernels." + taken, Math.round(shipped), Math.round(wide))));
    return taken;
  }

  /// Billions of operations a second; 0 where it did not come to a figure.
  private static double ask(Home home, String kernels, int threads) {
    try {
      var process =
          WorkerProcess.start(
              home,
              home.log(),
              ProcessBuilder.Redirect.PIPE,
              "kernels",
              kernels,
              Integer.toString(threads));
      try (var out = process.getInputStream()) {
        // Its one line fits into the pipe, so it can end before anybody reads.
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) return 0;
        var text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        return Json.parse(text, "kernels").path("gflops").asDouble(0);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.info("no figure for {} kernels", kernels, e);
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /// What a trial's own process does: prints its figure as JSON.
  static String measure(String kernels, int threads) {
    EngineLibrary.prepare(threads, kernels.equals("avx512"));
    double best = Double.MAX_VALUE;
    try (var scope = Scope.open()) {
      var x = Tensors.normal(scope, 1, 1, TOKENS, IN);
      var weight = Tensors.normal(scope, 1, 2, OUT, IN);
      for (int i = 0; i < WARM + ROUNDS; i++) {
        long began = System.nanoTime();
        Kernels.withoutGradients(() -> Kernels.linear(x, weight, null)).close();
        if (i >= WARM) best = Math.min(best, System.nanoTime() - began);
      }
    }
    return Json.line(Map.of("gflops", 2.0 * TOKENS * IN * OUT / best));
  }
}
