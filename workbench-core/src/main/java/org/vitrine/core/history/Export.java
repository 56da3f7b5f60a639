package org.vitrine.core.history;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import tools.jackson.databind.node.ObjectNode;

/// A run as files that other programs read.
record Export(Database db, Run run) {
  private static final String POINTS =
      """
      SELECT step, value, metric_name.name FROM metric JOIN metric_name ON metric_name.key = metric.name
      WHERE metric.run = (SELECT key FROM run WHERE id = ?) ORDER BY metric.name, step
      """;

  void into(Path folder, ObjectNode whole) {
    Disk.write(folder.resolve("recipe.json"), Json.pretty(run.recipe()));
    Disk.write(folder.resolve("environment.json"), Json.pretty(run.environment()));
    Disk.write(folder.resolve("note.md"), run.note());
    Disk.write(folder.resolve("run.json"), Json.pretty(whole));
    Disk.appear(folder.resolve("events.csv"), this::events);
    Disk.appear(folder.resolve("metrics.csv"), this::metrics);
  }

  private void events(Path file) throws IOException {
    try (var csv = CsvWriter.builder().build(file)) {
      csv.writeRecord("time", "step", "kind", "key", "facts");
      for (var each : run.events()) {
        var notice = each.notice();
        csv.writeRecord(
            each.time().toString(),
            "" + each.step(),
            each.kind(),
            notice.key(),
            Json.line(notice.facts()));
      }
    }
  }

  private void metrics(Path file) throws IOException {
    try (var csv = CsvWriter.builder().build(file)) {
      csv.writeRecord("metric", "step", "value");
      db.read(sql -> points(sql, csv));
    }
  }

  private int points(Sql sql, CsvWriter csv) throws SQLException {
    return sql.each(
        POINTS,
        row -> {
          var point = Metrics.point(row);
          csv.writeRecord(row.getString(3), "" + point.step(), "" + point.value());
        },
        run.head().id());
  }
}
