package org.vitrine.app.line;

import java.util.Locale;
import java.util.function.Consumer;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.RunEvent;
import tools.jackson.databind.node.ObjectNode;

/// A run's events as `train --json` prints them, one JSON object a line.
public final class RunLines implements Consumer<RunEvent> {
  private final Shell shell;
  private final Locale locale;
  private final String run;

  public RunLines(Shell shell, Locale locale, String run) {
    this.shell = shell;
    this.locale = locale;
    this.run = run;
  }

  @Override
  public void accept(RunEvent event) {
    switch (event) {
      case RunEvent.Started e ->
          print(
              ofRun("started")
                  .put("step", e.step())
                  .put("total_steps", e.totalSteps())
                  .set("environment", Json.mapper().valueToTree(e.environment())));
      case RunEvent.Step e ->
          print(
              named("step")
                  .put("step", e.step())
                  .put("epoch", e.epoch())
                  .put("loss", e.loss())
                  .put("learning_rate", e.learningRate())
                  .put("grad_norm", Double.isFinite(e.gradNorm()) ? (Double) e.gradNorm() : null)
                  .put("tokens_per_second", e.tokensPerSecond()));
      case RunEvent.Evaluated e ->
          print(
              named("evaluation")
                  .put("step", e.step())
                  .set("metrics", Json.mapper().valueToTree(e.metrics())));
      case RunEvent.CheckpointSaved e ->
          print(named("checkpoint").put("step", e.step()).put("path", e.path().toString()));
      case RunEvent.Captured _ -> {}
      case RunEvent.Paused e -> print(ofRun("paused").put("step", e.step()));
      case RunEvent.Resumed e -> print(ofRun("resumed").put("step", e.step()));
      case RunEvent.Noted e ->
          print(
              named("note")
                  .put("step", e.step())
                  .put("key", e.notice().key())
                  .put("message", e.notice().sentence(locale)));
      case RunEvent.Finished e ->
          print(
              ofRun("finished")
                  .put("path", e.path().toString())
                  .set("metrics", Json.mapper().valueToTree(e.metrics())));
      case RunEvent.Stopped e ->
          print(
              ofRun("stopped")
                  .put("step", e.step())
                  .put("path", e.path() == null ? null : e.path().toString()));
      case RunEvent.Failed e -> failed(e.problem().toProblem());
    }
  }

  /// A run that could not even begin has no id.
  public void failed(Problem problem) {
    print(
        (run.isEmpty() ? named("failed") : ofRun("failed"))
            .put("message", problem.sentence(locale)));
  }

  private ObjectNode ofRun(String event) {
    return named(event).put("run", run);
  }

  private static ObjectNode named(String event) {
    return Json.object().put("event", event);
  }

  private void print(Object line) {
    shell.out().println(Json.line(line));
    shell.out().flush();
  }
}
