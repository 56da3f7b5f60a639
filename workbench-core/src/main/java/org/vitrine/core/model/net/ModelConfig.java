package org.vitrine.core.model.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ObjectNode;

/// What `config.json` says, typed where every family has it, and raw.
///
/// @param json the whole file, with this model's labels
/// @param maxPositions longest input in tokens
/// @param padTokenId -1 if there is none
/// @param heads attention heads of a layer; @param keyHeads those of keys and values; @param headSize of each
/// @param gated whether the feed-forward has a gate
public record ModelConfig(
    ObjectNode json,
    int vocabSize,
    int maxPositions,
    int padTokenId,
    int hiddenSize,
    int layers,
    int heads,
    int innerSize,
    int keyHeads,
    int headSize,
    boolean gated) {

  /// With as many heads of keys as of queries, which share the width, and no gate.
  public ModelConfig(
      ObjectNode json,
      int vocabSize,
      int maxPositions,
      int padTokenId,
      int hiddenSize,
      int layers,
      int heads,
      int innerSize) {
    this(
        json,
        vocabSize,
        maxPositions,
        padTokenId,
        hiddenSize,
        layers,
        heads,
        innerSize,
        heads,
        hiddenSize / heads,
        false);
  }

  /// How a sequence classifier's labels are to be read.
  public enum ProblemType {
    SINGLE_LABEL("single_label_classification"),
    MULTI_LABEL("multi_label_classification"),
    REGRESSION("regression");

    private final String written;

    ProblemType(String written) {
      this.written = written;
    }

    /// As `config.json` spells it.
    public String written() {
      return written;
    }
  }

  /// The label names in the order of the logits; two unnamed ones where nothing is said, as in the reference.
  public List<String> labels() {
    return labels(json);
  }

  public static List<String> labels(ObjectNode json) {
    if (json.get("id2label") instanceof ObjectNode named && !named.isEmpty()) {
      var numbers = new ArrayList<>(named.propertyNames());
      try {
        numbers.sort(Comparator.comparingInt(Integer::parseInt));
      } catch (NumberFormatException e) {
        throw new Problem("model.setting", e, "id2label", named.toString());
      }
      for (var name : named)
        if (!name.isValueNode()) throw new Problem("model.setting", "id2label", named.toString());
      return numbers.stream().map(number -> named.get(number).asString("")).toList();
    }
    int count = new Settings(json, null).integer("num_labels", 1, 2);
    if (count > 1_000_000) throw new Problem("model.setting", "num_labels", count);
    return java.util.stream.IntStream.range(0, count).mapToObj(i -> "LABEL_" + i).toList();
  }

  /// What `problem_type` says; unsaid, one label means regression.
  public ProblemType problemType() {
    var said = new Settings(json, null).text("problem_type", "");
    for (var type : ProblemType.values()) if (type.written.equals(said)) return type;
    if (!said.isEmpty()) throw new Problem("model.unsupported", "problem_type", said);
    return labels().size() == 1 ? ProblemType.REGRESSION : ProblemType.SINGLE_LABEL;
  }

  public String modelType() {
    return json.path("model_type").asString("");
  }

  /// Writes label names, and how they are to be read, into a configuration.
  public static void name(ObjectNode json, List<String> labels) {
    json.remove("num_labels");
    var byNumber = json.putObject("id2label");
    var byName = json.putObject("label2id");
    for (int i = 0; i < labels.size(); i++) {
      byNumber.put(String.valueOf(i), labels.get(i));
      byName.put(labels.get(i), i);
    }
  }
}
