package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.session.OpenModels.Entry;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.core.task.Answers;
import org.vitrine.core.task.generate.Writer;
import org.vitrine.core.tokenizer.Encoding;
import org.vitrine.core.tokenizer.Tokenizer;

/// Texts: their tokens, and what a model says of them.
final class TextDesk {
  private static final int AT_ONCE = 16;

  private final OpenModels models;
  private @Nullable Path tokenizerAt;
  private @Nullable Tokenizer tokenizer;

  TextDesk(OpenModels models) {
    this.models = models;
  }

  /// Needs no weights: works for families that Vitrine does not know, too.
  TokenList tokenize(Request.Tokenize ask) {
    var tokenizer = tokenizer(Places.model(ask.path()));
    var encoding = tokenizer.encode(ask.text(), ask.pair(), ask.maxLength());
    return new TokenList(tokens(encoding, tokenizer), encoding.cut(), tokenizer.modelMaxLength());
  }

  Request.Detokenized detokenize(Request.Detokenize ask) {
    var tokenizer = tokenizer(Places.model(ask.path()));
    var ids = ask.ids().stream().mapToLong(Long::longValue).toArray();
    var tokens = new ArrayList<String>();
    for (long id : ids) tokens.add(Objects.requireNonNullElse(tokenizer.token(id), ""));
    return new Request.Detokenized(
        tokenizer.decode(ids, true), tokenizer.decode(ids, false), tokens);
  }

  private synchronized Tokenizer tokenizer(Path path) {
    var known = tokenizer;
    if (known != null && path.equals(tokenizerAt)) return known;
    if (known != null) known.close();
    tokenizer = null;
    var opened = Tokenizer.open(path);
    tokenizer = opened;
    tokenizerAt = path;
    return opened;
  }

  static List<TokenList.Token> tokens(Encoding e, Tokenizer tokenizer) {
    var all = new ArrayList<TokenList.Token>();
    long unknown = tokenizer.special().unk();
    for (int i = 0; i < e.ids().length; i++) {
      all.add(
          new TokenList.Token(
              e.tokens()[i],
              e.ids()[i],
              e.starts()[i],
              e.ends()[i],
              e.sequence()[i],
              e.special()[i],
              e.ids()[i] == unknown && !e.special()[i]));
    }
    return all;
  }

  PredictionList predict(Request.Predict ask, Progress progress) {
    var entry = models.get(ask.path());
    long began = System.nanoTime();
    var predictions = new ArrayList<PredictionList.Prediction>();
    var pairs = new ArrayList<@Nullable String>();
    for (int i = 0; i < ask.texts().size(); i++)
      pairs.add(i < ask.pairs().size() ? ask.pairs().get(i) : null);
    for (int from = 0; from < ask.texts().size(); from += AT_ONCE) {
      int to = Math.min(ask.texts().size(), from + AT_ONCE);
      predictions.addAll(
          predict(
              entry,
              Places.model(ask.path()),
              ask.texts().subList(from, to),
              pairs.subList(from, to)));
      progress.at("predicting", to, ask.texts().size());
    }
    return new PredictionList(speaks(entry), predictions, (System.nanoTime() - began) / 1e6);
  }

  /// @param folder of the model, where its settings for writing lie
  /// @param pairs null for a text alone
  /// @return predictions with empty scores from an encoder without a head that answers; one text with its probability from
  ///     an encoder-decoder
  /// @throws Problem `task.no_context` if a model that answers questions is given one without a text
  static List<PredictionList.Prediction> predict(
      Entry entry, Path folder, List<String> texts, List<@Nullable String> pairs) {
    var answers = new Answers(entry.model(), entry.tokenizer());
    if (entry.model().head() == Head.QUESTION_ANSWERING) {
      return IntStream.range(0, texts.size())
          .mapToObj(i -> answered(answers, entry, texts.get(i), pairs.get(i)))
          .toList();
    }
    var encodings = new ArrayList<Encoding>();
    for (int i = 0; i < texts.size(); i++)
      encodings.add(entry.tokenizer().encode(texts.get(i), pairs.get(i), entry.limit()));
    if (entry.model().head() == Head.SEQUENCE_TO_SEQUENCE) {
      var writer = new Writer(entry.model(), entry.tokenizer(), folder);
      return encodings.stream().map(text -> written(writer.write(text.ids()))).toList();
    }
    try (var scope = entry.model().scope().inner()) {
      var output = entry.model().forward(answers.batch(scope, encodings), Pass.inference());
      return predictions(entry, answers, output, encodings, texts, pairs);
    }
  }

  private static PredictionList.Prediction answered(
      Answers answers, Entry entry, String question, @Nullable String context) {
    if (context == null) throw new Problem("task.no_context");
    return prediction(List.of(), answers.find(question, context, entry.limit()));
  }

  static PredictionList.Prediction written(Writer.Text text) {
    var score =
        new PredictionList.Score(
            text.text(), Math.exp(text.logProbability()), text.logProbability());
    return new PredictionList.Prediction(List.of(score));
  }

  static List<PredictionList.Prediction> predictions(
      Entry entry,
      Answers answers,
      Output output,
      List<Encoding> encodings,
      List<String> texts,
      List<@Nullable String> pairs) {
    var head = entry.model().head();
    var scores = answers.of(head, output, encodings);
    var spans = answers.spans(head, output, encodings, texts, pairs);
    return IntStream.range(0, texts.size())
        .mapToObj(i -> prediction(scores.get(i), spans.get(i)))
        .toList();
  }

  static PredictionList.Prediction scores(List<Answers.Score> scores) {
    return prediction(scores, List.of());
  }

  private static PredictionList.Prediction prediction(
      List<Answers.Score> scores, List<Answers.Span> spans) {
    return new PredictionList.Prediction(
        scores.stream()
            .map(s -> new PredictionList.Score(s.label(), s.probability(), s.logit()))
            .toList(),
        spans.stream()
            .map(s ->
                new PredictionList.Span(s.label(), s.start(), s.end(), s.text(), s.probability()))
            .toList());
  }

  static @Nullable String speaks(Entry entry) {
    var head = entry.model().head();
    return switch (head) {
      case SEQUENCE_CLASSIFICATION,
          TOKEN_CLASSIFICATION,
          QUESTION_ANSWERING,
          IMAGE_CLASSIFICATION,
          DISTILLED_IMAGE_CLASSIFICATION,
          MASKED_LM,
          CAUSAL_LM,
          SEQUENCE_TO_SEQUENCE ->
          head.name();
      default -> null;
    };
  }
}
