package org.vitrine.ui.testing;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.History;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunEvent.Notice;

/// Runs as a history has them after some days of work, written the way a run writes itself.
public final class FakeRuns {
  private FakeRuns() {}

  /// Four runs, newest last: a failed one, a paused one, two finished ones.
  public static void into(FakeWorkbench workbench) {
    var history = workbench.history();
    var folder = workbench.folder();
    var one = create(history, "sst2-tiny-lr-3e-3", "3e-3");
    steps(history, one, 800, 214, 3, 7);
    history
        .log(one)
        .add(
            new RunEvent.Failed(
                214, new Problem("train.diverged", 214, "∞", 3e-3).toFacts(), null));
    began(workbench, one, Duration.ofDays(2), Duration.ofSeconds(21));
    var two = create(history, "poems-gpt2", "5e-4");
    steps(history, two, 2400, 800, 1, 11);
    history.log(two).add(new RunEvent.CheckpointSaved(800, folder.resolve("step-800")));
    history.log(two).add(new RunEvent.Paused(800));
    began(workbench, two, Duration.ofMinutes(631), Duration.ZERO);
    var three = create(history, "sst2-bert-base-lora", "1e-4");
    finished(history, three, folder, 0.919, 13);
    began(workbench, three, Duration.ofMinutes(183), Duration.ofSeconds(422));
    var four = create(history, "sst2-bert-base", "2e-5");
    finished(history, four, folder, 0.930, 17);
    began(workbench, four, Duration.ofMinutes(95), Duration.ofSeconds(581));
    history.tags(four, Set.of("sst2", "thesis"));
    history.flush();
  }

  /// Moves a run into the past, as if it had begun so long ago and, where it has ended, lasted so long.
  public static void began(FakeWorkbench workbench, String run, Duration ago, Duration lasted) {
    workbench.history().flush();
    long begin = System.currentTimeMillis() - ago.toMillis(), end = begin + lasted.toMillis();
    var file = workbench.home().history();
    try (var db = DriverManager.getConnection("jdbc:sqlite:" + file);
        var change =
            db.prepareStatement(
                "UPDATE run SET created = ?1, started = ?1,"
                    + " ended = CASE WHEN ended IS NULL THEN NULL ELSE ?2 END WHERE id = ?3")) {
      change.setLong(1, begin);
      change.setLong(2, end);
      change.setString(3, run);
      change.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String create(History history, String name, String rate) {
    var recipe =
        Recipe.of(
                "text-classification",
                "/cache/bert-base-uncased",
                Recipe.Source.of("/data/sst2.tsv"))
            .with(Arguments.DEFAULTS.with("learning_rate", rate))
            .withName(name)
            .withProbes(
                List.of(
                    new Recipe.Probe(
                        "The film is slow, but the ending is a quiet triumph.", null, "positive")));
    return history.create(recipe, RunStatus.RUNNING);
  }

  private static void finished(
      History history, String run, Path folder, double accuracy, int seed) {
    steps(history, run, 1200, 1200, 0, seed);
    var metrics = new LinkedHashMap<String, Double>(Map.of("loss", 0.231, "accuracy", accuracy));
    history.log(run).add(new RunEvent.Evaluated(1200, 3, metrics, true, 872));
    history.log(run).add(new RunEvent.Finished(1200, folder.resolve(run), metrics));
    history.flush();
  }

  /// @param grow 0 for a loss that falls, more for one that ends higher
  public static void steps(
      History history, String run, long total, long until, double grow, int seed) {
    var log = history.log(run);
    var random = new Random(seed);
    log.add(
        new RunEvent.Started(
            0,
            total,
            total / 3.0,
            Map.of("device", "cuda:0"),
            List.of(Notice.of("fresh_head", 2))));
    for (long step = 1; step <= until; step += Math.max(1, until / 120)) {
      double progress = step / (double) total;
      double loss =
          0.1 + 0.6 * Math.exp(-7 * progress) + 0.03 * random.nextGaussian() * (1 - 0.5 * progress);
      if (grow > 2) loss += 4 * progress;
      if (grow == 1) loss += 2.8;
      log.add(
          new RunEvent.Step(
              step,
              3 * progress,
              Math.max(0.02, loss),
              2e-5 * (1 - progress),
              2 + random.nextDouble(),
              10_420));
    }
    history.flush();
  }
}
