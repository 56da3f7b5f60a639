package org.vitrine.core.tokenizer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tokenizer.SentencePieceModel.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tokens beside a SentencePiece file's pieces. One that has no id yet gets the next, in the order of
/// [Special#PARTS] as the reference keeps it.
///
/// @param list as `tokenizer.json` writes them
/// @param parts token for each part that there is
/// @param ids of all tokens, pieces and others
record SentencePieceTokens(ArrayNode list, Map<String, String> parts, Map<String, Integer> ids) {
  private static final List<String> ORDER =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");
  private static final int MOST = 100_000;

  static SentencePieceTokens of(
      SentencePieceVocabulary vocabulary, SentencePieceFamily family, AddedTokens files) {
    var ids = vocabulary.ids();
    int size = vocabulary.pieces().size();
    var decoder =
        files.config().path("added_tokens_decoder") instanceof ObjectNode o
            ? o.deepCopy()
            : Json.object();
    var known = new HashSet<String>();
    for (var each : decoder.properties())
      if (Special.content(each.getValue()) instanceof String name) known.add(name);
    for (var each : files.added().properties()) known.add(each.getKey());

    var parts = new LinkedHashMap<String, String>();
    for (var part : ORDER) {
      var name = files.of(part, family.usual(part));
      if (name != null && !name.isEmpty()) parts.put(part, name);
    }
    if (family == SentencePieceFamily.T5) extraIds(decoder, known, size, files);
    var pieces = vocabulary.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      var piece = pieces.get(i);
      boolean gemmas = family == SentencePieceFamily.GEMMA && piece.kind() == Kind.USER;
      boolean asked = piece.kind() == Kind.USER && (gemmas || !vocabulary.source().unigram());
      if (!known.contains(piece.text())
          && !parts.containsValue(piece.text())
          && (piece.kind() == Kind.CONTROL || asked)) {
        known.add(piece.text());
        decoder.set(String.valueOf(ids.get(piece.text())), token(piece.text(), !asked));
      }
    }
    int next = Math.max(size, after(decoder, files.added()));
    var wanted = new ArrayList<>(parts.values());
    wanted.addAll(additional(files, family));
    for (var name : wanted) {
      var here = ids.get(name);
      if (known.contains(name) || (here != null && parts.containsValue(name))) continue;
      known.add(name);
      var token = token(name, true);
      if (name.equals(parts.get("mask_token"))) token.put("lstrip", family.maskTakesSpace());
      decoder.set(String.valueOf(here == null ? next++ : here), token);
    }
    var config = files.config().deepCopy();
    config.set("added_tokens_decoder", decoder);
    var map = files.map().deepCopy();
    if (family.maskTakesSpace()
        && parts.get("mask_token") instanceof String mask
        && !(map.get("mask_token") instanceof ObjectNode))
      map.set("mask_token", Json.object().put("content", mask).put("lstrip", true));
    var list = new AddedTokens(config, map, files.added()).list(ids, parts);
    if (family == SentencePieceFamily.GEMMA) inSpaces(list, vocabulary);
    for (var token : list)
      ids.putIfAbsent(token.path("content").asString(), token.path("id").asInt());
    return new SentencePieceTokens(withoutHoles(list, size, vocabulary.source()), parts, ids);
  }

  /// Gemma's symbols for several spaces are found where spaces have become `▁`. What a normalizer might take away
  /// altogether must not be looked for behind it.
  private static void inSpaces(ArrayNode list, SentencePieceVocabulary vocabulary) {
    var model = vocabulary.source();
    if (model.prefix() || model.tidy() || model.charsmap().length > 0) return;
    var asked = new HashSet<String>();
    for (var piece : vocabulary.pieces()) if (piece.kind() == Kind.USER) asked.add(piece.text());
    for (var token : list)
      if (asked.contains(token.path("content").asString()))
        ((ObjectNode) token).put("normalized", true);
  }

  private static ObjectNode token(String name, boolean special) {
    return Json.object().put("content", name).put("special", special);
  }

  /// T5's marks for gaps, the first with the highest id.
  private static void extraIds(
      ObjectNode decoder, HashSet<String> known, int size, AddedTokens files) {
    long named =
        additional(files, SentencePieceFamily.T5).stream()
            .filter(n -> n.startsWith("<extra_id_"))
            .count();
    int count = files.config().path("extra_ids").asInt(named > 0 ? (int) named : 100);
    for (int i = 0; i < Math.min(count, MOST); i++) {
      var name = "<extra_id_" + i + ">";
      if (known.add(name))
        decoder.set(
            String.valueOf(size + count - 1 - i),
            token(name, true).put("lstrip", true).put("rstrip", true));
    }
  }

  private static List<String> additional(AddedTokens files, SentencePieceFamily family) {
    var part = "additional_special_tokens";
    JsonNode list = files.config().has(part) ? files.config().get(part) : files.map().get(part);
    if (list == null)
      return family == SentencePieceFamily.XLNET ? List.of("<eop>", "<eod>") : List.of();
    return StreamSupport.stream(list.spliterator(), false)
        .map(Special::content)
        .filter(name -> name != null && !name.isEmpty())
        .toList();
  }

  private static int after(ObjectNode decoder, ObjectNode added) {
    int next = 0;
    for (var each : decoder.properties())
      if (each.getKey().matches("\\d{1,9}"))
        next = Math.max(next, Integer.parseInt(each.getKey()) + 1);
    for (var each : added.properties()) next = Math.max(next, each.getValue().asInt(-1) + 1);
    return next;
  }

  /// The library counts tokens beyond the pieces one by one: an id that nobody has is given to a name that no text has.
  private static ArrayNode withoutHoles(ArrayNode list, int size, SentencePieceModel model) {
    var whole = Json.mapper().createArrayNode();
    int next = size;
    for (var token : list) {
      int id = token.path("id").asInt(-1);
      if (id < 0 || id - next > MOST) throw new Problem("tokenizer.broken", model.file());
      for (; next < id; next++)
        whole.add(
            ((ObjectNode) token.deepCopy())
                .put("id", next)
                .put("content", "\uFDD0" + next)
                .put("special", true));
      if (id == next) next++;
      whole.add(token);
    }
    return whole;
  }
}
