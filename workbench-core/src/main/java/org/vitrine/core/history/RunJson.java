package org.vitrine.core.history;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ObjectNode;

/// Runs as the command line prints them. NaN becomes null, which every reader of JSON takes.
final class RunJson {
  private RunJson() {}

  /// `problem` holds key and facts of a failure, `message` its English sentence.
  static ObjectNode head(RunHead head) {
    ObjectNode json = Json.mapper().valueToTree(head);
    json.put("status", head.status().name().toLowerCase(Locale.ROOT));
    if (head.message() != null) {
      var problem = Json.parse(head.message(), Problem.Facts.class, head.id());
      json.set("problem", Json.mapper().valueToTree(problem));
      json.put("message", problem.toProblem().sentence(Locale.ENGLISH));
    }
    return json;
  }

  static ObjectNode whole(Run run, Map<String, List<Point>> curves) {
    var json = head(run.head());
    json.set("recipe", run.recipe().toJson());
    json.set("environment", Json.mapper().valueToTree(run.environment()));
    json.put("note", run.note());
    var metrics = json.putObject("metrics");
    curves.forEach((name, points) -> {
      var curve = metrics.putArray(name);
      for (var point : points) {
        var pair = curve.addArray().add(point.step());
        if (Double.isFinite(point.value())) pair.add(point.value());
        else pair.addNull();
      }
    });
    json.set("events", Json.mapper().valueToTree(run.events()));
    json.set("checkpoints", Json.mapper().valueToTree(run.checkpoints()));
    json.set("captures", Json.mapper().valueToTree(run.captures()));
    return json;
  }
}
