package org.vitrine.app.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.ParityReport;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.RunEvent.Notice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `vitrine model show DIR [--verify]`
@Command(name = "show")
public final class ModelShowCommand extends Act {
  private static final int NAMES = 8;

  @Parameters(paramLabel = "DIR", descriptionKey = "model.dir")
  private String model = "";

  @Option(names = "--verify")
  private boolean verify;

  @Override
  protected int run(Workbench bench) throws Exception {
    var folder = Folders.model(bench, model);
    var page = ask(bench, new Request.ShowModel(folder));
    var parity = verify ? ask(bench, new Request.Certify(folder)) : null;
    if (json()) object(parity == null ? page : with(page, parity));
    else print(page);
    if (parity == null) return Faults.DONE;
    if (!json()) result(mark(parity) + parity.sentence().sentence(everywhere().locale()));
    if (!parity.over()) return Faults.DONE;
    if (json()) say(parity.sentence().sentence(everywhere().locale()));
    if (parity.hint() != null) say(parity.hint().sentence(everywhere().locale()));
    return Faults.FAILED;
  }

  private static String mark(ParityReport parity) {
    return switch (parity.state()) {
      case ParityReport.EQUAL -> "= ";
      case ParityReport.OVER -> "! ";
      default -> "· ";
    };
  }

  /// The page's own object, with `parity` as one more of its fields.
  private static ObjectNode with(ModelPage page, ParityReport parity) {
    var all = Json.convert(page, ObjectNode.class);
    all.set("parity", Json.convert(parity, ObjectNode.class));
    return all;
  }

  private void print(ModelPage page) {
    var facts = new Grid();
    facts.row(text("model.folder"), page.head().path());
    facts.row(text("model.family"), page.head().family() == null ? "?" : page.head().family());
    if (page.head().head() != null) facts.row(text("model.head"), page.head().head());
    var anatomy = page.anatomy();
    if (anatomy != null) {
      var lines = new AnatomyLines(this::text);
      facts.row(text("model.shape"), lines.layout(anatomy));
      facts.row(text("model.reads"), lines.reads(anatomy, page.vocabulary()));
      facts.row(text("model.stored"), String.join(", ", anatomy.storage()));
    }
    facts.row(text("model.parameters"), "%,d".formatted(page.head().parameters()));
    if (!page.labels().isEmpty()) facts.row(text("model.labels"), String.join(", ", page.labels()));
    if (page.tokenizer() != null) {
      facts.row(
          text("model.tokenizer"),
          text("model.vocabulary", page.tokenizer().kind(), page.tokenizer().vocabulary()));
    }
    if (!page.head().tasks().isEmpty())
      facts.row(text("model.tasks"), String.join(", ", page.head().tasks()));
    memory(facts, page);
    facts.lines().forEach(this::result);
    printFiles(page);
    printTensors(page);
    if (page.head().problem() != null) {
      result("! " + page.head().problem().toProblem().full(everywhere().locale()));
    }
    for (var finding : page.findings()) {
      if (!said(finding, page.head().problem()))
        result("· " + finding.sentence(everywhere().locale()));
    }
    if (!page.missing().isEmpty()) result("! " + text("model.missing", some(page.missing())));
    if (!page.unused().isEmpty()) result("! " + text("model.unused", some(page.unused())));
  }

  /// As many names as anybody reads.
  private String some(List<String> names) {
    var first = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
    return names.size() <= NAMES ? first : text("model.more", first, names.size() - NAMES);
  }

  private static boolean said(Notice finding, Problem.@Nullable Facts problem) {
    return problem != null
        && finding.key().equals(problem.key())
        && finding.facts().equals(problem.facts());
  }

  private void memory(Grid facts, ModelPage page) {
    var run = page.memory().get("run");
    var tune = page.memory().get("tune");
    if (run == null || tune == null) return;
    facts.row(
        text("model.memory"), text("model.memory.needs", Figures.bytes(run), Figures.bytes(tune)));
  }

  private void printFiles(ModelPage page) {
    result("");
    var files = new Grid();
    for (var file : page.files()) files.row(file.name(), Figures.bytes(file.bytes()));
    files.lines().forEach(this::result);
  }

  private void printTensors(ModelPage page) {
    result("");
    var tensors = new Grid();
    for (var tensor : page.tensors()) {
      tensors.row(
          tensor.name(),
          tensor.type(),
          tensor.shape().toString(),
          "%,d".formatted(tensor.parameters()));
    }
    tensors.lines().forEach(this::result);
    result("");
  }
}
