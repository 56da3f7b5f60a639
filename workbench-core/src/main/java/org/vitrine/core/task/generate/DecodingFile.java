package org.vitrine.core.task.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.task.generate.Decoding.Early;
import tools.jackson.databind.node.ObjectNode;

/// What a model folder and its user say about generation: `generation_config.json`, or in older folders `config.json`, and
/// over it what was asked for. A setting that changes the text is honoured or refused by name.
public final class DecodingFile {
  public static final String FILE = "generation_config.json";

  /// New tokens where nobody says how many.
  public static final int USUAL = 50;

  private static final List<String> OFF =
      List.of(
          "top_h",
          "penalty_alpha",
          "diversity_penalty",
          "force_words_ids",
          "constraints",
          "max_time",
          "dola_layers",
          "watermarking_config",
          "token_healing");
  private static final List<String> ONE =
      List.of("num_beam_groups", "guidance_scale", "num_return_sequences");
  private static final List<String> DRAWING =
      List.of(
          "temperature", "top_k", "top_p", "min_p", "typical_p", "epsilon_cutoff", "eta_cutoff");

  private final GenerationSettings said;

  private DecodingFile(ObjectNode json) {
    said = new GenerationSettings(json);
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
    for (var name : OFF) if (!said.off(name)) throw said.unknown(name);
    for (var name : ONE) {
      if (!said.off(name) && said.number(name, 1, -1e9, 1e9) != 1) throw said.unknown(name);
    }
    boolean sample = said.flag("do_sample");
    var beams = beams();
    if (sample && beams.count() > 1) throw new Problem("task.beams_drawn", beams.count());
    var stops = said.strings("stop_strings");
    if (!stops.isEmpty() && beams.count() > 1) throw said.unknown("stop_strings");
    long begin = said.id("bos_token_id");
    var start = "decoder_start_token_id";
    return new Decoding(
        length(),
        wording(),
        sample,
        sampling(),
        beams,
        said.ids("eos_token_id"),
        begin,
        said.absent(start) ? begin : said.id(start),
        stops);
  }

  private Decoding.Length length() {
    var most = said.absent("max_new_tokens") ? null : said.whole("max_new_tokens", 1, USUAL);
    var length = said.absent("max_length") ? null : said.whole("max_length", 1, USUAL);
    var decay = "exponential_decay_length_penalty";
    return new Decoding.Length(
        most == null && length == null ? Integer.valueOf(USUAL) : most,
        most == null ? length : null,
        said.whole("min_length", 0, 0),
        said.whole("min_new_tokens", 0, 0),
        said.off(decay) ? null : said.decay(decay));
  }

  private Decoding.Wording wording() {
    return new Decoding.Wording(
        said.number("repetition_penalty", 1, Double.MIN_NORMAL, 1e6),
        said.whole("no_repeat_ngram_size", 0, 0),
        said.number("encoder_repetition_penalty", 1, Double.MIN_NORMAL, 1e6),
        said.whole("encoder_no_repeat_ngram_size", 0, 0),
        said.biases("sequence_bias"),
        said.runs("bad_words_ids"),
        first(),
        said.ids("forced_eos_token_id"),
        said.ids("suppress_tokens"),
        said.ids("begin_suppress_tokens"),
        said.flag("renormalize_logits"));
  }

  /// The first BARTs said by a flag that a text begins with its bos token.
  private Set<Long> first() {
    boolean begun =
        said.absent("forced_bos_token_id") && said.flag("force_bos_token_to_be_generated");
    return said.ids(begun ? "bos_token_id" : "forced_bos_token_id");
  }

  private Decoding.Sampling sampling() {
    return new Decoding.Sampling(
        said.number("temperature", 1, Double.MIN_NORMAL, 1e6),
        said.whole("top_k", 0, 50),
        said.number("top_p", 1, 0, 1),
        said.number("min_p", 0, 0, 1),
        said.number("typical_p", 1, Double.MIN_NORMAL, 1e9),
        said.number("epsilon_cutoff", 0, -1e9, 1e9),
        said.number("eta_cutoff", 0, -1e9, 1e9));
  }

  private Decoding.Beams beams() {
    int count = said.whole("num_beams", 1, 1);
    if (count > 64) throw said.wrong("num_beams");
    return new Decoding.Beams(count, said.number("length_penalty", 1, -1e3, 1e3), early());
  }

  private Early early() {
    if (said.says("early_stopping", "never")) return Early.NEVER;
    return said.flag("early_stopping") ? Early.TRUE : Early.FALSE;
  }
}
