package org.vitrine.ui.runs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.ui.testing.FakeRuns;
import org.vitrine.ui.testing.FakeWorkbench;

/// A run in full swing, written the way a run writes itself: curves, evaluations, checkpoints, films of three probes.
final class LiveRuns {
  static final long TOTAL = 6315, NOW = 3684;
  private static final int TOKENS = 12, HEADS = 2;
  private static final List<String> SENTENCES =
      List.of(
          "the film is slow, but the ending is a quiet triumph.",
          "warm, sharp and never in a hurry.",
          "it never quite earns the tears it asks for.");

  private LiveRuns() {}

  static Recipe recipe(String name) {
    var probes =
        List.of(
            new Recipe.Probe(SENTENCES.get(0), null, "positive"),
            new Recipe.Probe(SENTENCES.get(1), null, "positive"),
            new Recipe.Probe(SENTENCES.get(2), null, "negative"));
    return Recipe.of(
            "text-classification", "/cache/bert-base-uncased", Recipe.Source.of("/data/sst2.tsv"))
        .with(Arguments.DEFAULTS.with("learning_rate", "2e-5").with("batch_size", "32"))
        .withName(name)
        .withProbes(probes);
  }

  /// A run that a worker just took.
  static String young(FakeWorkbench workbench) {
    return workbench.history().create(recipe("sst2-bert-base-s2"), RunStatus.RUNNING);
  }

  static String running(FakeWorkbench workbench) {
    var history = workbench.history();
    var run = history.create(recipe("sst2-bert-base"), RunStatus.RUNNING);
    var log = history.log(run);
    var environment =
        Map.<String, Object>of("device", "cuda:0", "device_name", "RTX 4070", "threads", 8);
    var notes = List.of(Notice.of("split", 67_349, 872), Notice.of("fresh_head", 2));
    log.add(new RunEvent.Started(0, TOTAL, TOTAL / 3.0, environment, notes));
    var random = new Random(7);
    for (long step = 1; step <= NOW; step += 9) {
      double p = step / (double) TOTAL;
      double loss = 0.115 + 0.6 * Math.exp(-11 * p) + 0.035 * random.nextGaussian();
      double rate = 2e-5 * (p < 0.1 ? p / 0.1 : (1 - p) / 0.9);
      double norm = 2.2 + 3 * Math.exp(-9 * p) + 0.4 * random.nextGaussian();
      log.add(
          new RunEvent.Step(
              step,
              3 * p,
              Math.max(0.03, loss),
              rate,
              norm,
              10_300 + random.nextInt(300),
              step < 90 ? 1200 + 30 * step : 4198));
    }
    for (int k = 1; k <= 7; k++) {
      long step = 526L * k;
      double accuracy = k == 6 ? 0.925 : 0.87 + 0.0075 * k;
      double loss = 0.229 + 0.02 * Math.abs(k - 6);
      var metrics = new LinkedHashMap<String, Double>(Map.of("loss", loss, "accuracy", accuracy));
      log.add(new RunEvent.Evaluated(step, 3.0 * step / TOTAL, metrics, k == 6, 872));
      log.add(new RunEvent.CheckpointSaved(step, workbench.folder().resolve("step-" + step)));
      workbench.folder().resolve("step-" + step).toFile().mkdirs();
    }
    films(workbench, run);
    FakeRuns.began(workbench, run, Duration.ofSeconds(338), Duration.ZERO);
    return run;
  }

  /// A finished run with twelve evaluations.
  static String finished(
      FakeWorkbench workbench, String name, String rate, double floor, double accuracy, int seed) {
    var history = workbench.history();
    var recipe = recipe(name);
    var run =
        history.create(
            recipe.with(recipe.arguments().with("learning_rate", rate)), RunStatus.RUNNING);
    var log = history.log(run);
    log.add(
        new RunEvent.Started(
            0, TOTAL, TOTAL / 3.0, Map.of("device", "cuda:0", "threads", 8), List.of()));
    var random = new Random(seed);
    for (long step = 1; step <= TOTAL; step += 15) {
      double p = step / (double) TOTAL;
      double loss = floor + (0.7 - floor) * Math.exp(-8 * p) + 0.03 * random.nextGaussian();
      log.add(
          new RunEvent.Step(
              step, 3 * p, Math.max(0.03, loss), 2e-5 * (1 - p), 2 + random.nextDouble(), 10_420));
    }
    for (int k = 1; k <= 12; k++) {
      double got = accuracy - 0.05 * Math.exp(-0.5 * k);
      var metrics =
          new LinkedHashMap<String, Double>(
              Map.of(
                  "loss",
                  floor + 0.12 + 0.1 * Math.exp(-0.6 * k),
                  "accuracy",
                  k == 12 ? accuracy : got));
      log.add(new RunEvent.Evaluated(526L * k, 0.25 * k, metrics, true, 872));
    }
    log.add(
        new RunEvent.Finished(
            TOTAL, workbench.folder().resolve(run), Map.of("accuracy", accuracy)));
    FakeRuns.began(workbench, run, Duration.ofMinutes(60 - seed), Duration.ofSeconds(550 + seed));
    return run;
  }

  static void films(FakeWorkbench workbench, String run) {
    var log = workbench.history().log(run);
    long[] steps = {0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1579, 2105, 2631, 3157, 3683};
    for (int probe = 0; probe < SENTENCES.size(); probe++) {
      for (int k = 0; k < steps.length; k++) {
        var file = workbench.folder().resolve(run + "-" + probe + "-" + steps[k] + ".safetensors");
        write(file, k / (double) steps.length, probe);
        double sure = 0.45 + 0.53 * k / steps.length;
        var right = probe == 2 ? "negative" : "positive";
        var wrong = probe == 2 ? "positive" : "negative";
        var answer = new LinkedHashMap<String, Double>();
        answer.put(sure > 0.5 ? right : wrong, Math.max(sure, 1 - sure));
        answer.put(sure > 0.5 ? wrong : right, Math.min(sure, 1 - sure));
        var tokens = java.util.Collections.nCopies(TOKENS, "word");
        log.add(new RunEvent.Captured(steps[k], probe, file, tokens, answer));
      }
    }
  }

  private static void write(Path file, double progress, int seed) {
    var random = new Random(seed);
    try (var arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(4L * HEADS * TOKENS * TOKENS);
      for (int row = 0; row < HEADS * TOKENS; row++) {
        var raw = new double[TOKENS];
        double sum = 0;
        for (int j = 0; j < TOKENS; j++) {
          raw[j] =
              0.1 + progress * Math.pow(random.nextDouble(), 6) * 6 + (j == TOKENS - 1 ? 1 : 0);
          sum += raw[j];
        }
        for (int j = 0; j < TOKENS; j++)
          bytes.setAtIndex(ValueLayout.JAVA_FLOAT, (long) row * TOKENS + j, (float) (raw[j] / sum));
      }
      long[] shape = {1, HEADS, TOKENS, TOKENS};
      var entry = new SafetensorsWriter.Entry(DType.F32, shape, bytes);
      SafetensorsWriter.write(file, Map.of("attentions.0", entry), Map.of());
    }
  }
}
