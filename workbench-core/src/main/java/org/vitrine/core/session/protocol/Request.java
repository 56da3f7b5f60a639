package org.vitrine.core.session.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent.Notice;

/// What can be asked of a session worker; `R` is the record that answers.
public sealed interface Request<R extends Record> {
  /// Versions, devices, engine, home, disk.
  record Doctor() implements Request<DoctorReport> {}

  /// Starter models, added folders, finished runs, the local Hugging Face cache.
  ///
  /// @param folders what the user added
  record ListModels(List<String> folders) implements Request<ModelList> {}

  record ShowModel(String path) implements Request<ModelPage> {}

  /// How near this computer comes to the reference for the model's family; a small stored case is run for it.
  record Certify(String path) implements Request<ParityReport> {}

  /// Values of one tensor: moments, histogram, a heat map of at most 64 × 64 cells.
  record ShowTensor(String path, String tensor) implements Request<TensorPage> {}

  /// @param maxLength 0 for no cut
  record Tokenize(String path, String text, @Nullable String pair, int maxLength)
      implements Request<TokenList> {}

  /// The way back: token numbers to text.
  record Detokenize(String path, List<Long> ids) implements Request<Detokenized> {}

  /// @param text without special tokens; `spelled` the same with them
  /// @param tokens one a number as the vocabulary spells it, empty for a number that it does not have
  record Detokenized(String text, String spelled, List<String> tokens) {}

  /// What the model says of each text.
  record Predict(String path, List<String> texts, List<@Nullable String> pairs)
      implements Request<PredictionList> {}

  /// Every layer and head over one text, pair or picture.
  ///
  /// @param cut whether a text that is too long is cut; otherwise it is refused with `session.long`
  record Attend(String path, Subject subject, boolean cut) implements Request<AttentionReply> {}

  /// The first rows of a data file, what its columns seem to be, its encoding.
  record OpenTable(Recipe.Source source) implements Request<TablePage> {}

  record TableRows(Recipe.Source source, long from, int count) implements Request<RowList> {}

  /// Rows that hold every word of a query: `word`, `"two words"`, `column:word`, `column=cell`.
  ///
  /// @param most row numbers that are told; all rows are counted
  record FindRows(Recipe.Source source, String query, int most) implements Request<RowNumbers> {}

  /// How many tokens each of some rows is.
  ///
  /// @param model folder of the model whose tokenizer counts
  record CountTokens(String model, Recipe.Source source, long from, int count)
      implements Request<RowLengths> {}

  /// The lines around one, as they stand in the file.
  ///
  /// @param line from 1; @param around lines before and after it, at most 20
  record ReadLines(Recipe.Source source, long line, int around) implements Request<FileLines> {}

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

  /// A foreign or other-typed checkpoint as a Hugging Face folder with safetensors.
  ///
  /// @param dtype `f32`, `f16` or `bf16`; null keeps what the source has, float32 for ONNX
  record Convert(String source, String out, @Nullable String dtype) implements Request<Written> {}

  /// One forward pass over tensors of a file, for comparing numbers; see the command line’s contract.
  ///
  /// @param cases a folder of cases, or null to run `model` on `inputs`
  /// @param adamw updates to take and report, 0 for none
  record Forward(
      @Nullable String cases,
      @Nullable String model,
      @Nullable String inputs,
      String out,
      boolean attentions,
      boolean hiddenStates,
      boolean gradients,
      int adamw)
      implements Request<Forwarded> {}

  /// A picture that a cell of a table names.
  ///
  /// @param most pixels of its longer side: a larger one comes smaller
  record ShowPicture(Recipe.Source source, String cell, int most)
      implements Request<PictureShown> {}

  /// @param width of the picture itself; @param channels 1 grey, 3 colours
  /// @param png the picture, perhaps smaller
  record PictureShown(int width, int height, int channels, byte[] png) {}

  /// What a model says of picture files.
  record PredictPictures(String path, List<String> files) implements Request<PredictionList> {}

  /// Measures a model on a data file.
  record Evaluate(
      String path, @Nullable String task, Recipe.Source source, int batchSize, int maxLength)
      implements Request<EvaluationReport> {}

  /// What the model says of every row of a data file; at most `most` rows, 0 for all.
  record PredictTable(String path, Recipe.Source source, long most)
      implements Request<TablePredictions> {}

  /// Attention over one text or picture as a picture, a table or arrays, by the ending of `out`.
  ///
  /// @param layer from 0, −1 for all; so `head`
  /// @param method `raw` or `rollout`
  /// @param language of the words on a picture, `en` or `zh`; null for the system's
  record ExportAttention(
      String path,
      Subject subject,
      String out,
      int layer,
      int head,
      String method,
      @Nullable String language)
      implements Request<Written> {}

