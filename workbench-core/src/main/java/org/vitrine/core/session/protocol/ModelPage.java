package org.vitrine.core.session.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.RunEvent.Notice;

/// What a model is.
///
/// @param config `config.json` as it stands
/// @param labels class names, empty without a classification head
/// @param layers 0 if the family is unknown; so `heads`, `hidden`, `vocabulary`, `positions`
/// @param tree tensor names folded at their dots, with shares of the parameters
/// @param unused names in the file that the family does not read; `missing` those it would need
/// @param anatomy what it reads and is made of; null if the family is unknown
/// @param findings sentences: a head that would be fresh, precision, and so on; keys in `model/notices.properties`
public record ModelPage(
    ModelList.ModelHead head,
    String config,
    List<String> labels,
    int layers,
    int heads,
    int hidden,
    int vocabulary,
    int positions,
    Node tree,
    List<Tensor> tensors,
    List<FileInfo> files,
    List<String> unused,
    List<String> missing,
    @Nullable TokenizerInfo tokenizer,
    List<Notice> findings,
    Map<String, Long> memory,
    @Nullable Anatomy anatomy) {

  /// @param name last part of the path, `layer` say; `path` the whole prefix
  public record Node(String name, String path, long parameters, List<Node> children) {}

  public record Tensor(String name, String type, List<Long> shape, long parameters, String file) {}

  public record FileInfo(String name, long bytes) {}

  /// @param kind `WordPiece`, `BPE`, `Unigram`
  public record TokenizerInfo(String kind, int vocabulary, Map<String, String> specials) {}
}
