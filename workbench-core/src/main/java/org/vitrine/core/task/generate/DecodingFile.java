package org.vitrine.core.task.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.task.generate.Decoding.Early;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a model folder and its user say about generation: `generation_config.json`, or in older folders `config.json`, and
/// over it what was asked for. A setting that changes the text is honoured or refused by name.
public final class DecodingFile {
  public static final String FILE = "generation_config.json";

  /// New tokens where nobody says how many.
  public static final int USUAL = 50;

  private static final List<String> OFF =
      List.of(
          "min_p",
          "epsilon_cutoff",
          "eta_cutoff",
          "top_h",
          "penalty_alpha",
          "diversity_penalty",
          "force_words_ids",
          "constraints",
          "suppress_tokens",
          "begin_suppress_tokens",
          "sequence_bias",
          "exponential_decay_length_penalty",
          "encoder_no_repeat_ngram_size",
          "max_time",
          "dola_layers",
          "watermarking_config",
          "renormalize_logits",
          "token_healing");
  private static final List<String> ONE =
      List.of(
          "typical_p",
          "num_beam_groups",
          "encoder_repetition_penalty",
          "guidance_scale",
          "num_return_sequences");
  private static final List<String> DRAWING = List.of("temperature", "top_k", "top_p");

  private final ObjectNode json;

  private DecodingFile(ObjectNode json) {
    this.json = json;
  }

  /// @param config the model's `config.json`
  /// @param asked by the names of `generation_config.json`; these go before what stands in files
  /// @throws Problem `task.generation_setting`, `task.generation_unknown` or `task.not_sampling`, each naming the setting
  public static Decoding read(Path folder, ObjectNode config, ObjectNode asked) {
    var file = folder.resolve(FILE);
    var said = Json.object();
    if (Files.isRegularFile(file)) {
      for (var name : List.of("eos_token_id", "bos_token_id", "decoder_start_token_id")) {
        if (config.has(name)) said.set(name, config.get(name));
      }
      if (!(Json.read(file) instanceof ObjectNode own))
        throw new Problem("base.json", String.valueOf(file), 1, 1);
      said.setAll(own);
    } else {
      said.setAll(config);
    }
    if (asked.has("max_new_tokens")) said.remove("max_length");
    said.setAll(asked);
    var decoding = new DecodingFile(said).decoding();
    for (var name : DRAWING) {
      if (asked.has(name) && !decoding.sample()) throw new Problem("task.not_sampling", name);
    }
    return decoding;
  }

  private Decoding decoding() {
    for (var name : OFF) if (!off(json.get(name))) throw unknown(name);
    for (var name : ONE) {
      if (!off(json.get(name)) && number(name, 1, -1e9, 1e9) != 1) throw unknown(name);
    }
    boolean sample = flag("do_sample");
    int beams = whole("num_beams", 1, 1);
    if (beams > 64) throw wrong("num_beams");
    if (sample && beams > 1) throw new Problem("task.beams_drawn", beams);
    Integer newTokens = absent("max_new_tokens") ? null : whole("max_new_tokens", 1, USUAL);
    Integer length = absent("max_length") ? null : whole("max_length", 1, USUAL);
    return new Decoding(
        newTokens == null && length == null ? Integer.valueOf(USUAL) : newTokens,
        newTokens == null ? length : null,
        whole("min_length", 0, 0),
        whole("min_new_tokens", 0, 0),
        sample,
        number("temperature", 1, Double.MIN_NORMAL, 1e6),
        whole("top_k", 0, 50),
        number("top_p", 1, 0, 1),
        number("repetition_penalty", 1, Double.MIN_NORMAL, 1e6),
        whole("no_repeat_ngram_size", 0, 0),
        beams,
        number("length_penalty", 1, -1e3, 1e3),
        early(),
        ids("eos_token_id"),
        id("bos_token_id"),
        absent("decoder_start_token_id") ? id("bos_token_id") : id("decoder_start_token_id"),
        first(),
        ids("forced_eos_token_id"),
        banned(),
        stops());
  }

  private List<String> stops() {
    var name = "stop_strings";
    var all = new ArrayList<String>();
    if (absent(name)) return all;
    var node = json.get(name);
    for (var each : node.isArray() ? node : List.of(node)) {
      if (!each.isString() || each.stringValue().isEmpty()) throw wrong(name);
      all.add(each.stringValue());
    }
    if (!all.isEmpty() && whole("num_beams", 1, 1) > 1) throw unknown(name);
    return all;
  }

  /// The first BARTs said by a flag that a text begins with its bos token.
  private Set<Long> first() {
    boolean begun = absent("forced_bos_token_id") && flag("force_bos_token_to_be_generated");
    return ids(begun ? "bos_token_id" : "forced_bos_token_id");
  }

  private List<long[]> banned() {
    var name = "bad_words_ids";
    var all = new ArrayList<long[]>();
    if (absent(name)) return all;
    if (!json.get(name).isArray()) throw wrong(name);
    for (var run : json.get(name)) {
      if (!run.isArray() || run.isEmpty()) throw wrong(name);
      all.add(
          StreamSupport.stream(run.spliterator(), false)
              .mapToLong(each -> id(each, name))
              .toArray());
    }
    return all;
  }

  private Early early() {
    if (absent("early_stopping")) return Early.FALSE;
    var node = json.get("early_stopping");
    if (node.isString() && node.stringValue().equals("never")) return Early.NEVER;
    return flag("early_stopping") ? Early.TRUE : Early.FALSE;
  }

  private Set<Long> ids(String name) {
    var all = new LinkedHashSet<Long>();
    if (absent(name)) return all;
    var node = json.get(name);
    if (!node.isArray()) return Set.of(id(node, name));
    for (var each : node) all.add(id(each, name));
    return all;
  }

  private long id(String name) {
    return absent(name) ? -1 : id(json.get(name), name);
  }

  private long id(JsonNode node, String name) {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) throw wrong(name);
    return node.longValue();
  }

  private boolean absent(String name) {
    var node = json.get(name);
    return node == null || node.isNull();
  }

  private static boolean off(@Nullable JsonNode node) {
    return node == null
        || node.isNull()
        || (node.isBoolean() && !node.booleanValue())
        || (node.isNumber() && node.doubleValue() == 0)
        || (node.isContainer() && node.isEmpty());
  }

  private boolean flag(String name) {
    if (absent(name)) return false;
    if (!json.get(name).isBoolean()) throw wrong(name);
    return json.get(name).booleanValue();
  }

  private int whole(String name, int low, int otherwise) {
    if (absent(name)) return otherwise;
    var node = json.get(name);
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < low)
      throw wrong(name);
    return node.intValue();
  }

  private double number(String name, double otherwise, double low, double high) {
    if (absent(name)) return otherwise;
    var node = json.get(name);
    if (!node.isNumber() || !(node.doubleValue() >= low && node.doubleValue() <= high))
      throw wrong(name);
    return node.doubleValue();
  }

  private Problem wrong(String name) {
    if (name.equals("temperature")) return new Problem("task.temperature", json.get(name));
    return new Problem("task.generation_setting", name, json.get(name));
  }

  private Problem unknown(String name) {
    return new Problem("task.generation_unknown", name, json.get(name));
  }
}
