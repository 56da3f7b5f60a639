package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Columns;
import org.vitrine.core.data.Labels;
import org.vitrine.core.data.Sieve;
import org.vitrine.core.data.Tags;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Description;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.session.protocol.PlanReport.FieldProblem;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.task.ImageClassification;
import org.vitrine.core.task.TextClassification;
import org.vitrine.core.task.TokenClassification;
import org.vitrine.core.tensor.NumberFormats;
import org.vitrine.core.tensor.Precision;
import org.vitrine.core.train.Estimate;
import org.vitrine.core.train.Plan;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.core.train.Schedule;

/// What a recipe would do, and what is wrong with it, before anything starts.
final class PlanDesk {
  private static final int RATES = 60;
  private static final Set<String> LABELLED =
      Set.of(TextClassification.NAME, TokenClassification.NAME, ImageClassification.NAME);

  private final Map<String, Rows> counted = new LinkedHashMap<>();
  private final Measured measured;

  PlanDesk(Home home) {
    measured = new Measured(home);
  }

  /// @param rows usable rows, by class where there are classes
  private record Rows(long rows, List<String> labels) {}

  PlanReport plan(Request.Plan ask, Progress progress) {
    var recipe = ask.recipe();
    var problems = new ArrayList<FieldProblem>();
    var notes = new ArrayList<Notice>();
    var model = check("model", problems, () -> Description.of(Places.model(recipe.model())));
    var data =
        check("data", problems, () -> count(recipe, recipe.data(), recipe.evalData(), progress));
    var evalSource = recipe.evalData();
    var measure =
        evalSource == null
            ? null
            : check("eval_data", problems, () -> count(recipe, evalSource, null, progress));
    check("arguments", problems, () -> recipe.arguments().checked());
    var device = check("device", problems, () -> Devices.choose(recipe.device()));
    if (device != null) {
      try {
        NumberFormats.check(recipe.arguments().precision(), device);
      } catch (Problem e) {
        var plain = Precision.FLOAT32.label();
        problems.add(new FieldProblem("arguments.format", e.toFacts(), plain));
      }
      if (recipe.arguments().tf32() && !device.gpu()) notes.add(Notice.of("tf32_unused"));
    }
    long all = data == null ? 0 : data.rows();
    long held = evalSource == null ? Math.round(all * recipe.data().validation()) : 0;
    long train = all - held,
        eval = evalSource == null ? held : measure == null ? 0 : measure.rows();
    var a = recipe.arguments();
    if (model != null) refine(recipe, model, problems, notes);
    if (data != null && LABELLED.contains(recipe.task()) && data.labels().size() < 2) {
      problems.add(
          new FieldProblem(
              "data",
              new Problem("train.one_class", recipe.data().path(), String.join("", data.labels()))
                  .toFacts(),
              null));
    }
    var plan =
        Plan.of(
            a,
            Math.max(
                1,
                Plan.batches(
                    Math.max(1, train), a.perDeviceTrainBatchSize(), a.dataloaderDropLast())));
    var schedule = Schedule.of(a, plan.updates());
    var rates = new ArrayList<Double>();
    for (int i = 0; i < RATES; i++)
      rates.add(schedule.at(1 + Math.round((plan.updates() - 1) * (double) i / (RATES - 1))));
    var estimate =
        model == null || model.facts() == null
            ? null
            : Estimate.of(recipe, model, device != null && device.gpu());
    var before =
        estimate == null || model == null || device == null
            ? null
            : measured.seconds(recipe, model, device.id(), plan.updates() * estimate.flops());
    return new PlanReport(
        train,
        eval,
        plan.updates(),
        plan.updatesPerEpoch(),
        schedule.warmup(),
        rates,
        estimate == null ? Map.of() : estimate.memory(),
        device == null ? 0 : device.freeBytes(),
        before != null ? before : estimate == null ? List.of() : estimate.seconds(plan.updates()),
        before != null ? "measured" : "formula",
        model == null ? 0 : model.parameters(),
        estimate == null ? 0 : estimate.trainable(),
        data == null ? List.of() : data.labels(),
        problems,
        notes);
  }

