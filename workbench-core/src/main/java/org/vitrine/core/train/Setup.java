package org.vitrine.core.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.base.Streams;
import org.vitrine.core.data.RowOrder;
import org.vitrine.core.data.TableOptions;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.PeakMemory;
import org.vitrine.core.model.Description;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.task.DataFile;
import org.vitrine.core.task.Evaluation;
import org.vitrine.core.task.Example;
import org.vitrine.core.task.ImageClassification;
import org.vitrine.core.task.Prepared;
import org.vitrine.core.task.Reading;
import org.vitrine.core.task.TaskData;
import org.vitrine.core.task.TextClassification;
import org.vitrine.core.tensor.FastMath;
import org.vitrine.core.tensor.Precision;
import org.vitrine.core.tensor.TrainingKernels;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.core.weights.Weights;

/// Everything that a run stands on, made from its recipe: model, tokenizer, data, optimizer, plan.
final class Setup implements AutoCloseable {
  /// Longest text where neither recipe nor model says one.
  private static final int LONGEST = 512;

  private final Recipe recipe;
  private final Reading reading;
  private final TaskData data;
  private final Model model;
  private final Gradients gradients;
  private final AdamW optimizer;
  private final Plan plan;
  private final Probes probes;
  private final Environment environment;
  private final Precision precision;
  private final PeakMemory memory;
  private final Devices.Device device;
  private final RowOrder order;
  private RowOrder.@Nullable Epoch epoch;
  private long epochNumber = -1;

  private Setup(Recipe recipe, Path run, @Nullable Path from, Formats formats) {
    this.recipe = recipe;
    var folder = Path.of(recipe.model());
    var arguments = recipe.arguments();
    device = Devices.choose(recipe.device());
    memory = new PeakMemory(device);
    precision = arguments.precision();
    environment = Environment.of(recipe, device);
    formats.check(precision, device);
    if (device.gpu()) FastMath.allow(arguments.tf32());
    var about = Description.of(folder);
    var facts = about.sizes(); // says first what kind of model it is that cannot be tuned
    var layout = java.util.Objects.requireNonNull(about.layout()); // known where sizes are
    reading = Reading.of(folder, recipe.task(), about.modelType(), layout);
    int maxLength = maxLength(arguments.maxLength(), facts.maxPositions());
    data =
        TaskData.open(
            asked(recipe, about.labels(), facts.vocabSize(), facts.padTokenId(), maxLength),
            Progress.NONE);
    var opening =
        Opening.toLearn(arguments.seed())
            .fromScratch(recipe.scratch())
            .withDropout(arguments.dropout());
    model =
        Models.open(
            folder,
            data.task().head(),
            data.labels().isEmpty() ? null : data.labels(),
            device,
            opening);
    if (from != null) load(model, from);
    var learning = Learning.chosen(recipe.learns(), model);
    gradients = new Gradients(model, learning, model.scope());
    optimizer = new AdamW(learning, model::decays, AdamW.Rates.of(arguments), model.scope());
    if (from != null) {
      try (var scope = model.scope().inner()) {
        optimizer.restore(Checkpoints.optimizer(from, scope), Checkpoints.state(from).updates());
      }
    }
    order = order(arguments);
    plan = Plan.of(arguments, batches(arguments));
    probes = new Probes(recipe, run, model, data.task(), reading, maxLength);
  }

  /// @param from a checkpoint to go on from, null for a new run
  /// @param formats refuses what the device does not compute itself
  static Setup of(Recipe recipe, Path run, @Nullable Path from, Formats formats) {
    return new Setup(recipe, run, from, formats);
  }

  /// Says which precisions may be used.
  @FunctionalInterface
  interface Formats {
    void check(Precision precision, Devices.Device device);
  }

  private static int maxLength(int asked, int positions) {
    int most = positions > 0 ? positions : LONGEST;
    return asked > 0 ? Math.min(asked, most) : Math.min(most, LONGEST);
  }

  private TaskData.Asked asked(
      Recipe recipe, List<String> labels, int vocabulary, int pad, int maxLength) {
    var arguments = recipe.arguments();
    boolean classes =
        Set.of(TextClassification.NAME, ImageClassification.NAME).contains(recipe.task());
    long own = reading.words() ? reading.tokenizer().special().pad() : -1;
    long padding = own >= 0 ? own : Math.max(0, pad);
    return new TaskData.Asked(
        recipe.task(),
        file(recipe.data()),
        recipe.evalData() == null ? null : file(recipe.evalData()),
        recipe.data().validation(),
        arguments.seed(),
        reading,
        maxLength,
        classes ? labels : List.of(),
        padding,
        vocabulary,
        arguments.mlmProbability(),
        arguments.wholeWordMask());
  }

