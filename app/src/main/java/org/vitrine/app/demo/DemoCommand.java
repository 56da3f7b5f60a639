package org.vitrine.app.demo;

import java.nio.file.Path;
import java.util.List;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Grid;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Texts;
import org.vitrine.core.session.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vitrine demo`
@Command(name = "demo")
public final class DemoCommand extends Act {
  @Option(names = "--out", paramLabel = "DIR")
  private Path out = Path.of("vitrine-demo");

  /// What `--json` prints: accuracies on the held-out rows, and the files that were written.
  record Figures(
      Interval before,
      Interval after,
      Interval scratch,
      double majority,
      double seconds,
      String tunedRun,
      String scratchRun,
      List<String> files) {}

  @Override
  protected int run(Workbench bench) throws Exception {
    var demo = new Demo(bench, everywhere());
    var story = demo.perform();
    var files =
        demo.write(story, out.toAbsolutePath().normalize()).stream().map(Path::toString).toList();
    if (json()) {
      object(
          new Figures(
              story.tuned().before(),
              story.tuned().after(),
              story.scratch().after(),
              story.probes().majority(),
              story.seconds(),
              story.tuned().run().head().id(),
              story.scratch().run().head().id(),
              files));
    } else {
      print(story, files);
    }
    return Faults.DONE;
  }

  private void print(Story story, List<String> files) {
    var texts = Texts.of("org.vitrine.app.demo.texts", everywhere().locale());
    var grid = new Grid();
    grid.row(texts.get("say.before"), right(texts, story.tuned().before()));
    grid.row(texts.get("say.after"), right(texts, story.tuned().after()));
    grid.row(texts.get("say.random"), right(texts, story.scratch().after()));
    grid.lines().forEach(this::result);
    files.forEach(this::result);
    kept(texts, List.of(story.tuned(), story.scratch()));
  }

  /// Both networks stay, so that the window can look into them; a disk belongs to its user.
  private void kept(Texts texts, List<Leg> legs) {
    long bytes =
        legs.stream()
            .mapToLong(leg -> Disk.size(everywhere().home().run(leg.run().head().id())))
            .sum();
    say(texts.get("say.kept", org.vitrine.app.line.Figures.bytes(bytes)));
    var home = everywhere().home();
    var where = home.equals(Home.of(null)) ? "" : " --home " + word(home.root());
    for (var leg : legs) say("  vitrine runs delete --forever " + leg.run().head().id() + where);
  }

  /// A path as a shell takes it.
  private static String word(Path path) {
    var text = path.toString();
    return text.matches("[\\w./:\\\\~-]+") ? text : "\"" + text + "\"";
  }

  private static String right(Texts texts, Interval interval) {
    return texts.get(
        "say.right",
        Scores.percent(interval.accuracy()),
        interval.right(),
        interval.examples(),
        Scores.percent(interval.low()),
        Scores.percent(interval.high()));
  }
}