  private static void refine(
      Recipe recipe, Description model, List<FieldProblem> problems, List<Notice> notes) {
    model.problems().forEach(p -> problems.add(new FieldProblem("model", p.toFacts(), null)));
    int longest = recipe.arguments().maxLength();
    var sizes = model.facts();
    boolean pictures = recipe.task().equals(ImageClassification.NAME);
    if (!pictures && sizes != null && longest > sizes.maxPositions()) {
      problems.add(
          new FieldProblem(
              "arguments.max_length",
              new Problem("session.long", longest, sizes.maxPositions()).toFacts(),
              Integer.toString(sizes.maxPositions())));
    }
    if (recipe.scratch()) notes.add(Notice.of("scratch"));
  }

  /// @param measured what is measured on, null for none or where this is it
  private Rows count(
      Recipe recipe, Recipe.Source source, Recipe.@Nullable Source measured, Progress progress) {
    var file = Path.of(source.path()).toFile();
    boolean leaks = measured != null && source.leaveOut().contains("leak");
    var key =
        recipe.task()
            + source
            + (leaks ? measured : "")
            + file.length()
            + "/"
            + file.lastModified();
    var known = counted.get(key);
    if (known != null) return known;
    try (var table = DataFiles.open(source, progress)) {
      var columns = DataFiles.columns(table, source);
      var sieve = sieve(table, columns, source, leaks ? measured : null, progress);
      var rows =
          Set.of(TextClassification.NAME, ImageClassification.NAME).contains(recipe.task())
              ? labelled(table, columns, sieve, source, progress)
              : recipe.task().equals(TokenClassification.NAME)
                  ? tagged(table, columns, sieve, source, progress)
                  : new Rows(table.rows() - sieve.left(), List.of());
      counted.put(key, rows);
      return rows;
    }
  }

  private static Sieve sieve(
      org.vitrine.core.data.Table table,
      Columns columns,
      Recipe.Source source,
      Recipe.@Nullable Source measured,
      Progress progress) {
    try (var other = measured == null ? null : DataFiles.open(measured, progress)) {
      var names = other == null || measured == null ? null : DataFiles.columns(other, measured);
      return Sieve.of(table, columns, source.leaveOut(), other, names, progress);
    }
  }

  private static Rows labelled(
      org.vitrine.core.data.Table table,
      Columns columns,
      Sieve sieve,
      Recipe.Source source,
      Progress progress) {
    var label = columns.label();
    if (label == null) throw new Problem("task.no_label", Path.of(source.path()));
    var labels = Labels.of(table, label, progress);
    long rows = 0;
    int text = table.column(columns.text()), at = table.column(label);
    for (long n = 0; n < table.rows(); n++) {
      var row = table.row(n);
      if (!sieve.keeps(n)) continue;
      if (!row.cell(text).isBlank() && labels.index(row.cell(at)) >= 0) rows++;
    }
    return new Rows(rows, labels.names());
  }

  /// Rows with a tag for each word.
  private static Rows tagged(
      org.vitrine.core.data.Table table,
      Columns columns,
      Sieve sieve,
      Recipe.Source source,
      Progress progress) {
    var tags = columns.label();
    if (tags == null || !Tags.fit(table, columns.text(), tags))
      throw new Problem("task.no_tags", Path.of(source.path()));
    var labels = Tags.labels(table, tags, progress);
    long rows = 0;
    int text = table.column(columns.text()), at = table.column(tags);
    for (long n = 0; n < table.rows(); n++) {
      if (!sieve.keeps(n)) continue;
      var row = table.row(n);
      int words = Tags.parts(row.cell(text)).size();
      if (words > 0 && words == Tags.parts(row.cell(at)).size()) rows++;
    }
    return new Rows(rows, labels.names());
  }

  private interface Check<T> {
    T get();
  }

  private static <T> @Nullable T check(String field, List<FieldProblem> problems, Check<T> check) {
    try {
      return Objects.requireNonNull(check.get());
    } catch (Problem e) {
      problems.add(new FieldProblem(field, e.toFacts(), null));
      return null;
    }
  }
}
