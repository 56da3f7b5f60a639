-- Counts changes to runs and events; readers go forward from the last count they saw.
CREATE TABLE clock (tick INTEGER NOT NULL);
INSERT INTO clock VALUES (0);

-- Times are milliseconds since 1970 UTC. Paths inside the home folder are relative to it.
CREATE TABLE run (
  key         INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT    NOT NULL UNIQUE,
  name        TEXT    NOT NULL,
  status      TEXT    NOT NULL,
  task        TEXT    NOT NULL,
  model       TEXT    NOT NULL,
  data        TEXT    NOT NULL,
  device      TEXT    NOT NULL,
  recipe      TEXT    NOT NULL,
  environment TEXT    NOT NULL DEFAULT '{}',
  note        TEXT    NOT NULL DEFAULT '',
  created     INTEGER NOT NULL,
  queued      INTEGER NOT NULL,
  started     INTEGER,
  ended       INTEGER,
  step        INTEGER NOT NULL DEFAULT 0,
  total_steps INTEGER NOT NULL DEFAULT 0,
  loss        REAL,
  score_name  TEXT,
  score       REAL,
  examples    INTEGER NOT NULL DEFAULT 0,
  message     TEXT,
  path        TEXT,
  result      TEXT    NOT NULL DEFAULT '{}',
  deleted     INTEGER,
  heartbeat   INTEGER,
  pid         INTEGER,
  machine     TEXT,
  worker      TEXT,
  lost        INTEGER NOT NULL DEFAULT 0,
  changed     INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX run_changed ON run (changed);
CREATE INDEX run_open ON run (status) WHERE status IN ('queued', 'running', 'paused');

CREATE TABLE tag (
  run  INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
  name TEXT    NOT NULL,
  PRIMARY KEY (run, name)
) WITHOUT ROWID;

CREATE TABLE metric_name (
  key  INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- value is NULL where the run had NaN, which SQLite cannot store
CREATE TABLE metric (
  run   INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
  name  INTEGER NOT NULL REFERENCES metric_name (key),
  step  INTEGER NOT NULL,
  value REAL,
  PRIMARY KEY (run, name, step)
) WITHOUT ROWID;

-- The same with words instead of keys, for whoever asks by hand.
CREATE VIEW curve AS
  SELECT run.id AS run, metric_name.name AS name, metric.step, metric.value
  FROM metric JOIN run ON run.key = metric.run JOIN metric_name ON metric_name.key = metric.name;

CREATE TABLE event (
  key     INTEGER PRIMARY KEY AUTOINCREMENT,
  run     INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
  time    INTEGER NOT NULL,
  step    INTEGER NOT NULL,
  kind    TEXT    NOT NULL,
  notice  TEXT    NOT NULL,
  changed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX event_run ON event (run, key);
CREATE INDEX event_changed ON event (changed);

CREATE TABLE checkpoint (
  run  INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
  path TEXT    NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT    NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (run, path)
) WITHOUT ROWID;

CREATE TABLE capture (
  run    INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
  step   INTEGER NOT NULL,
  probe  INTEGER NOT NULL,
  file   TEXT    NOT NULL,
  tokens TEXT    NOT NULL,
  answer TEXT    NOT NULL,
  time   INTEGER NOT NULL,
  PRIMARY KEY (run, step, probe)
) WITHOUT ROWID;

CREATE TABLE command (
  key   INTEGER PRIMARY KEY AUTOINCREMENT,
  run   INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
  name  TEXT    NOT NULL,
  time  INTEGER NOT NULL,
  taken INTEGER
);
CREATE INDEX command_open ON command (run) WHERE taken IS NULL;

CREATE TRIGGER run_new AFTER INSERT ON run BEGIN
  UPDATE clock SET tick = tick + 1;
  UPDATE run SET changed = (SELECT tick FROM clock) WHERE key = NEW.key;
END;
-- A heartbeat alone is no change.
CREATE TRIGGER run_change AFTER UPDATE OF name, status, device, environment, note, queued, started, ended, step,
    total_steps, loss, score_name, score, examples, message, path, result, deleted, lost ON run BEGIN
  UPDATE clock SET tick = tick + 1;
  UPDATE run SET changed = (SELECT tick FROM clock) WHERE key = NEW.key;
END;
CREATE TRIGGER event_new AFTER INSERT ON event BEGIN
  UPDATE clock SET tick = tick + 1;
  UPDATE event SET changed = (SELECT tick FROM clock) WHERE key = NEW.key;
END;

INSERT INTO metric_name (name) VALUES
  ('train/loss'), ('train/learning_rate'), ('train/grad_norm'), ('train/tokens_per_second'), ('train/epoch');
