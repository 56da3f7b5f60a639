package org.vitrine.core.model.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Json;
import tools.jackson.databind.node.ObjectNode;

/// The alphabets of g2p_en in the order of their ids, as tokenizers: letters, with an end behind every word, and phonemes
/// between blanks. Vowels of ARPAbet end with their stress, 0 to 2.
final class Spelling {
  /// Ids of the phonemes' marks.
  static final int PAD = 0, START = 2, END = 3;

  private static final String ENDS = "</s>";

  static final List<String> LETTERS = letters();
  static final List<String> SOUNDS =
      List.of(
          """
          <pad> <unk> <s> </s> AA0 AA1 AA2 AE0 AE1 AE2 AH0 AH1 AH2 AO0 AO1 AO2 AW0 AW1 AW2 AY0 AY1 AY2 B CH D DH EH0 EH1 \
          EH2 ER0 ER1 ER2 EY0 EY1 EY2 F G HH IH0 IH1 IH2 IY0 IY1 IY2 JH K L M N NG OW0 OW1 OW2 OY0 OY1 OY2 P R S SH T TH \
          UH0 UH1 UH2 UW UW0 UW1 UW2 V W Y Z ZH\
          """
              .split(" "));

  private Spelling() {}

  private static List<String> letters() {
    var all = new ArrayList<>(List.of("<pad>", "<unk>", ENDS));
    for (char letter = 'a'; letter <= 'z'; letter++) all.add(String.valueOf(letter));
    return List.copyOf(all);
  }

  /// `tokenizer.json` of what is read and `target_tokenizer.json` of what is written.
  static void write(Path folder) throws IOException {
    var read = words(LETTERS);
    var normalizers = read.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
    for (var each : List.of("NFD", "StripAccents", "Lowercase"))
      normalizers.addObject().put("type", each);
    var cut = read.putObject("pre_tokenizer").put("type", "Split");
    cut.putObject("pattern").put("Regex", "[\\s\\S]");
    cut.put("behavior", "Isolated").put("invert", false);
    read.putObject("decoder").put("type", "Fuse");
    Files.writeString(folder.resolve("tokenizer.json"), Json.pretty(read));
    var written = words(SOUNDS);
    written.putNull("normalizer");
    written.putObject("pre_tokenizer").put("type", "WhitespaceSplit");
    written.putNull("decoder"); // tokens with blanks between them
    Files.writeString(folder.resolve("target_tokenizer.json"), Json.pretty(written));
  }

  private static ObjectNode words(List<String> all) {
    var json = Json.object();
    json.put("version", "1.0").putNull("truncation").putNull("padding");
    var marks = json.putArray("added_tokens");
    var model = json.putObject("model").put("type", "WordLevel").put("unk_token", "<unk>");
    var vocabulary = model.putObject("vocab");
    for (int id = 0; id < all.size(); id++) {
      var word = all.get(id);
      vocabulary.put(word, id);
      if (!word.startsWith("<")) continue;
      var mark = marks.addObject().put("id", id).put("content", word);
      for (var habit : List.of("single_word", "lstrip", "rstrip", "normalized"))
        mark.put(habit, false);
      mark.put("special", true);
    }
    var post = json.putObject("post_processor").put("type", "TemplateProcessing");
    ends(post, "single", "A");
    ends(post, "pair", "A", "B");
    var end = post.putObject("special_tokens").putObject(ENDS).put("id", ENDS);
    end.putArray("ids").add(all.indexOf(ENDS));
    end.putArray("tokens").add(ENDS);
    return json;
  }

  private static void ends(ObjectNode post, String form, String... texts) {
    var pieces = post.putArray(form);
    for (var text : texts) {
      pieces.addObject().putObject("Sequence").put("id", text).put("type_id", 0);
      pieces.addObject().putObject("SpecialToken").put("id", ENDS).put("type_id", 0);
    }
  }
}
