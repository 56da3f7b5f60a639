package org.vitrine.core.task;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig.ProblemType;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tokenizer.Encoding;
import org.vitrine.core.tokenizer.Tokenizer;

/// What a model says of texts, as labels with probabilities: its classes, the word behind a mask, or the next word.
public final class Answers {
  private static final int TOP_TOKENS = 10, TOP_ANSWERS = 3;

  /// Answers among which probabilities are shared, as the reference does.
  private static final int CANDIDATES = 20;

  private static final int AT_ONCE = 8;

  private final Model model;
  private final Tokenizer tokenizer;

  public Answers(Model model, Tokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /// @param logit before the softmax (the sigmoid, for several labels; itself the value, for a regression)
  public record Score(String label, double probability, double logit) {}

  /// A part of a text that the model marks.
  ///
  /// @param label what it is, empty for an answer
  /// @param start its first char; @param end one past its last; −1 for no answer
  /// @param probability how sure the model is; for several words the mean
  public record Span(String label, int start, int end, String text, double probability) {}

  /// The texts as one padded batch, with its arrays in `scope`.
  public Batch batch(Scope scope, List<Encoding> texts) {
    var examples = texts.stream().map(t -> TextExample.of(t, Padded.IGNORED)).toList();
    var batch = Padded.of(examples, pad()).on(scope, model);
    return model.head() == Head.SEQUENCE_TO_SEQUENCE ? beginning(batch, scope) : batch;
  }

  /// An encoder-decoder that has read a text and written nothing yet.
  private Batch beginning(Batch batch, Scope scope) {
    long start = model.config().json().path("decoder_start_token_id").asLong(-1);
    if (start < 0) throw new Problem("model.no_start");
    var starts = new long[batch.size()];
    Arrays.fill(starts, start);
    var more = Map.of("decoder_input_ids", Tensors.of(scope, starts, starts.length, 1));
    return new Batch(batch.inputIds(), batch.attentionMask(), null, null, null, more);
  }

  private long pad() {
    long pad =
        tokenizer.special().pad() >= 0 ? tokenizer.special().pad() : model.config().padTokenId();
    return Math.max(0, pad);
  }

  /// One list of scores a text, likeliest first; empty where the head does not speak in words or classes.
  public List<List<Score>> of(Head head, Output output, List<Encoding> texts) {
    return switch (head) {
      case SEQUENCE_CLASSIFICATION -> classes(model, output.logits(), texts.size());
      case MASKED_LM, CAUSAL_LM -> words(head, output.logits(), texts);
      default -> texts.stream().map(_ -> List.<Score>of()).toList();
    };
  }

  /// The likeliest answers to a question, over all windows of its context; chars are those of the context. An empty one,
  /// whose place is −1, says that the context holds none.
  ///
  /// @param maxLength tokens of a window
  public List<Span> find(String question, String context, int maxLength) {
    var windows = SpanExamples.windows(tokenizer, question, context, maxLength);
    var search = new SpanSearch(CANDIDATES);
    for (int from = 0; from < windows.size(); from += AT_ONCE) {
      var part = windows.subList(from, Math.min(windows.size(), from + AT_ONCE));
      try (var scope = model.scope().inner()) {
        look(search, part, model.forward(batch(scope, part), Pass.inference()));
      }
    }
    return named(search.best(), context);
  }

  private void look(SpanSearch search, List<Encoding> windows, Output output) {
    var starts = Tensors.floats(output.get("start_logits"));
    var ends = Tensors.floats(output.get("end_logits"));
    int width = starts.length / windows.size();
    for (int row = 0; row < windows.size(); row++) {
      var window = windows.get(row);
      search.add(
          window,
          Arrays.copyOfRange(starts, row * width, (row + 1) * width),
          Arrays.copyOfRange(ends, row * width, (row + 1) * width),
          Spans.none(window, tokenizer.special().cls()));
    }
  }

  private static List<Span> named(List<SpanSearch.Found> found, String context) {
    var logits = new float[found.size()];
    for (int i = 0; i < logits.length; i++) logits[i] = (float) found.get(i).logit();
    var shares = softmax(logits);
    var spans = new ArrayList<Span>();
    for (int i = 0; i < Math.min(TOP_ANSWERS, logits.length); i++) {
      int start = found.get(i).start(), end = found.get(i).end();
      while (start >= 0 && start < end && Character.isWhitespace(context.charAt(start))) start++;
      var text = start < 0 ? "" : context.substring(start, end);
      spans.add(new Span("", start, end, text, shares[i]));
    }
    return spans;
  }

  /// What is marked in each: in the first text, or in the second where the first asks for it; empty lists where the head
  /// marks nothing.
  ///
  /// @param pairs null for a text alone
  public List<List<Span>> spans(
      Head head,
      Output output,
      List<Encoding> encodings,
      List<String> texts,
      List<@Nullable String> pairs) {
    if (head == Head.QUESTION_ANSWERING) {
      var all = new ArrayList<List<Span>>();
      var search = new SpanSearch(CANDIDATES);
      look(search, encodings, output);
      for (var pair : pairs) all.add(pair == null ? List.of() : named(search.best(), pair));
      return all;
    }
    if (head != Head.TOKEN_CLASSIFICATION) return texts.stream().map(_ -> List.<Span>of()).toList();
    var logits = output.logits();
    var values = Tensors.floats(logits);
    int width = Math.toIntExact(logits.getShape().get(1)),
        tags = values.length / width / texts.size();
    var all = new ArrayList<List<Span>>();
    for (int row = 0; row < texts.size(); row++) {
      var each = new float[encodings.get(row).length()][];
      for (int i = 0; i < each.length; i++) {
        int at = (row * width + i) * tags;
        each[i] = java.util.Arrays.copyOfRange(values, at, at + tags);
      }
      all.add(Spans.entities(encodings.get(row), texts.get(row), each, model.config().labels()));
    }
    return all;
  }

  /// Classes of each row of logits [B, C], likeliest first.
  public static List<List<Score>> classes(Model model, NDArray logits, int rows) {
    var values = Tensors.floats(logits);
    int classes = values.length / rows;
    var labels = model.config().labels();
    boolean several = model.config().problemType() == ProblemType.MULTI_LABEL;
    boolean single = classes == 1;
    var answers = new ArrayList<List<Score>>();
    for (int row = 0; row < rows; row++) {
      var part = java.util.Arrays.copyOfRange(values, row * classes, (row + 1) * classes);
      var shares = softmax(part);
      var scores = new ArrayList<Score>();
      for (int k = 0; k < classes; k++) {
        double probability = single ? 1 : several ? 1 / (1 + Math.exp(-part[k])) : shares[k];
        scores.add(
            new Score(k < labels.size() ? labels.get(k) : "LABEL_" + k, probability, part[k]));
      }
      answers.add(sorted(scores, classes));
    }
    return answers;
  }

  private List<List<Score>> words(Head head, NDArray logits, List<Encoding> texts) {
    var answers = new ArrayList<List<Score>>();
    for (int row = 0; row < texts.size(); row++) {
      var ids = texts.get(row).ids();
      int at = head == Head.CAUSAL_LM ? ids.length - 1 : place(ids, tokenizer.special().mask());
      if (at < 0) {
        answers.add(List.of());
        continue;
      }
      var values = Tensors.floats(logits.get(row).get(at));
      var shares = softmax(values);
      var scores = new ArrayList<Score>();
      for (int id = 0; id < values.length; id++) {
        if (shares[id] < 1e-4 && scores.size() >= TOP_TOKENS) continue;
        scores.add(new Score(word(id), shares[id], values[id]));
      }
      answers.add(sorted(scores, TOP_TOKENS));
    }
    return answers;
  }

  private String word(long id) {
    var token = tokenizer.token(id);
    return token == null ? "#" + id : token;
  }

  private static int place(long[] ids, long wanted) {
    for (int i = 0; i < ids.length; i++) if (ids[i] == wanted) return i;
    return -1;
  }

  private static List<Score> sorted(List<Score> scores, int most) {
    scores.sort(Comparator.comparingDouble((Score s) -> -s.logit()));
    return List.copyOf(scores.subList(0, Math.min(most, scores.size())));
  }

  static double[] softmax(float[] logits) {
    double max = Double.NEGATIVE_INFINITY, sum = 0;
    for (float logit : logits) max = Math.max(max, logit);
    var shares = new double[logits.length];
    for (int i = 0; i < logits.length; i++) sum += shares[i] = Math.exp(logits[i] - max);
    for (int i = 0; i < logits.length; i++) shares[i] /= sum;
    return shares;
  }
}
