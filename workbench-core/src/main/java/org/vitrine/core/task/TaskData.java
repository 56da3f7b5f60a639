package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Format;
import org.vitrine.core.data.Labels;
import org.vitrine.core.data.Sieve;
import org.vitrine.core.data.Split;
import org.vitrine.core.data.Tags;
import org.vitrine.core.data.TextBlocks;
import org.vitrine.core.tokenizer.Tokenizer;

/// A task with its examples: what to learn from, what to measure on, and what was found out on the way.
public final class TaskData implements AutoCloseable {
  private final List<OpenedTable> tables = new ArrayList<>();
  private final List<TextBlocks> closing = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final Asked asked;
  private @Nullable Labels labels;
  private @Nullable Task task;
  private @Nullable Examples train;
  private @Nullable Examples evaluation;
  private long skipped;

  /// What is asked for.
  ///
  /// @param file to learn from; @param evaluation to measure on, null to cut `share` off the first
  /// @param modelLabels classes of the checkpoint, in whose order the data's are put if they are the same
  /// @param vocabulary ids of the model
  public record Asked(
      String task,
      DataFile file,
      @Nullable DataFile evaluation,
      double share,
      long seed,
      Tokenizer tokenizer,
      int maxLength,
      List<String> modelLabels,
      long pad,
      int vocabulary,
      double maskProbability,
      boolean wholeWords) {}

  private TaskData(Asked asked) {
    this.asked = asked;
  }

