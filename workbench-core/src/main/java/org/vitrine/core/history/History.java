package org.vitrine.core.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Commands;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunLog;
import tools.jackson.databind.node.ObjectNode;

/// Everything that was tried, in one SQLite file that any number of windows and workers share. Safe for every thread.
///
/// What returns after a change (`create`, `rename`, `command`, ...) returns when it is on disk; what a [RunLog] is told is on
/// disk within a quarter second, or when its `flush` returns. A run is named by its id wherever a `run` is asked for.
///
/// Every method may throw a [Problem]: `history.unknown` for a run that is not there, `history.readonly` for a change where
/// only reading is possible, `history.write`, `history.busy` or `history.damaged` where the file does not do its part.
public final class History implements AutoCloseable {
  /// How long a deleted run can be restored.
  public static final Duration KEPT = Duration.ofDays(30);

  private final Database db;
  private final Places places;
  private final Heads heads;
  private final Runs runs;
  private final Queue queue;
  private final Watch watch;

  private History(Database db, Home home) {
    this.db = db;
    places = new Places(home);
    heads = new Heads(places);
    runs = new Runs(db, places);
    queue = new Queue(db);
    watch = new Watch(db);
  }

  /// Opens the home folder's history and makes it if there is none; an older one is copied, then changed.
  ///
  /// @throws Problem `history.newer`, `history.migrate`, `history.damaged`, or `base.home` if there is nothing to read either
  public static History open(Home home) {
    return new History(Opening.open(home, Schema.current()), home);
  }

  public boolean readOnly() {
    return db.readOnly();
  }

  /// Why nothing can be written, null if it can.
  public Problem.@Nullable Facts trouble() {
    return db.trouble();
  }

  /// @return the new run's id, which sorts by time
  public String create(Recipe recipe, RunStatus status) {
    return runs.create(recipe, status);
  }

  /// Newest first.
  ///
  /// @param deleted true for those in the bin, false for the others
  public List<RunHead> runs(boolean deleted) {
    return db.read(sql -> heads.listed(sql, deleted));
  }

  /// A run by its id, its name (the newest of several), or the beginning of an id if only one begins so.
  public Optional<RunHead> head(String idOrNameOrPrefix) {
    return db.read(sql -> heads.find(sql, idOrNameOrPrefix));
  }

  public Run run(String id) {
    return db.read(sql -> whole(sql, id));
  }

  private Run whole(Sql sql, String id) throws SQLException {
    long key = Heads.key(sql, id);
    return new Run(
        heads.find(sql, id).orElseThrow(),
        Recipe.fromJson((ObjectNode) Json.parse(text(sql, key, "recipe"), id)),
        environment(Json.parse(text(sql, key, "environment"), ObjectNode.class, id)),
        text(sql, key, "note"),
        Events.of(sql, key),
        Events.checkpoints(sql, key, places),
        Events.captures(sql, key, places));
  }

  private static String text(Sql sql, long key, String column) throws SQLException {
    return sql.first("SELECT " + column + " FROM run WHERE key = ?", row -> row.getString(1), key)
        .orElseThrow();
  }

  private static Map<String, Object> environment(ObjectNode json) {
    var all = new LinkedHashMap<String, Object>();
    for (var field : json.properties())
      all.put(field.getKey(), Json.convert(field.getValue(), Object.class));
    return all;
  }

  /// What the final model of a run measured, names without `eval/`; empty before it is finished.
  public Map<String, Double> result(String run) {
    return db.read(sql -> {
      var all = new LinkedHashMap<String, Double>();
      var json = Json.parse(text(sql, Heads.key(sql, run), "result"), ObjectNode.class, run);
      for (var field : json.properties()) all.put(field.getKey(), field.getValue().asDouble());
      return all;
    });
  }

  /// Names of the curves that a run has: `train/loss`, `train/learning_rate`, `train/grad_norm`,
  /// `train/tokens_per_second`, `train/epoch`, `train/memory_mb`, `eval/loss`, `eval/accuracy`, ...
  public List<String> metrics(String run) {
    return db.read(sql -> Metrics.names(sql, run));
  }

  /// The points past `step`, in the order of steps; −1 for all.
  public List<Point> after(String run, String metric, long step) {
    return db.read(sql -> Metrics.after(sql, run, metric, step));
  }

  public Map<String, List<Point>> curves(String run) {
    return db.read(sql -> Metrics.curves(sql, run));
  }

