package org.vitrine.core.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.train.FineTuneRun;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunEvent.Captured;
import org.vitrine.core.train.RunEvent.CheckpointSaved;
import org.vitrine.core.train.RunEvent.Evaluated;
import org.vitrine.core.train.RunEvent.Failed;
import org.vitrine.core.train.RunEvent.Finished;
import org.vitrine.core.train.RunEvent.Noted;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.core.train.RunEvent.Paused;
import org.vitrine.core.train.RunEvent.Resumed;
import org.vitrine.core.train.RunEvent.Started;
import org.vitrine.core.train.RunEvent.Step;
import org.vitrine.core.train.RunEvent.Stopped;
import org.vitrine.core.train.RunLog;

/// One run's log: each event becomes rows.
///
/// @param key the run's number in the file
record Journal(Database db, Places places, long key) implements RunLog {
  /// Which measure stands for an evaluation, in this order.
  private static final List<String> LEADING = List.of("f1", "accuracy", "loss");

  private static final String BEGIN =
      """
      UPDATE run SET status = 'running', started = coalesce(started, ?), ended = NULL, message = NULL, step = ?,
        total_steps = ?, environment = ?, heartbeat = ?, lost = 0 WHERE key = ?
      """;
  private static final String LOSS =
      """
      UPDATE run SET loss = (SELECT value FROM metric WHERE run = ? AND step <= ?
        AND name = (SELECT key FROM metric_name WHERE name = 'train/loss') ORDER BY step DESC LIMIT 1) WHERE key = ?
      """;
  private static final String MEMORY =
      """
      UPDATE run SET environment = json_set(coalesce(environment, '{}'), '$.peak_memory_bytes',
        max(?, coalesce(json_extract(environment, '$.peak_memory_bytes'), 0))) WHERE key = ?
      """;
  private static final String SCORE =
      """
      UPDATE run SET score_name = ?2, score = (SELECT %s(value) FROM metric WHERE run = ?1
        AND name = (SELECT key FROM metric_name WHERE name = ?2)) WHERE key = ?1
      """;

  @Override
  public void add(RunEvent event) {
    db.later(sql -> {
      keep(sql, event);
      return true;
    });
  }

  @Override
  public void flush() {
    db.flush();
  }

  private void keep(Sql sql, RunEvent event) throws SQLException {
    switch (event) {
      case Started started -> begin(sql, started);
      case Step step -> step(sql, step);
      case Evaluated evaluated -> evaluated(sql, evaluated);
      case CheckpointSaved(var step, var path) -> {
        Events.checkpoint(sql, key, step, kept(path), kind(path));
        Events.add(sql, key, step, "checkpoint", "run.checkpoint", step, path.toString());
      }
      case Captured(var step, var probe, var file, var tokens, var answer) -> {
        Events.capture(sql, key, step, probe, kept(file), tokens, answer);
        Events.add(sql, key, step, "captured", "run.captured", step, probe + 1);
      }
      case Paused(var step) -> {
        sql.change("UPDATE run SET status = 'paused' WHERE key = ?", key);
        Events.add(sql, key, step, "paused", "run.paused", step);
      }
      case Resumed(var step) -> {
        sql.change("UPDATE run SET status = 'running' WHERE key = ?", key);
        Events.add(sql, key, step, "resumed", "run.resumed", step);
      }
      case Noted(var step, var notice) -> {
        if (notice.key().equals(FineTuneRun.PEAK))
          sql.change(MEMORY, notice.facts().getLast(), key);
        Events.add(sql, key, step, "noted", notice);
      }
      case Finished(var step, var path, var metrics) -> {
        Events.checkpoint(sql, key, step, kept(path), "final");
        sql.change("UPDATE run SET result = ? WHERE key = ?", Json.line(metrics), key);
        end(sql, RunStatus.FINISHED, step, path);
        Events.add(sql, key, step, "finished", "run.finished", step, path.toString());
      }
      case Stopped(var step, var path) -> {
        if (path != null) Events.checkpoint(sql, key, step, kept(path), kind(path));
        end(sql, RunStatus.STOPPED, step, path);
        if (path == null) Events.add(sql, key, step, "stopped", "run.discarded", step);
        else Events.add(sql, key, step, "stopped", "run.stopped", step, path.toString());
      }
      case Failed(var step, var problem, var path) -> {
        sql.change("UPDATE run SET message = ? WHERE key = ?", Json.line(problem), key);
        end(sql, RunStatus.FAILED, step, path);
        Events.add(sql, key, step, "failed", new Notice(problem.key(), problem.facts()));
      }
    }
  }

