package org.vitrine.core.model.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Readback;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.TensorInfo;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// A GRU that reads and one that writes under the names of g2p_en (Kyubyong Park, Jongseok Kim 2019), which turns English
/// spelling into sounds: twelve arrays, told by their names and by shapes that fit each other.
///
/// | array                | shape  | array                | shape  | array          | shape     |
/// |----------------------|--------|----------------------|--------|----------------|-----------|
/// | `enc_emb`            | [V, E] | `dec_emb`            | [W, F] | `fc_w`, `fc_b` | [W, H], [W] |
/// | `enc_w_ih`           | [3H, E] | `dec_w_ih`          | [3H, F] |                |           |
/// | `enc_w_hh`           | [3H, H] | `dec_w_hh`          | [3H, H] |                |           |
/// | `enc_b_ih`, `enc_b_hh` | [3H] | `dec_b_ih`, `dec_b_hh` | [3H] |                |           |
///
/// Gates stand as PyTorch's do: reset, update, new.
final class GruConversion {
  private static final int GATES = 3;

  /// The most phonemes that are written for a word.
  private static final int LONGEST = 20;

  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

  private GruConversion(Weights weights) {
    for (var each : weights.tensors()) tensors.put(each.name(), each);
  }

  /// Its folder, if a single file holds one.
  static boolean convert(Path file, Path out, @Nullable DType dtype, Card card, Progress progress) {
    if (!Files.isRegularFile(file)) return false;
    try (var weights = ResNetConversion.opened(file).orElse(null)) {
      if (weights == null) return false;
      var net = new GruConversion(weights);
      if (!net.sound()) return false;
      Disk.appear(
          out,
          folder -> {
            Files.createDirectories(folder);
            net.write(weights, folder.resolve(Weights.FILE), dtype, progress);
            Files.writeString(folder.resolve("config.json"), Json.pretty(net.config(dtype)));
            if (net.spells()) Spelling.write(folder);
            Files.writeString(folder.resolve("README.md"), card.markdown(net.told(file)));
          });
      return true;
    }
  }

  private boolean sound() {
    long hidden = size("fc_w", 1), words = size("dec_emb", 0);
    boolean floats = tensors.values().stream().allMatch(each -> each.type().floating());
    return tensors.size() == 12
        && floats
        && words > Spelling.END
        && words <= Integer.MAX_VALUE
        && size("enc_emb", 0) <= Integer.MAX_VALUE
        && side("enc_", hidden)
        && side("dec_", hidden)
        && is("fc_w", words, hidden)
        && is("fc_b", words);
  }

  private boolean side(String name, long hidden) {
    long words = size(name + "emb", 0), in = size(name + "emb", 1), gates = GATES * hidden;
    return is(name + "emb", words, in)
        && is(name + "w_ih", gates, in)
        && is(name + "w_hh", gates, hidden)
        && is(name + "b_ih", gates)
        && is(name + "b_hh", gates);
  }

  private boolean is(String name, Long... shape) {
    var info = tensors.get(name);
    return info != null && info.shape().equals(List.of(shape)) && !info.shape().contains(0L);
  }

  private long size(String name, int axis) {
    var info = tensors.get(name);
    return info == null || info.shape().size() <= axis ? 0 : info.shape().get(axis);
  }

  /// Whether the sizes are those of the alphabets that are known.
  private boolean spells() {
    return size("enc_emb", 0) == Spelling.LETTERS.size()
        && size("dec_emb", 0) == Spelling.SOUNDS.size();
  }

  private ObjectNode config(@Nullable DType dtype) {
    var config = Json.object();
    config.put("model_type", "torch-gru-seq2seq");
    config.put("is_encoder_decoder", true);
    config.put("vocab_size", size("enc_emb", 0));
    config.put("decoder_vocab_size", size("dec_emb", 0));
    config.put("input_size", size("enc_emb", 1));
    config.put("decoder_input_size", size("dec_emb", 1));
    config.put("hidden_size", size("fc_w", 1));
    config.put("num_layers", 1);
    config.put("bias", true);
    config.put("pad_token_id", Spelling.PAD);
    config.put("decoder_start_token_id", Spelling.START);
    config.put("eos_token_id", Spelling.END);
    config.put("max_new_tokens", LONGEST); // here, where a tuned copy keeps it
    if (dtype != null) config.put("torch_dtype", dtype.torchName());
    return config;
  }

  /// `dec_w_hh` to `decoder.rnn.weight_hh_l0`, say.
  private static String named(String name) {
    if (name.startsWith("fc_")) return name.endsWith("w") ? "head.weight" : "head.bias";
    var side = name.startsWith("enc_") ? "encoder." : "decoder.";
    var rest = name.substring("enc_".length());
    if (rest.equals("emb")) return side + "embedding.weight";
    return side + "rnn." + (rest.startsWith("w") ? "weight" : "bias") + rest.substring(1) + "_l0";
  }

  private void write(Weights weights, Path to, @Nullable DType dtype, Progress progress)
      throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    tensors.forEach((name, info) -> {
      var type = dtype != null ? dtype : info.type();
      entries.put(
          named(name),
          new Entry(
              type,
              info.shape(),
              sink -> {
                progress.at("convert.weights", entries.size(), 2L * tensors.size());
                FloatTypes.convert(name, info.type(), weights.bytes(name), type, sink);
              }));
    });
    SafetensorsWriter.write(to, entries, Map.of("format", "pt"));
    Readback.compare(to, entries, to.getFileName());
  }

  private String told(Path file) throws IOException {
    var alphabets =
        spells()
            ? """
            Both alphabets are those of g2p_en, 29 letters and marks and 74 phonemes of ARPAbet and marks: the file does \
            not hold them.\
            """
            : """
            The alphabets are not in the file, and the sizes are not those of g2p_en's: there is no tokenizer. The ids of \
            padding, start and end are taken to be g2p_en's.\
            """;
    return """
    Made by Vitrine from `%s` (%d bytes, SHA-256 `%s`): a GRU encoder and a GRU decoder, %d arrays under PyTorch's names, \
    their values as they were. Sizes were read off the shapes. %s\
    """
        .formatted(
            file.getFileName(), Files.size(file), Hashes.sha256(file), tensors.size(), alphabets);
  }
}
