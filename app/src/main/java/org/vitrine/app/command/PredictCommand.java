package org.vitrine.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.PredictionList.Score;
import org.vitrine.core.session.protocol.PredictionList.Span;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitrine predict DIR (--text T | --image FILE | --data FILE)`
@Command(name = "predict")
public final class PredictCommand extends TableAct {
  @Parameters(paramLabel = "DIR", descriptionKey = "model.dir")
  private String model = "";

  @Option(names = "--text", paramLabel = "T")
  private @Nullable String text;

  @Option(names = "--pair", paramLabel = "P")
  private @Nullable String pair;

  @Option(names = "--image", paramLabel = "FILE")
  private List<Path> images = new ArrayList<>();

  @Option(names = "--data", paramLabel = "FILE")
  private @Nullable Path data;

  private boolean marks;

  /// One answer as `--json` prints it.
  ///
  /// @param row place in the data file, null for a text of the command line
  /// @param entities what a model for tokens marks in the text, or answers that it finds in the second
  record Said(
      @Nullable Long row,
      String text,
      @Nullable String pair,
      List<Score> scores,
      List<Span> entities) {}

  record SaidAll(List<Said> predictions) {}

  @Override
  protected void check() {
    int given = (text == null ? 0 : 1) + (data == null ? 0 : 1) + (images.isEmpty() ? 0 : 1);
    if (given != 1 || (pair != null && text == null)) throw wrong("predict.wrong");
    if (data == null && columns().given()) throw wrong("columns.wrong");
  }

  @Override
  protected int run(Workbench bench) throws Exception {
    var said =
        !images.isEmpty()
            ? ofPictures(bench)
            : data == null ? ofText(bench, String.valueOf(text)) : ofTable(bench, data);
    if (!marks && said.stream().allMatch(each -> each.scores().isEmpty())) {
      throw new Problem("session.head", model);
    }
    if (json()) {
      object(new SaidAll(said));
    } else {
      print(said);
    }
    return Faults.DONE;
  }

  private List<Said> ofText(Workbench bench, String words) throws Exception {
    var pairs = new ArrayList<@Nullable String>();
    pairs.add(pair);
    var answer =
        ask(bench, new Request.Predict(Folders.model(bench, model), List.of(words), pairs));
    var first = answer.predictions().getFirst();
    marks = marks(answer.head());
    if (answer.head() != null && !marks && first.scores().isEmpty())
      throw new Problem("session.no_tokens");
    return List.of(new Said(null, words, pair, first.scores(), first.spans()));
  }

  private List<Said> ofPictures(Workbench bench) throws Exception {
    var files = images.stream().map(file -> file.toAbsolutePath().toString()).toList();
    var answer = ask(bench, new Request.PredictPictures(Folders.model(bench, model), files));
    var said = new ArrayList<Said>();
    for (int i = 0; i < files.size(); i++) {
      var each = answer.predictions().get(i);
      said.add(new Said(null, images.get(i).toString(), null, each.scores(), each.spans()));
    }
    return said;
  }

  private List<Said> ofTable(Workbench bench, Path file) throws Exception {
    var source = opened(bench, file, false);
    var answer = ask(bench, new Request.PredictTable(Folders.model(bench, model), source, 0));
    marks = marks(answer.head());
    return answer.rows().stream()
        .map(
            r -> new Said(r.row(), r.text(), null, r.prediction().scores(), r.prediction().spans()))
        .toList();
  }

  private static boolean marks(@Nullable String head) {
    return "TOKEN_CLASSIFICATION".equals(head) || "QUESTION_ANSWERING".equals(head);
  }

  /// A line for each entity or answer: the row of the file, its type, how sure the model is, its characters, and its text.
  private void printMarks(List<Said> said) {
    var grid = new Grid();
    for (var each : said)
      for (var span : each.entities()) {
        boolean none = span.start() < 0;
        var cells = new ArrayList<String>();
        if (data != null) cells.add(String.valueOf(each.row()));
        if (!span.label().isEmpty()) cells.add(span.label());
        cells.add(Figures.percent(span.probability()));
        cells.add(none ? "" : span.start() + "–" + span.end());
        cells.add(none ? text("predict.no_answer") : oneLine(span.text()));
        grid.row(cells.toArray(String[]::new));
        if (data != null && span.label().isEmpty()) break; // the likeliest answer of each row
      }
    grid.lines().forEach(this::result);
    if (said.stream().allMatch(each -> each.entities().isEmpty())) say(text("predict.nothing"));
  }

  private void print(List<Said> said) {
    if (marks) {
      printMarks(said);
      return;
    }
    var grid = new Grid();
    if (said.size() == 1 && data == null) {
      for (var score : said.getFirst().scores()) {
        grid.row(score.label(), Figures.percent(score.probability()));
      }
    } else {
      for (var each : said) {
        if (each.scores().isEmpty()) continue;
        var best = each.scores().getFirst();
        grid.row(best.label(), Figures.percent(best.probability()), oneLine(each.text()));
      }
    }
    grid.lines().forEach(this::result);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
