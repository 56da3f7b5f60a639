package org.vitrine.core.tokenizer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ObjectNode;

/// Families whose checkpoints come with SentencePiece files: what they are called, their special tokens, and where
/// these go around one text and two. A template names parts (`cls` for `cls_token`) and the texts `A` and `B`, with the
/// segment behind a colon where it is not 0.
enum SentencePieceFamily {
  T5(
      Set.of("T5", "MT5"),
      Set.of("t5", "mt5", "umt5", "longt5"),
      "eos=</s> unk=<unk> pad=<pad>",
      "A eos",
      "A eos B eos"),
  ALBERT(
      Set.of("Albert"),
      Set.of("albert"),
      "bos=[CLS] eos=[SEP] unk=<unk> sep=[SEP] pad=<pad> cls=[CLS] mask=[MASK]",
      "cls A sep",
      "cls A sep B:1 sep:1"),
  XLNET(
      Set.of("XLNet"),
      Set.of("xlnet"),
      "bos=<s> eos=</s> unk=<unk> sep=<sep> pad=<pad> cls=<cls> mask=<mask>",
      "A sep cls:2",
      "A sep B:1 sep:1 cls:2"),
  XLM_ROBERTA(
      Set.of("XLMRoberta"),
      Set.of("xlm-roberta", "xlm-roberta-xl"),
      "bos=<s> eos=</s> unk=<unk> sep=</s> pad=<pad> cls=<s> mask=<mask>",
      "cls A sep",
      "cls A sep sep B sep"),
  CAMEMBERT(
      Set.of("Camembert"),
      Set.of("camembert"),
      "bos=<s> eos=</s> unk=<unk> sep=</s> pad=<pad> cls=<s> mask=<mask>",
      "cls A sep",
      "cls A sep sep B sep"),
  DEBERTA_V2(
      Set.of("DebertaV2"),
      Set.of("deberta-v2"),
      "bos=[CLS] eos=[SEP] unk=[UNK] sep=[SEP] pad=[PAD] cls=[CLS] mask=[MASK]",
      "cls A sep",
      "cls A sep B:1 sep:1"),
  LLAMA(
      Set.of("Llama"),
      Set.of("llama", "mistral", "mixtral", "phi3"),
      "bos=<s> eos=</s> unk=<unk>",
      "bos? A eos?",
      "bos? A eos? bos?:1 B:1 eos?:1"),
  GEMMA(
      Set.of("Gemma"),
      Set.of("gemma", "gemma2"),
      "bos=<bos> eos=<eos> unk=<unk> pad=<pad>",
      "bos? A eos?",
      "bos? A eos? bos?:1 B:1 eos?:1"),
  MARIAN(Set.of("Marian"), Set.of("marian"), "eos=</s> unk=<unk> pad=<pad>", "A eos", "A B eos");

  private final Set<String> classes;
  private final Set<String> types;
  private final Map<String, String> parts;
  private final List<String> single;
  private final List<String> pair;

  SentencePieceFamily(
      Set<String> classes, Set<String> types, String parts, String single, String pair) {
    this.classes = classes;
    this.types = types;
    this.parts =
        Arrays.stream(parts.split(" "))
            .map(part -> part.split("=", 2))
            .collect(java.util.stream.Collectors.toMap(p -> p[0] + "_token", p -> p[1]));
    this.single = List.of(single.split(" "));
    this.pair = List.of(pair.split(" "));
  }

  /// The token that usually plays a part (`cls_token`), null if none does.
  @Nullable String usual(String part) {
    return parts.get(part);
  }

  /// The files' words with the usual tokens for parts that they do not mention.
  AddedTokens fill(AddedTokens files) {
    var map = files.map().deepCopy();
    parts.forEach((part, name) -> {
      if (!files.config().has(part) && !map.has(part)) map.put(part, name);
    });
    return new AddedTokens(files.config(), map, files.added());
  }

  List<String> template(boolean two) {
    return two ? pair : single;
  }

  /// True if the mask takes the space before it along.
  boolean maskTakesSpace() {
    return this == ALBERT || this == XLNET || this == XLM_ROBERTA || this == CAMEMBERT;
  }

  boolean cutsNumberCommas() {
    return this == ALBERT || this == XLNET;
  }

  /// Told by `tokenizer_class`, else by `model_type` of `config.json`, else by the file's name and what it holds.
  ///
  /// @throws Problem `tokenizer.kind` for another class, `tokenizer.sentencepiece` if nothing tells
  static SentencePieceFamily of(
      ObjectNode config, ObjectNode architecture, SentencePieceModel model) {
    var name = config.path("tokenizer_class").asString("").replaceFirst("Tokenizer(Fast)?$", "");
    var type = architecture.path("model_type").asString("");
    if (!name.isEmpty() && !name.equals("PreTrained")) {
      for (var each : values()) if (each.classes.contains(name)) return each;
      throw new Problem("tokenizer.kind", model.file(), name + "Tokenizer");
    }
    if (!type.isEmpty()) {
      for (var each : values()) if (each.types.contains(type)) return each;
      throw new Problem("tokenizer.kind", model.file(), type);
    }
    var told = byName(model);
    if (told == null) throw new Problem("tokenizer.sentencepiece", model.file());
    return told;
  }

  private static @Nullable SentencePieceFamily byName(SentencePieceModel model) {
    var pieces =
        model.pieces().stream()
            .limit(16)
            .map(SentencePieceModel.Piece::text)
            .collect(java.util.stream.Collectors.toSet());
    return switch (String.valueOf(model.file().getFileName())) {
      case "source.spm", "target.spm" -> MARIAN;
      case "spm.model" -> pieces.contains("[CLS]") ? DEBERTA_V2 : null;
      case "tokenizer.model" ->
          pieces.contains("<bos>") ? GEMMA : pieces.contains("<s>") ? LLAMA : null;
      case "spiece.model" ->
          pieces.contains("[CLS]")
              ? ALBERT
              : pieces.contains("<cls>")
                  ? XLNET
                  : pieces.contains("<pad>") && pieces.contains("</s>") ? T5 : null;
      default -> null;
    };
  }

  /// The SentencePiece file of a folder by the names that these families use, null if there is none.
  static @Nullable Path file(Path folder) {
    for (var name :
        List.of("spiece.model", "sentencepiece.bpe.model", "spm.model", "tokenizer.model")) {
      var file = folder.resolve(name);
      if (java.nio.file.Files.isRegularFile(file)) return file;
    }
    return null;
  }
}
