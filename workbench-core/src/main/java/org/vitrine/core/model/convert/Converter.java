package org.vitrine.core.model.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Weights;

/// Turns a model in one form into a Hugging Face folder: `config.json`, `model.safetensors`, tokenizer files, `README.md`.
///
/// | source                                                   | result                                        |
/// |----------------------------------------------------------|-----------------------------------------------|
/// | an ONNX file of a BERT encoder, or the folder that holds it | `BertModel`, understood from the graph      |
/// | a flat file of llama2.c, or the folder that holds it     | `LlamaForCausalLM` and its tokenizer          |
/// | a folder with `model.safetensors` or shards, or such a file | the same model in one file                  |
/// | a ResNet's state dict without a configuration               | the same with one read off its tensors      |
/// | g2p_en's arrays, spelling to sound                          | GRU encoder and decoder, both alphabets     |
public final class Converter {
  private Converter() {}

  /// The new folder appears whole or not at all.
  ///
  /// @param source file or folder
  /// @param out a folder that is not there yet or is empty
  /// @param dtype F32, F16, BF16 or F64 for all floats, or null to keep what the source has
  /// @param card what the model card says, or null to keep the source's own, if it has one
  /// @throws Problem if the source is not understood, or `out` holds something already
  public static void convert(
      Path source, Path out, @Nullable DType dtype, @Nullable Card card, Progress progress) {
    if (dtype != null && !dtype.floating()) throw new IllegalArgumentException(dtype.name());
    if (!Files.exists(source)) throw new Problem("model.convert_source", source);
    free(out);
    var flat = Llama2cConversion.file(source);
    if (flat.isPresent()) {
      var told = card == null ? Card.unknown(name(source)) : card;
      Llama2cConversion.convert(flat.get(), out, dtype, told, progress);
      return;
    }
    var file = weights(source);
    if (lower(file).endsWith(".onnx")) {
      OnnxConversion.convert(
          file, out, dtype, card == null ? Card.unknown(name(source)) : card, progress);
      return;
    }
    boolean alone = !Files.isRegularFile(file.resolveSibling("config.json"));
    var unknown = card == null ? Card.unknown(name(source)) : card;
    if (alone && ResNetConversion.convert(file, out, dtype, unknown, progress)) return;
    if (alone && GruConversion.convert(file, out, dtype, unknown, progress)) return;
    var folder = Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
    if (folder == null || !Files.isRegularFile(folder.resolve("config.json")))
      throw new Problem("model.convert_config", file);
    FolderConversion.convert(folder, file, out, dtype, card, progress);
  }

  private static void free(Path out) {
    if (!Files.exists(out)) return;
    if (!Files.isDirectory(out)) throw new Problem("model.convert_out", out);
    try (var inside = Files.list(out)) {
      if (inside.findAny().isPresent()) throw new Problem("model.convert_out", out);
    } catch (IOException e) {
      throw new Problem("base.write", e, out, Disk.reason(e));
    }
  }

  /// The ONNX file of a folder that has no other weights, else the source itself.
  private static Path weights(Path source) {
    if (!Files.isDirectory(source)
        || Weights.NAMES.stream().anyMatch(name -> Files.exists(source.resolve(name))))
      return source;
    for (var folder : new Path[] {source, source.resolve("onnx")}) {
      var usual = folder.resolve("model.onnx");
      if (Files.isRegularFile(usual)) return usual;
      if (!Files.isDirectory(folder)) continue;
      try (var all = Files.list(folder)) {
        var files = all.filter(file -> lower(file).endsWith(".onnx")).toList();
        if (files.size() == 1) return files.getFirst();
        if (files.size() > 1) throw new Problem("model.convert_which", folder, files.size());
      } catch (IOException e) {
        throw new Problem("base.read", e, folder, Disk.reason(e));
      }
    }
    return source;
  }

  private static String name(Path source) {
    return String.valueOf(source.toAbsolutePath().normalize().getFileName());
  }

  private static String lower(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }
}
