package org.vitrine.core.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.ProcessSettings;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.generate.DecodingFile;
import org.vitrine.core.task.generate.Generation;
import org.vitrine.core.tensor.Tensors;

/// What `speed/inference` starts for Vitrine's column. No test; it prints one JSON line.
///
/// Properties: `threads`, `kernels`.
///
/// `make OUT`: random checkpoints of the sizes of BERT base and GPT-2 small in `OUT/bert` and `OUT/gpt2`.
/// `settings`: the environment with which these run as a session's worker does, a line each.
/// `open FOLDER`: reads the pages of a checkpoint, then opens it. `none`: opens nothing, for its memory.
/// `forward FOLDER TEXTS TOKENS TIMES`, `generate FOLDER PROMPT NEW TIMES`, `soak FOLDER TIMES`.
final class InferenceBench {
  private static final String BERT =
      """
      {"model_type": "bert", "architectures": ["BertModel"], "vocab_size": 30522, "hidden_size": 768, "num_hidden_layers": 12,
       "num_attention_heads": 12, "intermediate_size": 3072, "max_position_embeddings": 512, "type_vocab_size": 2}
      """;
  private static final String GPT2 =
      """
      {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": 50257, "n_embd": 768, "n_layer": 12,
       "n_head": 12, "n_positions": 1024, "bos_token_id": 50256, "eos_token_id": 50256}
      """;

  private InferenceBench() {}

  public static void main(String[] arguments) throws IOException {
    int threads = Integer.getInteger("threads", 2);
    EngineLibrary.prepare(threads, System.getProperty("kernels", "shipped").equals("avx512"));
    var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    switch (arguments[0]) {
      case "make" -> {
        made(Path.of(rest[0]).resolve("bert"), BERT);
        made(Path.of(rest[0]).resolve("gpt2"), GPT2);
      }
      case "settings" -> {
        var session = ProcessSettings.SESSION;
        session.environment().forEach((name, value) -> System.out.println(name + "=" + value));
        System.out.println("JAVA_TOOL_OPTIONS=" + String.join(" ", session.java()));
      }
      case "none" -> say(Map.of());
      case "open" -> open(Path.of(rest[0]));
      case "forward" ->
          forward(Path.of(rest[0]), number(rest[1]), number(rest[2]), number(rest[3]));
      case "generate" ->
          generate(Path.of(rest[0]), number(rest[1]), number(rest[2]), number(rest[3]));
      case "soak" -> soak(Path.of(rest[0]), number(rest[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static Model model(Path folder) {
    return Models.open(folder, null, null, Devices.cpu(), Opening.toLook());
  }

  private static void made(Path folder, String config) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), config);
    var opening = Opening.toLearn(1).fromScratch(true);
    try (var model = Models.open(folder, null, null, Devices.cpu(), opening)) {
      model.save(folder);
    }
  }

  private static void open(Path folder) throws IOException {
    var file = folder.resolve("model.safetensors");
    read(file); // into the page cache
    long reading = timed(() -> read(file));
    long opening = System.nanoTime();
    var model = model(folder);
    opening = System.nanoTime() - opening;
    var said = new LinkedHashMap<String, Object>();
    said.put("reading_ms", reading / 1e6);
    said.put("opening_ms", opening / 1e6);
    said.put("weights_mb", Files.size(file) / 1048576.0);
    say(said);
    model.close();
  }

  private static long read(Path file) {
    var buffer = ByteBuffer.allocateDirect(1 << 20);
    long bytes = 0;
    try (var in = FileChannel.open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer.clear())) bytes += n;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes;
  }

  private static long timed(LongSupplier work) {
    long began = System.nanoTime();
    if (work.getAsLong() < 0) throw new IllegalStateException("nothing was done");
    return System.nanoTime() - began;
  }

  private static void forward(Path folder, int texts, int tokens, int times) throws IOException {
    try (var model = model(folder)) {
      var took = new long[times];
      for (int i = -2; i < times; i++) {
        int at = i;
        long once = timed(() -> once(model, texts, tokens, at));
        if (i >= 0) took[i] = once;
      }
      Arrays.sort(took);
      double median = took[times / 2] / 1e6;
      say(Map.of("median_ms", median, "tokens_per_second", texts * tokens / median * 1000));
    }
  }

  private static long once(Model model, int texts, int tokens, int seed) {
    var ids =
        IntStream.range(0, texts * tokens).mapToLong(k -> 5 + (k * 31L + seed * 7L + 99) % 29000);
    try (var scope = model.scope().inner()) {
      var read = Tensors.of(scope, ids.toArray(), texts, tokens);
      var output = model.forward(Batch.of(Map.of("input_ids", read)), Pass.inference());
      return Tensors.floats(output.get("last_hidden_state")).length;
    }
  }

  private static void generate(Path folder, int prompt, int fresh, int times) throws IOException {
    try (var model = model(folder)) {
      var asked = Json.object().put("max_new_tokens", fresh).putNull("eos_token_id");
      var how = DecodingFile.read(folder, model.config().json(), asked);
      var ids = IntStream.range(0, prompt).mapToLong(k -> 100 + k * 37L).toArray();
      var took = new long[times];
      for (int i = -1; i < times; i++) {
        long once =
            timed(() ->
                new Generation(model, how).run(ids, 0, Progress.NONE, _ -> {}).sequence().length);
        if (i >= 0) took[i] = once;
      }
      Arrays.sort(took);
      double median = took[times / 2] / 1e6;
      say(Map.of("median_ms", median, "tokens_per_second", fresh / median * 1000));
    }
  }

  /// Memory after a fifth of the predictions, and after all.
  /// Counts memory that is this process's own. Pages of the weights' file come in one after the other, as texts bring
  /// words that none had before, and count apart.
  private static void soak(Path folder, int times) throws IOException {
    try (var model = model(folder)) {
      double early = 0, mapped = 0;
      for (int i = 0; i < times; i++) {
        once(model, 1 + i % 3, 8 + i % 57, i);
        if (i == times / 5) {
          early = memory("RssAnon:");
          mapped = memory("RssFile:");
        }
      }
      double grown = memory("RssAnon:") - early;
      say(
          Map.of(
              "predictions", times, "grown_mb", grown, "mapped_mb", memory("RssFile:") - mapped));
    }
  }

  private static void say(Map<String, Object> figures) throws IOException {
    var all = new LinkedHashMap<>(figures);
    all.put("peak_mb", memory("VmHWM:"));
    System.out.println(Json.line(all));
  }

  /// A line of the system's account of this process in MB; 0 where there is none.
  private static double memory(String name) throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return 0;
    for (var line : Files.readAllLines(status))
      if (line.startsWith(name)) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    return 0;
  }
}
