package org.vitrine.core.model.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ObjectNode;

/// A tokenizer of llama2.c as `tokenizer.json`. The file holds an int32, the longest piece, and for each id a float32
/// score, an int32 length and so many bytes of UTF-8. Neighbours are joined as long as a piece exists for them, the best
/// score first; merges in the order of scores do the same.
///
/// @param pieces by id, `▁` for a space
record Llama2cTokenizer(List<String> pieces, List<Float> scores) {
  private static final List<String> SPECIAL = List.of("<unk>", "<s>", "</s>");
  private static final long LARGEST = 64 << 20;

  /// The tokenizer in the model's folder that has a piece for each word of the model.
  static Optional<Llama2cTokenizer> beside(Path model, int words) {
    var folder = model.toAbsolutePath().getParent();
    if (folder == null) return Optional.empty();
    try (var inside = Files.list(folder)) {
      return inside
          .filter(each -> each.getFileName().toString().matches("tok.*\\.bin"))
          .sorted()
          .flatMap(each -> read(each, words).stream())
          .findFirst();
    } catch (IOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(e));
    }
  }

  /// Empty if the file is no such tokenizer or has another number of pieces.
  static Optional<Llama2cTokenizer> read(Path file, int words) {
    try {
      if (words <= SPECIAL.size() || Files.size(file) > LARGEST) return Optional.empty();
      var in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      var pieces = new ArrayList<String>();
      var scores = new ArrayList<Float>();
      if (in.remaining() < Integer.BYTES) return Optional.empty();
      in.getInt();
      while (pieces.size() < words) {
        if (in.remaining() < 8) return Optional.empty();
        scores.add(in.getFloat());
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) return Optional.empty();
        var piece = StandardCharsets.UTF_8.newDecoder().decode(in.slice(in.position(), length));
        in.position(in.position() + length);
        int id = pieces.size();
        pieces.add(id < SPECIAL.size() ? SPECIAL.get(id) : piece.toString().replace(' ', '▁'));
      }
      return in.hasRemaining()
          ? Optional.empty()
          : Optional.of(new Llama2cTokenizer(pieces, scores));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }

  void write(Path folder, int places) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), Json.pretty(json()));
    var config = Json.object();
    config.put("tokenizer_class", "LlamaTokenizerFast");
    config.put("bos_token", "<s>").put("eos_token", "</s>").put("unk_token", "<unk>");
    config.put("add_bos_token", true).put("add_eos_token", false);
    config.put("model_max_length", places);
    Files.writeString(folder.resolve("tokenizer_config.json"), Json.pretty(config));
  }

  private ObjectNode json() {
    var all = (ObjectNode) Json.parse(FORM, "tokenizer.json");
    var added = all.putArray("added_tokens");
    for (int id = 0; id < SPECIAL.size(); id++) {
      var token = added.addObject().put("id", id).put("content", SPECIAL.get(id));
      for (var flag : List.of("single_word", "lstrip", "rstrip", "normalized"))
        token.put(flag, false);
      token.put("special", true);
    }
    var model = (ObjectNode) all.get("model");
    var vocabulary = model.putObject("vocab");
    for (int id = 0; id < pieces.size(); id++) {
      if (!vocabulary.has(pieces.get(id))) vocabulary.put(pieces.get(id), id);
    }
    var merges = model.putArray("merges");
    merges().forEach(merges::add);
    return all;
  }

  /// Every way to make a piece of two, best pieces first; a piece's own ways in the order of the halves' ids.
  private List<String> merges() {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = SPECIAL.size(); id < pieces.size(); id++) ids.putIfAbsent(pieces.get(id), id);
    var order =
        ids.values().stream()
            .sorted(
                Comparator.comparing((Integer id) -> -scores.get(id))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    var all = new ArrayList<String>();
    for (int id : order) {
      var piece = pieces.get(id);
      if (piece.matches("<0x[0-9A-F]{2}>")) continue;
      IntStream.range(1, piece.length())
          .filter(cut -> ids.containsKey(piece.substring(0, cut)))
          .filter(cut -> ids.containsKey(piece.substring(cut)))
          .boxed()
          .sorted(Comparator.comparing(cut -> ids.get(piece.substring(0, cut))))
          .forEach(cut -> all.add(piece.substring(0, cut) + " " + piece.substring(cut)));
    }
    return all;
  }

  private static final String FORM =
      """
      {
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": {"type": "Sequence", "normalizers": [
          {"type": "Prepend", "prepend": "▁"},
          {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
        "pre_tokenizer": null,
        "post_processor": {"type": "TemplateProcessing",
          "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
          "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "<s>", "type_id": 1}}, {"Sequence": {"id": "B", "type_id": 1}}],
          "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}},
        "decoder": {"type": "Sequence", "decoders": [
          {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
          {"type": "ByteFallback"}, {"type": "Fuse"},
          {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
        "model": {"type": "BPE", "dropout": null, "unk_token": "<unk>", "continuing_subword_prefix": null,
          "end_of_word_suffix": null, "fuse_unk": true, "byte_fallback": true, "vocab": {}, "merges": []}
      }
      """;
}
