package org.vitrine.core.tokenizer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The files of a new tokenizer: `tokenizer.json`, `tokenizer_config.json`, `special_tokens_map.json`, and the vocabulary as
/// older programs read it (`vocab.json` with `merges.txt`, or `vocab.txt`).
record Folder(Plan plan, Pieces pieces) {

  /// @throws Problem `tokenizer.out` if there is something at that place already
  static void refuseIfUsed(Path out) {
    try {
      if (!Files.exists(out)) return;
      if (!Files.isDirectory(out)) throw new Problem("tokenizer.out", out);
      try (Stream<Path> inside = Files.list(out)) {
        if (inside.findAny().isPresent()) throw new Problem("tokenizer.out", out);
      }
    } catch (IOException e) {
      throw new Problem("base.read", e, out, Disk.reason(e));
    }
  }

  /// Writes all or nothing.
  List<Path> write(Path out) {
    refuseIfUsed(out);
    var written = new ArrayList<Path>();
    Disk.appear(
        out,
        folder -> {
          Files.createDirectories(folder);
          boolean bytes = plan.kind() == Plan.Kind.BPE;
          put(folder, "tokenizer.json", Json.pretty(bytes ? byteLevel() : wordPiece()), written);
          put(folder, "tokenizer_config.json", Json.pretty(config()), written);
          put(folder, "special_tokens_map.json", Json.pretty(roles()), written);
          if (bytes) {
            put(folder, "vocab.json", Json.line(pieces.byName()), written);
            var merges = new StringBuilder("#version: 0.2\n");
            for (var each : pieces.merges())
              merges.append(each[0]).append(' ').append(each[1]).append('\n');
            put(folder, "merges.txt", merges.toString(), written);
          } else {
            put(folder, "vocab.txt", String.join("\n", pieces.names()) + "\n", written);
          }
        });
    return written.stream().map(each -> out.resolve(each.getFileName())).toList();
  }

  private static void put(Path folder, String name, String text, List<Path> written)
      throws IOException {
    written.add(Files.writeString(folder.resolve(name), text));
  }

  private ObjectNode start() {
    var json = Json.object().put("version", "1.0").putNull("truncation").putNull("padding");
    var added = json.putArray("added_tokens");
    for (var each : plan.specialTokens()) {
      var token = added.addObject().put("id", pieces.id(each)).put("content", each);
      token.put("single_word", false).put("lstrip", false).put("rstrip", false);
      token.put("normalized", false).put("special", true);
    }
    return json;
  }

  private ObjectNode byteLevel() {
    var json = start();
    if (plan.lowercase()) json.putObject("normalizer").put("type", "Lowercase");
    else json.putNull("normalizer");
    for (var part : List.of("pre_tokenizer", "post_processor", "decoder")) {
      json.putObject(part)
          .put("type", "ByteLevel")
          .put("add_prefix_space", false)
          .put("trim_offsets", !part.equals("post_processor"))
          .put("use_regex", true);
    }
    var model = json.putObject("model").put("type", "BPE").putNull("dropout").putNull("unk_token");
    model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    model.put("fuse_unk", false).put("byte_fallback", false);
    model.set("vocab", Json.mapper().valueToTree(pieces.byName()));
    var merges = model.putArray("merges");
    for (var each : pieces.merges()) merges.add(each[0] + " " + each[1]);
    return json;
  }

  private ObjectNode wordPiece() {
    var json = start();
    var normalizer = json.putObject("normalizer").put("type", "BertNormalizer");
    normalizer.put("clean_text", true).put("handle_chinese_chars", true);
    normalizer.putNull("strip_accents").put("lowercase", plan.lowercase());
    json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    var template = json.putObject("post_processor").put("type", "TemplateProcessing");
    sentence(template.putArray("single"), "A");
    sentence(sentence(template.putArray("pair"), "A"), "B");
    var special = template.putObject("special_tokens");
    for (var name : List.of("[CLS]", "[SEP]")) {
      var entry = special.putObject(name).put("id", name);
      entry.putArray("ids").add(pieces.id(name));
      entry.putArray("tokens").add(name);
    }
    json.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
    var model = json.putObject("model").put("type", "WordPiece").put("unk_token", "[UNK]");
    model.put("continuing_subword_prefix", "##").put("max_input_chars_per_word", 100);
    model.set("vocab", Json.mapper().valueToTree(pieces.byName()));
    return json;
  }

  private static ArrayNode sentence(ArrayNode list, String text) {
    int type = text.equals("A") ? 0 : 1;
    if (type == 0) list.addObject().putObject("SpecialToken").put("id", "[CLS]").put("type_id", 0);
    list.addObject().putObject("Sequence").put("id", text).put("type_id", type);
    list.addObject().putObject("SpecialToken").put("id", "[SEP]").put("type_id", type);
    return list;
  }

  private ObjectNode config() {
    boolean bytes = plan.kind() == Plan.Kind.BPE;
    var json = Json.object();
    json.put("tokenizer_class", bytes ? "GPT2TokenizerFast" : "BertTokenizerFast");
    json.setAll(roles());
    json.put("clean_up_tokenization_spaces", !bytes);
    if (bytes) json.put("add_prefix_space", false);
    else json.put("do_lower_case", plan.lowercase()).put("tokenize_chinese_chars", true);
    return json;
  }

  /// Which special token has which part, by its usual name.
  private ObjectNode roles() {
    var roles = Json.object();
    role(roles, "bos_token", "<s>", "<|endoftext|>");
    role(roles, "eos_token", "</s>", "<|endoftext|>");
    role(roles, "unk_token", "[UNK]", "<unk>", "<|endoftext|>");
    role(roles, "pad_token", "[PAD]", "<pad>");
    role(roles, "cls_token", "[CLS]");
    role(roles, "sep_token", "[SEP]");
    role(roles, "mask_token", "[MASK]", "<mask>");
    return roles;
  }

  private void role(ObjectNode roles, String part, String... names) {
    for (var name : names) {
      if (plan.specialTokens().contains(name)) {
        roles.put(part, name);
        return;
      }
    }
  }
}
