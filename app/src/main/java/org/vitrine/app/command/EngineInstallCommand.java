package org.vitrine.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.ProgressLine;
import org.vitrine.core.base.Pace;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.EngineOffer;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.RunEvent.Notice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitrine engine install NAME`: says what would be fetched, asks, fetches, tries and switches; or takes files.
@Command(name = "install")
public final class EngineInstallCommand extends Act {
  @Parameters(paramLabel = "NAME", descriptionKey = "engine.name")
  private String name = "";

  @Option(names = "--from", paramLabel = "FOLDER_OR_JAR")
  private List<Path> from = new ArrayList<>();

  @Option(names = "--yes")
  private boolean yes;

  @Option(names = "--no-use")
  private boolean noUse;

  @Override
  protected int run(Workbench bench) throws Exception {
    if (from.isEmpty()) {
      var offer = ask(bench, new Request.OfferEngine(name));
      tell(offer);
      if (!offer.network()) throw new Problem("session.network");
      if (!yes && !agreed()) {
        say(text("engine.nothing_fetched"));
        return Faults.STOPPED;
      }
    }
    var request =
        new Request.InstallEngine(
            name, from.stream().map(each -> each.toAbsolutePath().toString()).toList(), !noUse);
    try (var line = new ProgressLine(everywhere())) {
      var done = askUntilStopped(bench, request, told(line));
      line.clear();
      if (json()) object(done);
      else {
        var engine = done.engine();
        say(text("engine.installed", engine.name(), engine.libtorch(), engine.flavour()));
        var trial = done.trial();
        if (trial != null) {
          say(
              text(
                  "engine.used",
                  trial.name(),
                  trial.libtorch(),
                  String.join(", ", trial.devices()),
                  Figures.time(trial.seconds())));
        }
      }
    }
    return Faults.DONE;
  }

  private void tell(EngineOffer offer) {
    say(text("engine.fetches", offer.name(), offer.libtorch(), offer.flavour()));
    for (var item : offer.items()) say("  " + item.url() + "  " + Figures.bytes(item.bytes()));
    if (offer.fetched() > 0) {
      say(text("engine.fetched", Figures.bytes(offer.fetched()), Figures.bytes(offer.download())));
    }
    say(
        text(
            "engine.disk",
            Figures.bytes(offer.unpacked()),
            Figures.bytes(offer.room()),
            Figures.bytes(offer.free())));
    if (!offer.card()) say(text("engine.no_card"));
  }

  /// @throws Problem `app.engine_unasked` where nobody can be asked
  private boolean agreed() {
    if (!shell().terminal()) throw new Problem("app.engine_unasked", name);
    var console = System.console();
    if (console == null) throw new Problem("app.engine_unasked", name);
    var answer = console.readLine("%s ", text("engine.ask"));
    return answer != null && answer.strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes|是|好");
  }

  private Progress told(ProgressLine line) {
    var pace = new Pace();
    return (what, done, total) -> {
      var said = Notice.of(what).sentence(everywhere().locale());
      if (total <= 0) {
        line.show(said);
        return;
      }
      pace.at(done, System.nanoTime());
      var text = "%s  %s / %s".formatted(said, Figures.bytes(done), Figures.bytes(total));
      double left = pace.secondsLeft(total);
      if (left >= 0) {
        text += "  " + text("engine.pace", Figures.bytes((long) pace.rate()), Figures.time(left));
      }
      line.show(text);
    };
  }
}