  /// Goes on with texts. Of a single one the words come as pieces of the progress, as they are said, where there are no beams.
  ///
  /// @param prompts texts, or one of `ids` and `chat`
  /// @param ids tokens of a prompt; needs no tokenizer
  /// @param chat messages with `role` and `content`, which the model's chat template makes a prompt of
  /// @param settings by the names of `generation_config.json`; the model's own stand where nothing is said here
  record Generate(
      String path,
      List<String> prompts,
      @Nullable List<Long> ids,
      @Nullable List<Map<String, Object>> chat,
      Map<String, Object> settings,
      long seed)
      implements Request<Generated> {
    public static Generate text(
        String path, String prompt, Map<String, Object> settings, long seed) {
      return new Generate(path, List.of(prompt), null, null, settings, seed);
    }
  }

  /// @param sequences token ids, the prompt's first
  /// @param text the same as text without special tokens, of a chat the answer alone; empty where the model has no tokenizer
  /// @param prompts tokens of each prompt
  /// @param endings of each `END_TOKEN`, `LENGTH` or `POSITIONS`: the model said so, the text is as long as asked for, or as the model reads
  record Generated(
      List<List<Long>> sequences,
      List<String> text,
      List<Integer> prompts,
      List<String> endings,
      int positions,
      double seconds) {}

  /// A vocabulary of one's own from texts.
  ///
  /// @param column of the texts in tables, null to guess
  /// @param kind `bpe` or `wordpiece`
  /// @param specialTokens null for those that are usual with the kind
  record TrainTokenizer(
      List<String> files,
      @Nullable String column,
      String out,
      String kind,
      int vocabSize,
      int minFrequency,
      boolean lowercase,
      @Nullable List<String> specialTokens)
      implements Request<NewTokenizer> {}

  /// @param vocabulary pieces; fewer than asked for where no pair was common enough
  record NewTokenizer(
      List<String> files,
      int vocabulary,
      int merges,
      long texts,
      long words,
      long distinctWords,
      double seconds) {}

  /// Opens a copy of a model and holds it against the original: every tensor bit for bit, and the outputs on a small batch.
  record Compare(String source, String written) implements Request<Compared> {}

  /// @param notice what came of it; a difference is a problem
  record Compared(Notice notice) {}

  /// @param files what was written
  /// @param notes what came of reading it again
  record Written(List<String> files, List<Notice> notes) {
    public Written(List<String> files) {
      this(files, List.of());
    }
  }

  /// @param failed cases that failed, by name, with their sentence
  record Forwarded(List<String> files, Map<String, String> failed) {}

  /// @param metrics names of the Trainer without `eval/`
  record EvaluationReport(
      String task, Map<String, Double> metrics, long examples, long skipped, double seconds) {}

  /// @param head as in [PredictionList]
  record TablePredictions(@Nullable String head, List<Row> rows) {
    public record Row(long row, String text, PredictionList.Prediction prediction) {}
  }

  /// Sentences of a model card or another text file of a model folder, as Markdown.
  record ReadCard(String path) implements Request<CardText> {}

  record CardText(String markdown) {}

  /// Asks about engine libraries. The window's or command line's own process answers, since a worker holds one of them.
  sealed interface AboutEngines<R extends Record> extends Request<R> {}

  record ListEngines() implements AboutEngines<EngineList> {}

  /// What `InstallEngine` of this name would fetch; nothing is asked of the network for it.
  record OfferEngine(String name) implements AboutEngines<EngineOffer> {}

  /// Installs, tries it in a process of its own and, where that went well, switches to it.
  ///
  /// @param from jars or folders of this computer; empty to fetch what was offered
  /// @param use false to install alone
  record InstallEngine(String name, List<String> from, boolean use)
      implements AboutEngines<InstalledEngine> {}

  /// @param trial null if it was not asked for
  record InstalledEngine(EngineList.EngineInfo engine, @Nullable EngineTrial trial) {}

  /// Tries an engine and switches to it; runs that go on keep theirs.
  record UseEngine(String name) implements AboutEngines<EngineTrial> {}

  /// Deletes an engine; whoever used it uses the one that came with the program.
  record RemoveEngine(String name) implements AboutEngines<EngineList> {}

  /// Compares every file with its checksum.
  record VerifyEngine(String name) implements AboutEngines<VerifiedEngine> {}

  record VerifiedEngine(String name, int files) {}
}