  static DataFile file(Recipe.Source source) {
    return new DataFile(
        Path.of(source.path()),
        new TableOptions(source.encoding(), source.delimiter(), source.header()),
        source.text(),
        source.pair(),
        source.label(),
        source.leaveOut());
  }

  private RowOrder order(Arguments arguments) {
    int[] rows = RowOrder.all(data.train().size());
    int size = arguments.perDeviceTrainBatchSize();
    if (!arguments.groupByLength()) return RowOrder.shuffled(rows, size, arguments.seed());
    int[] lengths = java.util.Arrays.stream(rows).map(data.train()::length).toArray();
    return RowOrder.byLength(rows, lengths, size, arguments.seed());
  }

  private long batches(Arguments arguments) {
    return Plan.batches(
        order.rows(), arguments.perDeviceTrainBatchSize(), arguments.dataloaderDropLast());
  }

  private RowOrder.Epoch epoch(long number) {
    var known = epoch;
    if (known != null && epochNumber == number) return known;
    epochNumber = number;
    return epoch = order.epoch(number);
  }

  /// The micro-batches of an update, padded; masks are drawn from (seed, micro-batch).
  List<Prepared> trainBatches(long step) {
    var group = new ArrayList<Prepared>();
    for (long b = plan.firstBatch(step); b < plan.endBatch(step); b++) {
      List<Example> rows = new ArrayList<>();
      for (int row : epoch(plan.epoch(step)).batch((int) b)) rows.add(data.train().get(row));
      var random = Streams.MASKING.at(recipe.arguments().seed(), plan.microBatch(step, b));
      group.add(data.task().batch(rows, random));
    }
    return group;
  }

  RunEvent.Started started(long step) {
    var notes = new ArrayList<Notice>();
    if (step > 0) notes.add(Notice.of("resumed_at", step));
    data.notes().forEach(n -> notes.add(new Notice(n.key(), n.facts())));
    var report = model.report();
    if (recipe.arguments().tf32() && !device.gpu()) notes.add(Notice.of("tf32_unused"));
    if (recipe.scratch()) {
      notes.add(Notice.of("scratch"));
    } else if (!report.fresh().isEmpty()) {
      notes.add(Notice.of("fresh_head", report.fresh().size()));
    }
    if (!report.unexpected().isEmpty()) {
      var first = report.unexpected().subList(0, Math.min(3, report.unexpected().size()));
      notes.add(Notice.of("unexpected", report.unexpected().size(), String.join(", ", first)));
    }
    return new RunEvent.Started(
        step, plan.updates(), plan.updatesPerEpoch(), environment.facts(), notes);
  }

  /// Which metric tells the best weights where the recipe names none.
  String leadingMetric() {
    return data.task().leadingMetric();
  }

  Evaluation.Result evaluate(Progress progress) {
    var a = recipe.arguments();
    return new Evaluation(model, data.task(), a.perDeviceEvalBatchSize(), a.seed(), precision)
        .run(data.evaluation(), progress);
  }

  boolean hasEvaluation() {
    return data.evaluation().size() > 0;
  }

  /// The model and the files with which it reads.
  void saveModel(Path into) throws IOException {
    model.save(into);
    for (var file : reading.files()) {
      var target = into.resolve(file.getFileName());
      if (!Files.exists(target)) Files.copy(file, target);
    }
  }

  /// Puts the weights of a saved folder into this model's arrays.
  void loadWeights(Path folder) {
    load(model, folder);
  }

  private static void load(Model model, Path folder) {
    try (var scope = model.scope().inner();
        var weights = Weights.open(folder)) {
      var all = new java.util.LinkedHashMap<>(model.parameters());
      all.putAll(model.buffers());
      var names = List.copyOf(all.keySet());
      var targets = List.copyOf(all.values());
      var sources =
          names.stream()
              .map(name ->
                  weights.find(name).orElseThrow(() -> new Problem("train.optimizer", name)))
              .map(info ->
                  org.vitrine.core.tensor.Tensors.of(
                      scope,
                      weights.bytes(info.name()),
                      info.type(),
                      info.shape().stream().mapToLong(Long::longValue).toArray()))
              .toList();
      TrainingKernels.copyInto(targets, sources);
    }
  }

  Recipe recipe() {
    return recipe;
  }

  Model model() {
    return model;
  }

  Gradients gradients() {
    return gradients;
  }

  AdamW optimizer() {
    return optimizer;
  }

  Plan plan() {
    return plan;
  }

  Precision precision() {
    return precision;
  }

  /// The most memory so far, bytes.
  long peakMemory() {
    return memory.bytes();
  }

  boolean onCard() {
    return device.gpu();
  }

  Probes probes() {
    return probes;
  }

  Map<String, Object> environment() {
    return environment.facts();
  }

  @Override
  public void close() {
    gradients.close();
    model.close();
    data.close();
    reading.close();
  }
}
