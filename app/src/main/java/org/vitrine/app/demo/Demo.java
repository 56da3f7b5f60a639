package org.vitrine.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Everywhere;
import org.vitrine.app.line.Failed;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Follow;
import org.vitrine.app.line.Grid;
import org.vitrine.app.line.RunSentences;
import org.vitrine.core.base.Texts;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Commands;
import org.vitrine.core.train.RunEvent;

/// The demo from its first sentence to its measured figures; says what it does while it does it.
final class Demo {
  private static final Pattern LICENCE = Pattern.compile("(?mi)^licen[sc]e:\\s*(\\S+)");
  private static final List<String> MEASURES = List.of("accuracy", "loss");
  private static final String INDENT = "  ";

  private final Workbench bench;
  private final Everywhere everywhere;
  private final Texts texts;
  private final Subject subject;

  Demo(Workbench bench, Everywhere everywhere) {
    this.bench = bench;
    this.everywhere = everywhere;
    texts = Texts.of("org.vitrine.app.demo.texts", everywhere.locale());
    subject = Subject.of(everywhere.locale());
  }

  /// @throws org.vitrine.core.base.Problem if something is missing or a run fails
  /// @throws java.util.concurrent.CancellationException if a run was stopped
  Story perform() throws Exception {
    long began = System.nanoTime();
    var model = ask(new Request.ShowModel(subject.model().toString()));
    say(
        "say.open",
        subject.model().getFileName(),
        model.layers(),
        model.heads(),
        Figures.count(model.head().parameters()));
    var table = ask(new Request.OpenTable(Subject.source(subject.test())));
    var rows = ask(new Request.TableRows(table.source(), 0, (int) Math.max(0, table.rows())));
    var probes = Probes.of(table.columns(), rows);
    if (subject.speaks()) greet(probes);
    long trainRows = ask(new Request.OpenTable(Subject.source(subject.train()))).rows();
    var most = probes.classes().keySet().iterator().next();
    say("say.data", trainRows, probes.rows(), Scores.percent(probes.majority()), most);
    var computer = ask(new Request.Doctor());
    say("say.tune");
    var tuned = leg("run.tuned", false, probes);
    say("say.scratch");
    var scratch = leg("run.scratch", true, probes);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Story(
        subject,
        model,
        licence(),
        probes,
        trainRows,
        tuned,
        scratch,
        computer,
        seconds,
        ZonedDateTime.now());
  }

  /// What a small head, trained beforehand, says of the messages.
  private void greet(Probes probes) throws Exception {
    say("say.speaks");
    var words = probes.texts().stream().map(p -> p.text()).toList();
    var pairs = new ArrayList<@Nullable String>();
    for (var _ : words) pairs.add(null);
    var said = ask(new Request.Predict(subject.speaker().toString(), words, pairs)).predictions();
    var grid = new Grid();
    for (int i = 0; i < words.size(); i++) {
      var best = said.get(i).scores().getFirst();
      grid.row(INDENT + best.label(), Figures.percent(best.probability()), words.get(i));
    }
    grid.lines().forEach(this::print);
  }

  private Leg leg(String name, boolean scratch, Probes probes) throws Exception {
    var history = bench.history();
    long cursor = history.cursor();
    var recipe = subject.recipe(texts.get(name), scratch, probes, everywhere.device(), threads());
    var id = bench.start(recipe);
    var lines = new RunSentences(everywhere.shell(), everywhere, INDENT);
    var follow = new Follow(history, id, cursor, 0, event -> brief(event).ifPresent(lines));
    var end =
        everywhere
            .shell()
            .interrupt()
            .during(() -> bench.command(id, Commands.Command.DISCARD), follow::toTheEnd);
    if (end.status() == RunStatus.STOPPED) throw new CancellationException();
    if (end.status() == RunStatus.FAILED) throw Failed.problem(end);
    var run = history.run(id);
    return new Leg(run, history.curves(id), seconds(run.events()));
  }

  /// As many as the user said, or all: nobody works beside a demo.
  private int threads() {
    return everywhere.threads() > 0
        ? everywhere.threads()
        : Runtime.getRuntime().availableProcessors();
  }

  /// What fits on a line and matters here: no remarks, of the measures accuracy and loss alone.
  private Optional<RunEvent> brief(RunEvent event) {
    return switch (event) {
      case RunEvent.Noted _ -> Optional.empty();
      case RunEvent.Evaluated e -> {
        var few = new LinkedHashMap<String, Double>();
        for (var name : MEASURES) {
          var value = e.metrics().get(name);
          if (value != null) few.put(texts.get("say." + name), value);
        }
        yield Optional.of(new RunEvent.Evaluated(e.step(), e.epoch(), few, e.best(), e.examples()));
      }
      default -> Optional.of(event);
    };
  }

  private static double seconds(List<Run.Event> events) {
    return Duration.between(events.getFirst().time(), events.getLast().time()).toMillis() / 1e3;
  }

  /// As the front matter of the model card says.
  private String licence() throws IOException {
    var card = subject.model().resolve("README.md");
    if (!Files.isRegularFile(card)) return "?";
    var found = LICENCE.matcher(Files.readString(card));
    return found.find() ? found.group(1) : "?";
  }

  /// Writes pictures and report.
  ///
  /// @return the files, the report first
  List<Path> write(Story story, Path folder) throws Exception {
    say("say.draw");
    var files = new ArrayList<Path>();
    var report = folder.resolve("report.html");
    new Report(story, everywhere.locale()).write(report);
    files.add(report);
    var loss = folder.resolve("loss.png");
    new LossPicture(texts).write(loss, story.tuned(), story.scratch());
    files.add(loss);
    var probe = story.probes().texts().getFirst();
    files.addAll(attention(subject.model(), probe.text(), folder.resolve("attention-before.png")));
    files.addAll(
        attention(
            Path.of(String.valueOf(story.tuned().run().head().path())),
            probe.text(),
            folder.resolve("attention-after.png")));
    return files;
  }

  private List<Path> attention(Path model, String text, Path file) throws Exception {
    var question =
        new Request.ExportAttention(
            model.toString(),
            org.vitrine.core.session.protocol.Subject.of(text, null),
            file.toString(),
            -1,
            -1,
            "raw",
            texts.locale().getLanguage());
    return ask(question).files().stream().map(Path::of).toList();
  }

  private <R extends Record> R ask(Request<R> request) throws Exception {
    try {
      return bench.ask(request).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) throw cause;
      throw e;
    }
  }

  private void say(String key, Object... facts) {
    print(texts.get(key, facts));
  }

  private void print(String line) {
    everywhere.shell().err().println(line);
    everywhere.shell().err().flush();
  }
}