  /// @throws Problem if the task is unknown or there is nothing to learn
  public static TaskData open(Asked asked, Progress progress) {
    var data = new TaskData(asked);
    try {
      switch (asked.task()) {
        case TextClassification.NAME -> data.classify(progress);
        case TokenClassification.NAME -> data.tag(progress);
        case MaskedLm.NAME, CausalLm.NAME -> data.model(progress);
        case Seq2Seq.NAME -> data.write(progress);
        default -> throw new Problem("train.task", asked.task());
      }
      return data;
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /// All rows to measure on, with the classes of a model that knows them.
  public static TaskData toMeasure(Asked asked, Progress progress) {
    var data = new TaskData(asked);
    try {
      if (asked.task().equals(TextClassification.NAME)) data.measureClasses(progress);
      else if (asked.task().equals(Seq2Seq.NAME)) data.write(progress);
      else if (asked.task().equals(TokenClassification.NAME)) data.measureTags(progress);
      else data.model(progress);
      return data;
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private void measureClasses(Progress progress) {
    var table = open(asked.file(), progress);
    var kept = sieve(asked.file(), table, null, progress);
    var known = Labels.ordered(asked.modelLabels());
    unknown(table, known)
        .ifPresent(name -> {
          var all = String.join(", ", known.names());
          throw new Problem("task.label", table.table().path(), name, all);
        });
    labels = known;
    task = new TextClassification(known.names(), asked.pad());
    var classes = classes(table, kept, known, progress);
    train = examples(table, new int[0], classes);
    evaluation = examples(table, rows(classes), classes);
    if (evaluation().size() == 0) throw new Problem("train.empty", asked.file().path());
  }

  private OpenedTable open(DataFile file, Progress progress) {
    boolean tagged = asked.task().equals(TokenClassification.NAME);
    boolean labelled = tagged || asked.task().equals(TextClassification.NAME);
    var opened =
        asked.task().equals(Seq2Seq.NAME)
            ? OpenedTable.ofPairs(file, progress)
            : OpenedTable.open(file, labelled, tagged, progress);
    tables.add(opened);
    notes.addAll(opened.guesses());
    return opened;
  }

  private void classify(Progress progress) {
    var table = open(asked.file(), progress);
    var label = table.label();
    if (label == null) throw new Problem("task.no_label", asked.file().path());
    var found = Labels.of(table.table(), label, progress);
    var known = found.asIn(asked.modelLabels()).orElse(found);
    if (found.size() < 2 && known.size() < 2) {
      throw new Problem("train.one_class", asked.file().path(), found.names().getFirst());
    }
    labels = known;
    task = new TextClassification(known.names(), asked.pad());
    var measured = asked.evaluation();
    var other =
        measured == null
            ? null
            : open(measured.label() == null ? named(measured, table) : measured, progress);
    var classes = classes(table, sieve(asked.file(), table, other, progress), known, progress);
    if (measured != null && other != null) {
      unknown(other, known)
          .ifPresent(name -> {
            throw new Problem("train.label", other.table().path(), name);
          });
      train = examples(table, rows(classes), classes);
      var kept = sieve(measured, other, null, progress);
      var otherClasses = classes(other, kept, known, progress);
      evaluation = examples(other, rows(otherClasses), otherClasses);
    } else {
      var split = Split.stratified(classes, asked.share(), asked.seed());
      train = examples(table, split.train(), classes);
      evaluation = examples(table, split.evaluation(), classes);
    }
    finish();
  }

  private void tag(Progress progress) {
    var table = open(asked.file(), progress);
    var found = Tags.labels(table.table(), tags(table), progress);
    var known = found.asIn(asked.modelLabels()).orElse(found);
    if (known.size() < 2)
      throw new Problem("train.one_class", asked.file().path(), found.names().getFirst());
    labels = known;
    task = new TokenClassification(known.names(), asked.pad());
    var measured = asked.evaluation();
    var other =
        measured == null
            ? null
            : open(measured.label() == null ? named(measured, table) : measured, progress);
    int[] rows = tagged(table, sieve(asked.file(), table, other, progress), known, progress);
    if (measured != null && other != null) {
      unknownTag(other, known)
          .ifPresent(name -> {
            throw new Problem("train.label", other.table().path(), name);
          });
      train = tagged(table, rows, known);
      var kept = sieve(measured, other, null, progress);
      evaluation = tagged(other, tagged(other, kept, known, progress), known);
    } else {
      var split = Split.random(rows.length, asked.share(), asked.seed());
      train = tagged(table, pick(rows, split.train()), known);
      evaluation = tagged(table, pick(rows, split.evaluation()), known);
    }
    finish();
  }

  private void measureTags(Progress progress) {
    var table = open(asked.file(), progress);
    var found = Tags.labels(table.table(), tags(table), progress);
    var known = found.asIn(asked.modelLabels()).orElse(Labels.ordered(asked.modelLabels()));
    unknownTag(table, known)
        .ifPresent(name -> {
          var all = String.join(", ", known.names());
          throw new Problem("task.label", table.table().path(), name, all);
        });
    labels = known;
    task = new TokenClassification(known.names(), asked.pad());
    var kept = sieve(asked.file(), table, null, progress);
    train = tagged(table, new int[0], known);
    evaluation = tagged(table, tagged(table, kept, known, progress), known);
    if (evaluation().size() == 0) throw new Problem("train.empty", asked.file().path());
  }

  private static String tags(OpenedTable table) {
    var tags = table.label();
    if (tags == null) throw new Problem("task.no_tags", table.table().path());
    return tags;
  }

  private static Optional<String> unknownTag(OpenedTable table, Labels labels) {
    return Tags.labels(table.table(), tags(table), Progress.NONE).names().stream()
        .filter(name -> labels.index(name) < 0)
        .findFirst();
  }

  /// Rows with as many tags as words.
  private int[] tagged(OpenedTable table, Sieve sieve, Labels labels, Progress progress) {
    var rows = new ArrayList<Integer>();
    int all = Math.toIntExact(table.table().rows());
    for (int i = 0; i < all; i++) {
      if (i % 1024 == 0) progress.at("reading", i, all);
      if (!sieve.keeps(i)) continue;
      var row = table.table().row(i);
      var words = Tags.parts(table.text(row));
      var tags = Tags.parts(table.label(row));
      if (TaggedExamples.usable(words, tags, labels)) rows.add(i);
      else skipped++;
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private Examples tagged(OpenedTable table, int[] rows, Labels labels) {
    return new TaggedExamples(table, rows, labels, asked.tokenizer(), asked.maxLength());
  }

  private void model(Progress progress) {
    boolean masked = asked.task().equals(MaskedLm.NAME);
    long mask = asked.tokenizer().special().mask();
    if (masked && mask < 0) throw new Problem("train.tokens", asked.file().path());
    task =
        masked
            ? new MaskedLm(
                asked.vocabulary(), mask, asked.pad(), asked.maskProbability(), asked.wholeWords())
            : new CausalLm(asked.pad());
    var table = open(asked.file(), progress);
    if (masked && table.table().format() != Format.TEXT) {
      singleTexts(table, progress);
    } else {
      runningText(table, masked, progress);
    }
    finish();
  }

  /// Each row has a text to read and one to write.
  private void write(Progress progress) {
    task = new Seq2Seq(asked.pad());
    var table = open(asked.file(), progress);
    singleTexts(table, progress);
    finish();
  }

  /// Each row is a text of its own.
  private void singleTexts(OpenedTable table, Progress progress) {
    var measured = asked.evaluation();
    var other = measured == null ? null : open(named(measured, table), progress);
    int[] rows = filled(table, sieve(asked.file(), table, other, progress), progress);
    if (asked.share() >= 1) {
      train = examples(table, new int[0]);
      evaluation = examples(table, rows);
    } else if (measured != null && other != null) {
      var kept = sieve(measured, other, null, progress);
      train = examples(table, rows);
      evaluation = examples(other, filled(other, kept, progress));
    } else {
      var split = Split.random(rows.length, asked.share(), asked.seed());
      train = examples(table, pick(rows, split.train()));
      evaluation = examples(table, pick(rows, split.evaluation()));
    }
  }

  /// Running text is cut in two places at most, so that no sentence stands on both sides.
  private void runningText(OpenedTable table, boolean framed, Progress progress) {
    var special = asked.tokenizer().special();
    long start = framed ? special.cls() : -1, end = framed ? special.sep() : -1;
    int room = asked.maxLength() - (start >= 0 ? 1 : 0) - (end >= 0 ? 1 : 0);
    if (room < 2) throw new Problem("task.block", asked.maxLength());
    var measured = asked.evaluation();
    var other = measured == null ? null : open(named(measured, table), progress);
    var learn = blocks(table, sieve(asked.file(), table, other, progress), room, progress);
    int all = Math.toIntExact(learn.blocks());
    if (measured != null && other != null) {
      var measure = blocks(other, sieve(measured, other, null, progress), room, progress);
      train = new BlockExamples(learn, 0, all, start, end);
      evaluation = new BlockExamples(measure, 0, Math.toIntExact(measure.blocks()), start, end);
    } else {
      int held = all < 2 && asked.share() < 1 ? 0 : (int) Math.ceil(all * asked.share());
      train = new BlockExamples(learn, 0, all - held, start, end);
      evaluation = new BlockExamples(learn, all - held, all, start, end);
    }
  }

  private TextBlocks blocks(OpenedTable table, Sieve sieve, int room, Progress progress) {
    var opened = table.table();
    var blocks =
        opened.format() == Format.TEXT
            ? TextBlocks.ofFiles(
                List.of(opened.path()), opened.encoding(), asked.tokenizer(), room, progress)
            : TextBlocks.ofColumn(
                opened, table.text(), sieve::keeps, asked.tokenizer(), room, progress);
    closing.add(blocks);
    return blocks;
  }

  private Examples examples(OpenedTable table, int[] rows) {
    if (asked.task().equals(Seq2Seq.NAME))
      return new TextPairs(table, rows, asked.tokenizer(), asked.maxLength());
    return new TableExamples(table, rows, new int[0], asked.tokenizer(), asked.maxLength());
  }

  private static int[] pick(int[] from, int[] places) {
    return Arrays.stream(places).map(i -> from[i]).toArray();
  }

  /// The evaluation file's columns are those of the training file unless somebody says otherwise.
  private static DataFile named(DataFile file, OpenedTable like) {
    return new DataFile(
        file.path(), file.options(), like.text(), like.pair(), like.label(), file.leaveOut());
  }

  /// Which rows of a file are read.
  ///
  /// @param other what is measured on, null for none
  private Sieve sieve(
      DataFile file, OpenedTable table, @Nullable OpenedTable other, Progress progress) {
    var sieve =
        Sieve.of(
            table.table(),
            table.columns(),
            file.leaveOut(),
            other == null ? null : other.table(),
            other == null ? null : other.columns(),
            progress);
    if (sieve.left() > 0) notes.add(Note.of("left_out", sieve.left(), table.table().path()));
    return sieve;
  }

  private int[] classes(OpenedTable table, Sieve sieve, Labels labels, Progress progress) {
    var classes = new int[Math.toIntExact(table.table().rows())];
    for (int i = 0; i < classes.length; i++) {
      if (i % 1024 == 0) progress.at("reading", i, classes.length);
      var row = table.table().row(i);
      if (!sieve.keeps(i)) {
        classes[i] = -1;
        continue;
      }
      classes[i] = table.text(row).isBlank() ? -1 : labels.index(table.label(row));
      if (classes[i] < 0) skipped++;
    }
    return classes;
  }

  /// The first label of a table that is none of these.
  private static Optional<String> unknown(OpenedTable table, Labels labels) {
    var label = table.label();
    if (label == null) throw new Problem("task.no_label", table.table().path());
    return Labels.of(table.table(), label, Progress.NONE).names().stream()
        .filter(name -> labels.index(name) < 0)
        .findFirst();
  }

  private int[] filled(OpenedTable table, Sieve sieve, Progress progress) {
    var rows = new ArrayList<Integer>();
    int all = Math.toIntExact(table.table().rows());
    for (int i = 0; i < all; i++) {
      if (i % 1024 == 0) progress.at("reading", i, all);
      if (!sieve.keeps(i)) continue;
      var row = table.table().row(i);
      var pair = asked.task().equals(Seq2Seq.NAME) ? table.pair(row) : null;
      if (!table.text(row).isBlank() && (pair == null || !pair.isBlank())) rows.add(i);
      else if (pair != null) skipped++;
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] rows(int[] classes) {
    return java.util.stream.IntStream.range(0, classes.length)
        .filter(i -> classes[i] >= 0)
        .toArray();
  }

  private Examples examples(OpenedTable table, int[] rows, int[] classes) {
    return new TableExamples(
        table, rows, pick(classes, rows), asked.tokenizer(), asked.maxLength());
  }

  private void finish() {
    if (train().size() == 0 && asked.share() < 1)
      throw new Problem("train.empty", asked.file().path());
    if (skipped > 0) notes.add(Note.of("skipped", skipped));
    notes.add(Note.of("split", train().size(), evaluation().size()));
  }

  public Task task() {
    return java.util.Objects.requireNonNull(task);
  }

  public Examples train() {
    return java.util.Objects.requireNonNull(train);
  }

  /// Empty where nothing was set aside.
  public Examples evaluation() {
    return java.util.Objects.requireNonNull(evaluation);
  }

  /// What people wrote for an example to measure on; empty where the task writes nothing.
  public String written(int index) {
    return evaluation() instanceof TextPairs pairs ? pairs.written(index) : "";
  }

  /// Class names in the order of the logits; empty for language models.
  public List<String> labels() {
    return labels == null ? List.of() : labels.names();
  }

  public List<Note> notes() {
    return notes;
  }

  /// Rows without a text or a known label.
  public long skipped() {
    return skipped;
  }

  /// The columns in use, of the file to learn from.
  public Columns columns() {
    var first = tables.getFirst();
    return new Columns(first.text(), first.pair(), first.label());
  }

  public record Columns(String text, @Nullable String pair, @Nullable String label) {}

  @Override
  public void close() {
    closing.forEach(TextBlocks::close);
    tables.forEach(OpenedTable::close);
  }
}
