package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.session.OpenModels.Entry;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.task.Bleu;
import org.vitrine.core.task.CausalLm;
import org.vitrine.core.task.DataFile;
import org.vitrine.core.task.Evaluation;
import org.vitrine.core.task.ImageClassification;
import org.vitrine.core.task.MaskedLm;
import org.vitrine.core.task.QuestionAnswering;
import org.vitrine.core.task.Seq2Seq;
import org.vitrine.core.task.TaskData;
import org.vitrine.core.task.TextClassification;
import org.vitrine.core.task.TextExample;
import org.vitrine.core.task.TokenClassification;
import org.vitrine.core.task.generate.Writer;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.ForwardCase;
import org.vitrine.core.train.Recipe;

/// Whole files: forward passes for comparison, evaluation and prediction of tables.
final class FileDesk {
  private static final int AT_ONCE = 16;

  private final OpenModels models;
  private final PictureDesk pictures;

  FileDesk(OpenModels models, PictureDesk pictures) {
    this.models = models;
    this.pictures = pictures;
  }

  Request.Forwarded forward(Request.Forward ask) {
    var device = models.device();
    var forward =
        new ForwardCase(ask.attentions(), ask.hiddenStates(), ask.gradients(), ask.adamw(), device);
    var out = Path.of(ask.out());
    if (ask.cases() != null) {
      var failed = forward.each(Path.of(ask.cases()), out, Locale.ENGLISH);
      Map<String, String> sentences = new LinkedHashMap<>();
      failed.forEach(name -> sentences.put(name, out.resolve(name + ".error.txt").toString()));
      return new Request.Forwarded(List.of(out.toString()), sentences);
    }
    if (ask.model() == null || ask.inputs() == null)
      throw new Problem("session.model", String.valueOf(ask.model()));
    forward.run(Path.of(ask.model()), Path.of(ask.inputs()), out);
    return new Request.Forwarded(List.of(out.toString()), Map.of());
  }

  Request.EvaluationReport evaluate(Request.Evaluate ask, Progress progress) {
    var entry = models.get(ask.path());
    var config = entry.model().config();
    var name = ask.task() != null ? ask.task() : task(entry.model().head(), ask.path());
    long began = System.nanoTime();
    var asked =
        new TaskData.Asked(
            name,
            file(ask.source()),
            null,
            1,
            Arguments.DEFAULTS.seed(),
            entry.reading(name),
            ask.maxLength() > 0 ? Math.min(ask.maxLength(), entry.limit()) : entry.limit(),
            config.labels(),
            Math.max(0, Math.max(entry.pad(), config.padTokenId())),
            config.vocabSize(),
            Arguments.DEFAULTS.mlmProbability(),
            false);
    try (var data = TaskData.toMeasure(asked, progress)) {
      var evaluation =
          new Evaluation(entry.model(), data.task(), ask.batchSize(), Arguments.DEFAULTS.seed());
      var result = evaluation.run(data.evaluation(), progress);
      var metrics = new LinkedHashMap<>(result.metrics());
      metrics.putAll(result.details());
      return new Request.EvaluationReport(
          name,
          data.task() instanceof Seq2Seq
              ? written(entry, ask.path(), data, metrics, progress)
              : metrics,
          result.examples(),
          data.skipped(),
          (System.nanoTime() - began) / 1e9);
    }
  }

  /// The same measures, and how near what the model writes comes to what people wrote (METHODS 3.6).
  private static Map<String, Double> written(
      Entry entry, String path, TaskData data, Map<String, Double> metrics, Progress progress) {
    int all = data.evaluation().size();
    var references = new ArrayList<String>();
    for (int i = 0; i < all; i++) references.add(data.written(i));
    var bleu = new Bleu(Bleu.isChinese(references));
    var writer = new Writer(entry.model(), entry.tokenizer(), Places.model(path));
    for (int i = 0; i < all; i++) {
      progress.at("generating", i, all);
      var text = writer.write(((TextExample) data.evaluation().get(i)).ids());
      bleu.add(text.text(), List.of(references.get(i)));
    }
    var more = new LinkedHashMap<>(metrics);
    more.put("bleu", bleu.score());
    return more;
  }

  private static String task(Head head, String path) {
    return switch (head) {
      case SEQUENCE_CLASSIFICATION -> TextClassification.NAME;
      case TOKEN_CLASSIFICATION -> TokenClassification.NAME;
      case IMAGE_CLASSIFICATION, DISTILLED_IMAGE_CLASSIFICATION -> ImageClassification.NAME;
      case QUESTION_ANSWERING -> QuestionAnswering.NAME;
      case MASKED_LM -> MaskedLm.NAME;
      case CAUSAL_LM -> CausalLm.NAME;
      case SEQUENCE_TO_SEQUENCE -> Seq2Seq.NAME;
      default -> throw new Problem("session.head", path);
    };
  }

  private static DataFile file(Recipe.Source source) {
    return DataFiles.of(source);
  }

  Request.TablePredictions predict(Request.PredictTable ask, Progress progress) {
    var entry = models.get(ask.path());
    if (entry.model().head().classifiesPictures()) return pictures.predict(ask, progress);
    var rows = new ArrayList<Request.TablePredictions.Row>();
    try (var texts = DataFiles.texts(ask.source(), progress)) {
      long all = ask.most() > 0 ? Math.min(ask.most(), texts.rows()) : texts.rows();
      for (long from = 0; from < all; from += AT_ONCE) {
        long to = Math.min(all, from + AT_ONCE);
        var words = new ArrayList<String>();
        var pairs = new ArrayList<@Nullable String>();
        for (long n = from; n < to; n++) {
          words.add(texts.text(n));
          pairs.add(texts.pair(n));
        }
        var predictions = TextDesk.predict(entry, Places.model(ask.path()), words, pairs);
        for (int i = 0; i < predictions.size(); i++) {
          rows.add(
              new Request.TablePredictions.Row(from + i, texts.text(from + i), predictions.get(i)));
        }
        progress.at("predicting", to, all);
      }
    }
    return new Request.TablePredictions(TextDesk.speaks(entry), rows);
  }
}
