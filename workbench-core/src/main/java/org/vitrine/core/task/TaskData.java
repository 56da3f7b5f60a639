package org.vitrine.core.task;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tokenizer.Tokenizer;

/// A task with its examples: what to learn from, what to measure on, and what was found out on the way.
public final class TaskData implements AutoCloseable {
  private final TaskTables tables;
  private final Parts parts;

  private TaskData(TaskTables tables, Parts parts) {
    this.tables = tables;
    this.parts = parts;
  }

  /// What is asked for.
  ///
  /// @param file to learn from; @param evaluation to measure on, null to cut `share` off the first
  /// @param modelLabels classes of the checkpoint, in whose order the data's are put if they are the same
  /// @param reading how texts or pictures become numbers; @param vocabulary ids of the model
  public record Asked(
      String task,
      DataFile file,
      @Nullable DataFile evaluation,
      double share,
      long seed,
      Reading reading,
      int maxLength,
      List<String> modelLabels,
      long pad,
      int vocabulary,
      double maskProbability,
      boolean wholeWords) {
    Tokenizer tokenizer() {
      return reading.tokenizer();
    }
  }

  /// @throws Problem if the task is unknown or there is nothing to learn
  public static TaskData open(Asked asked, Progress progress) {
    return read(
        asked,
        tables ->
            tables.learning(
                switch (asked.task()) {
                  case TextClassification.NAME, ImageClassification.NAME ->
                      new ClassRows(tables, progress).toLearn();
                  case TokenClassification.NAME -> new TagRows(tables, progress).toLearn();
                  case QuestionAnswering.NAME -> new QuestionRows(tables, progress).toLearn();
                  default -> texts(tables, progress);
                }));
  }

  /// All rows to measure on, with the classes of a model that knows them.
  public static TaskData toMeasure(Asked asked, Progress progress) {
    return read(
        asked,
        tables ->
            switch (asked.task()) {
              case TextClassification.NAME, ImageClassification.NAME ->
                  tables.measuring(new ClassRows(tables, progress).toMeasure());
              case TokenClassification.NAME ->
                  tables.measuring(new TagRows(tables, progress).toMeasure());
              case QuestionAnswering.NAME ->
                  tables.measuring(new QuestionRows(tables, progress).toMeasure());
              default -> tables.learning(texts(tables, progress));
            });
  }

  private static TaskData read(Asked asked, Function<TaskTables, Parts> reading) {
    var tables = new TaskTables(asked);
    try {
      return new TaskData(tables, reading.apply(tables));
    } catch (RuntimeException e) {
      tables.close();
      throw e;
    }
  }

  private static Parts texts(TaskTables tables, Progress progress) {
    var rows = new TextRows(tables, progress);
    return switch (tables.asked().task()) {
      case MaskedLm.NAME -> rows.masked();
      case CausalLm.NAME -> rows.causal();
      case Seq2Seq.NAME -> rows.pairs();
      default -> throw new Problem("train.task", tables.asked().task());
    };
  }

  public Task task() {
    return parts.task();
  }

  public Examples train() {
    return parts.train();
  }

  /// Empty where nothing was set aside.
  public Examples evaluation() {
    return parts.evaluation();
  }

  /// What people wrote for an example to measure on; empty where the task writes nothing.
  public String written(int index) {
    return evaluation() instanceof TextPairs pairs ? pairs.written(index) : "";
  }

  /// Class names in the order of the logits; empty for language models.
  public List<String> labels() {
    return parts.labels();
  }

  public List<Note> notes() {
    return tables.notes();
  }

  /// Rows without a text or a known label.
  public long skipped() {
    return tables.skipped();
  }

  /// The columns in use, of the file to learn from.
  public Columns columns() {
    return tables.columns();
  }

  public record Columns(String text, @Nullable String pair, @Nullable String label) {}

  @Override
  public void close() {
    tables.close();
  }
}
