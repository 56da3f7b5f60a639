package org.vitrine.app.line;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.vitrine.core.base.Texts;
import org.vitrine.core.train.RunEvent;

/// A run's events as a person reads them on standard error. Steps come so often that a terminal shows the last one alone, and
/// elsewhere one is written every few seconds.
public final class RunSentences implements Consumer<RunEvent> {
  private static final long EVERY = 2_000_000_000L;

  private final Shell shell;
  private final Texts texts;
  private final Locale locale;
  private final ProgressLine line;
  private final String indent;
  private long total;
  private long firstStep = -1;
  private long firstTime;
  private long lastTime;

  public RunSentences(Shell shell, Everywhere everywhere, String indent) {
    this.shell = shell;
    this.indent = indent;
    texts = everywhere.texts();
    locale = everywhere.locale();
    line = new ProgressLine(everywhere);
  }

  @Override
  public void accept(RunEvent event) {
    switch (event) {
      case RunEvent.Started e -> {
        total = e.totalSteps();
        say(
            e.step() == 0
                ? texts.get("train.started", total)
                : texts.get("train.goes_on", e.step(), total));
      }
      case RunEvent.Step e -> step(e);
      case RunEvent.Evaluated e -> say(texts.get("train.evaluated", e.step(), metrics(e)));
      case RunEvent.CheckpointSaved e -> say(texts.get("train.checkpoint", e.step(), e.path()));
      case RunEvent.Captured _ -> {}
      case RunEvent.Paused e -> say(texts.get("train.paused", e.step()));
      case RunEvent.Resumed e -> say(texts.get("train.resumed", e.step()));
      case RunEvent.Noted e -> say(e.notice().sentence(locale));
      case RunEvent.Finished _ ->
          say(texts.get("train.finished", Figures.time((System.nanoTime() - firstTime) / 1e9)));
      case RunEvent.Stopped e -> say(texts.get("train.stopped", e.step()));
      case RunEvent.Failed _ ->
          line.clear(); // the problem itself is said by whoever waits for the end
    }
  }

  private void step(RunEvent.Step step) {
    long now = System.nanoTime();
    if (firstStep < 0) {
      firstStep = step.step();
      firstTime = now;
    }
    var text =
        texts.get(
                "train.step",
                step.step(),
                total,
                Figures.number(step.loss()),
                Figures.number(step.learningRate()),
                Math.round(step.tokensPerSecond()))
            + left(step, now);
    if (shell.terminal()) {
      line.show(indent + text);
    } else if (now - lastTime > EVERY || step.step() == total) {
      lastTime = now;
      say(text);
    }
  }

  /// The time that is left at the pace so far, once there is one.
  private String left(RunEvent.Step step, long now) {
    long done = step.step() - firstStep;
    if (done < 3) return "";
    double seconds = (now - firstTime) / 1e9 / done * (total - step.step());
    return ", " + texts.get("train.left", Figures.time(seconds));
  }

  private static String metrics(RunEvent.Evaluated evaluated) {
    var all = new StringJoiner(", ");
    evaluated.metrics().forEach((name, value) -> all.add(name + " " + Figures.number(value)));
    return all.toString();
  }

  private void say(String text) {
    line.clear();
    shell.err().println(indent + text);
    shell.err().flush();
  }
}