  /// At most `2 * buckets` points that look like the whole curve: the lowest and the highest of each range of steps.
  public List<Point> thinned(String run, String metric, int buckets) {
    return db.read(sql -> Metrics.thinned(sql, run, metric, buckets));
  }

  /// Where [#changes] goes on from if everything up to now has been read.
  public long cursor() {
    return db.read(Watch::tick);
  }

  /// What is new since a cursor; 0 for everything ever. Cheap enough to ask five times a second.
  public Changes changes(long cursor) {
    watch.look();
    return db.read(sql -> {
      long tick = Watch.tick(sql);
      if (tick == cursor) return new Changes(tick, List.of(), List.of());
      return new Changes(tick, heads.changedAfter(sql, cursor), Events.after(sql, cursor));
    });
  }

  public void rename(String run, String name) {
    runs.set(run, "name", name.strip());
  }

  public void note(String run, String markdown) {
    runs.set(run, "note", markdown);
  }

  public void tags(String run, Set<String> tags) {
    runs.tags(run, tags);
  }

  /// Into the bin, where its folder stays too.
  ///
  /// @throws Problem `history.alive` while its worker is there
  public void delete(String run) {
    runs.delete(run);
  }

  /// Removes a run and its folder for good, without the bin.
  ///
  /// @throws Problem `history.alive` while its worker is there
  public void erase(String run) {
    runs.delete(run);
    runs.erase(run);
  }

  public void restore(String run) {
    runs.restore(run);
  }

  /// Removes for good, with their folders, what was deleted before a moment.
  ///
  /// @return the ids of those runs
  public List<String> purge(Instant before) {
    return runs.purge(before);
  }

  /// For the worker of a run: where it tells what happens. `add` throws a problem if what was told earlier could not be
  /// written, but takes the event; after a full disk for example everything is tried again with the next.
  public RunLog log(String run) {
    return new Journal(db, places, db.read(sql -> Heads.key(sql, run)));
  }

  /// For the worker of a run: what it is asked to do, each command once.
  public Commands commands(String run) {
    return queue.commands(run);
  }

  /// Asks a run's worker for something. A run that waits for its device leaves the queue at once if asked to end.
  public void command(String run, Command command) {
    queue.command(run, command);
  }

  /// Puts a run that has ended or was interrupted at the end of the queue; commands that nobody took are forgotten.
  ///
  /// @throws Problem `history.alive` while its worker is there
  public void queue(String run) {
    queue.enter(run);
  }

  /// Whether a queued run's turn has come: no other lives on the device and none has waited longer. If so the run holds the
  /// device from now on and is [RunStatus#RUNNING]. Who waits asks at least every few seconds; who does not ask for twenty
  /// loses no place but holds up nobody.
  ///
  /// @param device `cpu` or `cuda:N`, never `auto`
  public boolean mayStart(String run, String device) {
    return queue.mayStart(run, device);
  }

  /// For the worker of a run, as soon as it is there.
  public Heartbeat beat(String run, long pid) {
    return new Heartbeat(db, run, pid);
  }

  /// What differs between two runs.
  public Comparison compare(String a, String b) {
    return db.read(sql -> new Difference(sql, whole(sql, a), whole(sql, b)).comparison());
  }

  /// A run as `runs show --json` prints it: its head, recipe, environment, every curve, events, checkpoints, captures.
  public ObjectNode json(Run run) {
    return RunJson.whole(run, curves(run.head().id()));
  }

  /// A run as `runs list --json` prints it.
  public ObjectNode json(RunHead head) {
    return RunJson.head(head);
  }

  /// Writes `recipe.json`, `environment.json`, `run.json`, `metrics.csv`, `events.csv` and `note.md`; other files in the folder
  /// stay.
  public void export(String run, Path folder) {
    new Export(db, run(run)).into(folder, json(run(run)));
  }

  /// Answers a question in SQL that can only read: the tables, and besides them `runs` (a row a run with its main settings)
  /// and `evaluations` (a row a measuring), both with the run's id as `run`. A thousand rows at most.
  ///
  /// @throws Problem `history.query-write` for anything but one question, `history.query-slow` past `most`, `history.query`
  ///     with SQLite's own words
  public QueryAnswer ask(String sql, Duration most) {
    return db.query().ask(sql, most);
  }

  /// Names of tables and columns that such a question may use.
  public List<String> queryWords() {
    return db.query().words();
  }

  /// Returns when everything told so far is on disk.
  public void flush() {
    db.flush();
  }

  @Override
  public void close() {
    db.close();
  }
}