  private void begin(Sql sql, Started started) throws SQLException {
    Metrics.removeAfter(sql, key, started.step());
    Events.removeAfter(sql, key, started.step());
    long now = System.currentTimeMillis();
    sql.change(
        BEGIN,
        now,
        started.step(),
        started.totalSteps(),
        Json.line(started.environment()),
        now,
        key);
    sql.change(LOSS, key, started.step(), key);
    var score =
        sql.first(
            "SELECT score_name FROM run WHERE key = ? AND score_name IS NOT NULL",
            row -> row.getString(1),
            key);
    if (score.isPresent()) score(sql, score.get());
    var text = started.step() == 0 ? "run.started" : "run.continued";
    Events.add(sql, key, started.step(), "started", text, started.step(), started.totalSteps());
    for (var note : started.notes()) Events.add(sql, key, started.step(), "noted", note);
  }

  private void step(Sql sql, Step step) throws SQLException {
    long at = step.step();
    Metrics.add(sql, key, step);
    sql.atEnd(
        "step " + key,
        _ -> sql.change("UPDATE run SET step = ?, loss = ? WHERE key = ?", at, step.loss(), key));
  }

  private void evaluated(Sql sql, Evaluated evaluated) throws SQLException {
    for (Map.Entry<String, Double> metric : evaluated.metrics().entrySet()) {
      var name = metric.getKey().startsWith("eval/") ? metric.getKey() : "eval/" + metric.getKey();
      Metrics.name(sql, name);
      Metrics.add(sql, key, evaluated.step(), name, metric.getValue());
    }
    var best = LEADING.stream().filter(evaluated.metrics()::containsKey).findFirst().orElse("loss");
    var value = evaluated.metrics().get(best);
    if (value == null) {
      Events.add(sql, key, evaluated.step(), "evaluated", "run.measured", evaluated.step());
      return;
    }
    score(sql, "eval/" + best);
    sql.change("UPDATE run SET examples = ? WHERE key = ?", evaluated.examples(), key);
    Events.add(
        sql,
        key,
        evaluated.step(),
        "evaluated",
        "run.evaluated." + best,
        evaluated.step(),
        value,
        evaluated.examples());
  }

  /// The best value among those that are there, so that it is right after going back to a checkpoint too.
  private void score(Sql sql, String name) throws SQLException {
    sql.change(SCORE.formatted(Metrics.lowIsGood(name) ? "min" : "max"), key, name);
  }

  private void end(Sql sql, RunStatus status, long step, @Nullable Path path) throws SQLException {
    sql.atEnd(
        "step " + key + " end",
        _ ->
            sql.change(
                "UPDATE run SET status = ?, step = ?, path = coalesce(?, path), ended = ? WHERE key = ?",
                Runs.word(status),
                step,
                places.kept(path),
                System.currentTimeMillis(),
                key));
    sql.change("DELETE FROM command WHERE run = ? AND taken IS NULL", key);
  }

  private String kept(Path path) {
    return java.util.Objects.requireNonNull(places.kept(path));
  }

  private static String kind(Path path) {
    var name = String.valueOf(path.getFileName());
    return name.equals("best") || name.equals("final") ? name : "step";
  }
}
