package org.vitrine.core.session.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.Recipe;

/// What can be asked of a session worker; `R` is the record that answers.
public sealed interface Request<R extends Record> {
  /// Versions, devices, engine, home, disk.
  record Doctor() implements Request<DoctorReport> {}

  /// Starter models, added folders, finished runs, the local Hugging Face cache.
  ///
  /// @param folders what the user added
  record ListModels(List<String> folders) implements Request<ModelList> {}

  record ShowModel(String path) implements Request<ModelPage> {}

  /// Values of one tensor: moments, histogram, a heat map of at most 64 × 64 cells.
  record ShowTensor(String path, String tensor) implements Request<TensorPage> {}

  /// @param maxLength 0 for no cut
  record Tokenize(String path, String text, @Nullable String pair, int maxLength)
      implements Request<TokenList> {}

  /// What the model says of each text.
  record Predict(String path, List<String> texts, List<@Nullable String> pairs)
      implements Request<PredictionList> {}

  /// Every layer and head for one text or pair.
  ///
  /// @param cut whether a text that is too long is cut; otherwise it is refused with `insight.long`
  record Attend(String path, String text, @Nullable String pair, boolean cut)
      implements Request<AttentionReply> {}

  /// The first rows of a data file, what its columns seem to be, its encoding.
  record OpenTable(Recipe.Source source) implements Request<TablePage> {}

  record TableRows(Recipe.Source source, long from, int count) implements Request<RowList> {}

  /// What would be learnt from: balance, lengths, duplicates, leaks.
  ///
  /// @param model whose tokenizer counts, null for none
  record ProfileTable(
      Recipe.Source source,
      Recipe.@Nullable Source evalSource,
      String task,
      @Nullable String model,
      int maxLength)
      implements Request<TableProfile> {}

  /// What a recipe would do: updates, memory, time, what is wrong with it.
  record Plan(Recipe recipe) implements Request<PlanReport> {}

  /// Sentences of a model card or another text file of a model folder, as Markdown.
  record ReadCard(String path) implements Request<CardText> {}

  record CardText(String markdown) {}
}
