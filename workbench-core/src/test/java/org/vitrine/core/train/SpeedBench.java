package org.vitrine.core.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Streams;
import org.vitrine.core.device.ProcessSettings;
import org.vitrine.core.tokenizer.Tokenizer;

/// What `speed/table` starts for Vitrine's column: the run itself, on the clock. No test; it prints one JSON line.
///
/// Properties: `threads`, `kernels`.
///
/// `step DROPOUT UPDATES`: a BERT of 4 layers, width 256, vocabulary 8,000, drawn at random; 16 texts of 128 tokens.
/// `epoch MODEL TSV UPDATES`: the first updates of an epoch over a table of texts and labels, real lengths, batch 32.
/// `settings`: the environment variables with which these run as a worker does, a line each.
/// `rows MODEL TSV OUT`: the same texts as token ids for the reference, one JSON line each.
final class SpeedBench {
  private static final int UNCOUNTED = 3;

  private SpeedBench() {}

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "step" -> step(arguments[1], arguments[2]);
      case "epoch" -> epoch(arguments[1], arguments[2], arguments[3]);
      case "settings" -> settings();
      case "rows" -> rows(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void settings() {
    var run = ProcessSettings.RUN;
    run.environment().forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println("JAVA_TOOL_OPTIONS=" + String.join(" ", run.java()));
  }

  private static void step(String dropout, String updates) throws IOException {
    var folder = Files.createTempDirectory("speed");
    var words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    for (int i = words.size(); i < 8000; i++) words.add("w" + i);
    Files.write(folder.resolve("vocab.txt"), words);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "bert", "architectures": ["BertModel"], "vocab_size": 8000, "hidden_size": 256,
         "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 1024, "max_position_embeddings": 128,
         "type_vocab_size": 2, "pad_token_id": 0, "hidden_dropout_prob": %1$s, "attention_probs_dropout_prob": %1$s}
        """
            .formatted(dropout));
    var random = Streams.DATA_ORDER.at(1, 0);
    var table = new ArrayList<>(List.of("text,label"));
    for (int row = 0; row < 128; row++) {
      var text = new StringBuilder();
      for (int i = 0; i < 126; i++) {
        text.append(words.get(5 + Streams.below(random, 7995))).append(' ');
      }
      table.add(text.toString().strip() + "," + (row % 2 == 0 ? "a" : "b"));
    }
    Files.write(folder.resolve("table.csv"), table);
    var data = Recipe.Source.of(folder.resolve("table.csv").toString());
    run(Recipe.of("text-classification", folder.toString(), data), "16", updates, true);
  }

  private static void epoch(String model, String table, String updates) throws IOException {
    var source = new Recipe.Source(table, "column 1", null, "column 2", null, "\t", false, 0);
    run(Recipe.of("text-classification", model, source), "32", updates, false);
  }

  private static void run(Recipe recipe, String batch, String updates, boolean scratch)
      throws IOException {
    var arguments =
        Arguments.DEFAULTS
            .with("per_device_train_batch_size", batch)
            .with("max_steps", updates)
            .with("eval_strategy", "no")
            .with("save_strategy", "no")
            .with("kernels", System.getProperty("kernels", "shipped"));
    int threads = Integer.getInteger("threads", 2);
    var given =
        new Recipe(
            null,
            recipe.task(),
            recipe.model(),
            scratch,
            recipe.data(),
            null,
            arguments,
            "all",
            "cpu",
            threads,
            List.of());
    var steps = new ArrayList<RunEvent.Step>();
    var ends = new ArrayList<Long>();
    var work = new ArrayList<Long>();
    var folder = Files.createTempDirectory("speed-run");
    new FineTuneRun(
            given,
            folder,
            event -> {
              if (event instanceof RunEvent.Step step) {
                steps.add(step);
                ends.add(System.nanoTime());
                work.add(processorTime());
              }
              if (event instanceof RunEvent.Failed failed) {
                throw new IllegalStateException(failed.problem().toString());
              }
            },
            Commands.NONE)
        .run();
    double seconds = (ends.getLast() - ends.get(UNCOUNTED - 1)) / 1e9;
    double tokens = 0;
    var times = new ArrayList<Double>();
    for (int i = UNCOUNTED; i < steps.size(); i++) {
      double took = (ends.get(i) - ends.get(i - 1)) / 1e9;
      times.add(took);
      tokens += steps.get(i).tokensPerSecond() * took;
    }
    times.sort(null);
    System.out.println(
        Json.line(
            Map.of(
                "median_ms",
                times.get(times.size() / 2) * 1000,
                "cpu_ms",
                (work.getLast() - work.get(UNCOUNTED - 1)) / 1e6 / times.size(),
                "tokens_per_second",
                tokens / seconds,
                "last_loss",
                steps.getLast().loss(),
                "peak_mb",
                peak())));
  }

  /// Nanoseconds of all threads of this process so far.
  private static long processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /// Peak resident memory of this process in MB; 0 where the system does not tell.
  private static double peak() throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return 0;
    for (var line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM")) return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
    }
    return 0;
  }

  private static void rows(Path model, Path table, Path out) throws IOException {
    try (var tokenizer = Tokenizer.open(model)) {
      var lines = new ArrayList<String>();
      for (var line : Files.readAllLines(table)) {
        var cells = line.split("\t");
        var ids = tokenizer.encode(cells[0], null, 512).ids();
        lines.add(Json.line(Map.of("ids", ids, "label", Integer.parseInt(cells[1].strip()))));
      }
      Files.write(out, lines);
    }
  }
}
