package org.vitrine.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.ProgressLine;
import org.vitrine.app.line.Shell;
import org.vitrine.core.base.Progress;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitrine generate DIR (--prompt P ... | --prompts FILE | --ids "1 2 3" | --chat --prompt P | --messages FILE)`
@Command(name = "generate")
public final class GenerateCommand extends Act {
  @Parameters(paramLabel = "DIR", descriptionKey = "model.dir")
  private String model = "";

  @Option(names = "--prompt", paramLabel = "P")
  private List<String> prompts = new ArrayList<>();

  @Option(names = "--prompts", paramLabel = "FILE")
  private @Nullable Path file;

  @Option(names = "--chat")
  private boolean chat;

  @Option(names = "--system", paramLabel = "S")
  private @Nullable String system;

  @Option(names = "--messages", paramLabel = "FILE")
  private @Nullable Path messages;

  @Option(names = "--ids", paramLabel = "\"1 2 3\"")
  private @Nullable String ids;

  @Option(names = "--seed", paramLabel = "N")
  private long seed = 42;

  @ArgGroup(exclusive = false)
  private Settings settings = new Settings();

  /// What goes before the model's own `generation_config.json`.
  static final class Settings {
    @Option(names = "--max-new-tokens", paramLabel = "N")
    private @Nullable Integer maxNewTokens;

    @Option(names = "--min-new-tokens", paramLabel = "N")
    private @Nullable Integer minNewTokens;

    @Option(names = "--do-sample", negatable = true)
    private @Nullable Boolean doSample;

    @Option(names = "--temperature", paramLabel = "T")
    private @Nullable Double temperature;

    @Option(names = "--top-k", paramLabel = "K")
    private @Nullable Integer topK;

    @Option(names = "--top-p", paramLabel = "P")
    private @Nullable Double topP;

    @Option(names = "--repetition-penalty", paramLabel = "R")
    private @Nullable Double repetitionPenalty;

    @Option(names = "--no-repeat-ngram-size", paramLabel = "N")
    private @Nullable Integer noRepeat;

    @Option(names = "--num-beams", paramLabel = "N")
    private @Nullable Integer beams;

    @Option(names = "--length-penalty", paramLabel = "P")
    private @Nullable Double lengthPenalty;

    Map<String, Object> named() {
      var all = new LinkedHashMap<String, @Nullable Object>();
      all.put("max_new_tokens", maxNewTokens);
      all.put("min_new_tokens", minNewTokens);
      all.put("do_sample", doSample);
      all.put("temperature", temperature);
      all.put("top_k", topK);
      all.put("top_p", topP);
      all.put("repetition_penalty", repetitionPenalty);
      all.put("no_repeat_ngram_size", noRepeat);
      all.put("num_beams", beams);
      all.put("length_penalty", lengthPenalty);
      var said = new LinkedHashMap<String, Object>();
      all.forEach((name, value) -> {
        if (value != null) said.put(name, value);
      });
      return said;
    }
  }

  /// As `--json` prints it.
  record Printed(List<List<Long>> sequences, List<String> text) {}

  @Override
  protected void check() {
    int ways = 0;
    for (boolean way :
        new boolean[] {!prompts.isEmpty(), file != null, ids != null, messages != null})
      if (way) ways++;
    if (ways != 1) throw wrong("generate.wrong");
    if (chat && (file != null || ids != null)) throw wrong("generate.chat");
    if (system != null && !chat) throw wrong("generate.system");
    numbers();
  }

  private @Nullable List<Long> numbers() {
    if (ids == null) return null;
    var all = new ArrayList<Long>();
    for (var each : ids.strip().split("[\\s,]+")) {
      if (!each.matches("\\d{1,9}")) throw wrong("usage.value", ids, "--ids");
      all.add(Long.parseLong(each));
    }
    return all;
  }

  private List<String> texts() {
    if (chat) return List.of();
    return file == null ? prompts : Messages.lines(file);
  }

  private @Nullable List<Map<String, Object>> chat() {
    if (messages != null) return Messages.read(messages);
    return chat ? Messages.of(system, prompts) : null;
  }

  @Override
  protected int run(Workbench bench) throws Exception {
    var question =
        new Request.Generate(
            Folders.model(bench, model), texts(), numbers(), chat(), settings.named(), seed);
    try (var line = new ProgressLine(everywhere())) {
      var stream = new Stream(shell(), line);
      var said = askUntilStopped(bench, question, json() ? line : stream);
      line.clear();
      if (json()) object(new Printed(said.sequences(), said.text()));
      else stream.end(said);
      if (said.endings().contains("POSITIONS")) say(text("generate.positions", said.positions()));
    }
    return Faults.DONE;
  }

  /// Words on standard output as they come.
  private static final class Stream implements Progress {
    private final Shell shell;
    private final ProgressLine line;
    private final StringBuilder shown = new StringBuilder();

    Stream(Shell shell, ProgressLine line) {
      this.shell = shell;
      this.line = line;
    }

    @Override
    public void at(String what, long done, long total) {
      if (shown.isEmpty()) line.at(what, done, total); // the text itself shows how far it is
    }

    @Override
    public void piece(String text) {
      line.clear();
      shell.out().print(text);
      shell.out().flush();
      shown.append(text);
    }

    /// What has not been shown: all of it after a beam search, and what a decoder only knew at the end.
    void end(Request.Generated said) {
      if (said.sequences().size() > 1) {
        for (int i = 0; i < said.sequences().size(); i++) {
          if (i > 0) shell.out().println();
          shell.out().println(whole(said, i));
        }
        return;
      }
      var whole = whole(said, 0);
      if (whole.startsWith(shown.toString())) {
        shell.out().println(whole.substring(shown.length()));
      } else {
        shell.out().println();
        shell.out().println(whole);
      }
    }

    private static String whole(Request.Generated said, int i) {
      return said.text().isEmpty()
          ? String.join(" ", said.sequences().get(i).stream().map(String::valueOf).toList())
          : said.text().get(i);
    }
  }
}
