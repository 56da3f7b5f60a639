package org.vitrine.core.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tokenizer.SentencePieceModel.Kind;
import org.vitrine.core.tokenizer.SentencePieceModel.Piece;
import tools.jackson.databind.node.ObjectNode;

/// The pieces of a SentencePiece file as a `tokenizer.json`'s model, at the ids that the family gives them: fairseq's
/// families put four tokens of their own in front.
record SentencePieceVocabulary(SentencePieceModel source, List<Piece> pieces, int unknown) {
  private static final float NEVER = -100;

  static SentencePieceVocabulary of(SentencePieceModel model, SentencePieceFamily family) {
    var own = model.pieces();
    return switch (family) {
      case XLM_ROBERTA -> fairseq(model, 3, "<s>", "<pad>", "</s>", "<unk>");
      case CAMEMBERT ->
          fairseq(model, 1, "<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED");
      default -> new SentencePieceVocabulary(model, own, model.unknown());
    };
  }

  /// @param from first piece of the file that is kept
  private static SentencePieceVocabulary fairseq(
      SentencePieceModel model, int from, String... front) {
    if (model.pieces().size() < from) throw new Problem("tokenizer.broken", model.file());
    var pieces = new ArrayList<Piece>();
    for (var name : front) pieces.add(new Piece(name, 0, Kind.CONTROL));
    pieces.addAll(model.pieces().subList(from, model.pieces().size()));
    pieces.add(new Piece("<mask>", 0, Kind.CONTROL));
    return new SentencePieceVocabulary(model, pieces, 3);
  }

  /// Each token's id; of two with one name the later, as in the reference.
  Map<String, Integer> ids() {
    var ids = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < pieces.size(); i++) ids.put(pieces.get(i).text(), i);
    return ids;
  }

  ObjectNode json() {
    return source.unigram() ? unigram() : bpe();
  }

  private ObjectNode unigram() {
    float best = Float.NEGATIVE_INFINITY;
    for (var piece : pieces) if (piece.kind() == Kind.NORMAL) best = Math.max(best, piece.score());
    var json = Json.object().put("type", "Unigram").put("unk_id", unknown);
    var vocab = json.putArray("vocab");
    for (var piece : pieces) {
      double score =
          switch (piece.kind()) {
            // Symbols that a user asked for count as much as their bytes would at best, as in
            // SentencePiece.
            case USER -> Float.isFinite(best) ? length(piece) * best - 0.1 : piece.score();
            // Not to be found in a text: SentencePiece does not look for them.
            case BYTE, UNUSED -> NEVER;
            default -> piece.score();
          };
      vocab.addArray().add(piece.text()).add(score);
    }
    return json.put("byte_fallback", source.bytes());
  }

  private static int length(Piece piece) {
    return piece.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  private ObjectNode bpe() {
    var json = Json.object().put("type", "BPE").putNull("dropout");
    json.put("unk_token", pieces.get(unknown).text());
    json.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    json.put("fuse_unk", true).put("byte_fallback", source.bytes());
    var ids = ids();
    json.set("vocab", Json.mapper().valueToTree(ids));
    var merges = json.putArray("merges");
    for (var merge : merges(ids)) merges.addArray().add(merge.left()).add(merge.right());
    return json;
  }

  private record Merge(String left, String right, float score) {}

  /// SentencePiece joins whatever two neighbours make the piece with the highest score. As a list of pairs that is
  /// each way to cut a piece into two, the highest score first.
  private List<Merge> merges(Map<String, Integer> ids) {
    var merges = new ArrayList<Merge>();
    for (var piece : pieces) {
      if (!joins(piece)) continue;
      var text = piece.text();
      var own = new ArrayList<Merge>();
      for (int cut = 1; cut < text.length(); cut++) {
        String left = text.substring(0, cut), right = text.substring(cut);
        if (ids.containsKey(left) && ids.containsKey(right))
          own.add(new Merge(left, right, piece.score()));
      }
      own.sort(
          Comparator.comparing((Merge m) -> ids.get(m.left()))
              .thenComparing(m -> ids.get(m.right())));
      merges.addAll(own);
    }
    merges.sort(
        Comparator.comparingDouble((Merge m) -> -m.score())
            .thenComparingInt(m -> -m.left().length())
            .thenComparingInt(m -> -m.right().length()));
    return merges;
  }

  private static boolean joins(Piece piece) {
    return piece.kind() == Kind.NORMAL || piece.kind() == Kind.UNUSED || piece.kind() == Kind.USER;
  }
}
