package org.vitrine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.ModelList;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.RowList;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunLog;
import org.vitrine.core.weights.SafetensorsWriter;

class DemoTest {
  private static final int LAYERS = 3, HEADS = 4, STEPS = 40;
  private static final List<String> TOKENS =
      List.of("[CLS]", "a", "<quiet>", "triumph", ".", "[SEP]");

  private static final String APP = "vitrine.home.app";

  @TempDir private Path folder;
  private @Nullable String before;
  private FakeWorkbench bench;

  @BeforeEach
  void aProgramFolderWithAStarter() throws IOException {
    var app = folder.resolve("app");
    before = System.setProperty(APP, app.toString());
    for (var name : List.of("all-MiniLM-L6-v2", "bge-small-zh-v1.5")) {
      var model = Files.createDirectories(app.resolve("models").resolve(name));
      Files.writeString(model.resolve("config.json"), "{}");
      Files.writeString(model.resolve("README.md"), "---\nlicense: apache-2.0\n---\n# Model\n");
    }
    var data = Files.createDirectories(app.resolve("datasets"));
    for (var name : List.of("messages-en", "messages-en-test", "messages-zh", "messages-zh-test")) {
      Files.writeString(data.resolve(name + ".csv"), "text,sentiment\n");
    }
    bench = new FakeWorkbench(folder.resolve("home")).worker(DemoTest::train);
    bench
        .answer(Request.ShowModel.class, m -> page(m.path()))
        .answer(Request.OpenTable.class, DemoTest::table)
        .answer(Request.TableRows.class, _ -> rows())
        .answer(Request.Doctor.class, _ -> doctor())
        .answer(Request.ExportAttention.class, a -> new Request.Written(List.of(a.out())));
  }

  @AfterEach
  void bringTheFolderBack() {
    if (before == null) System.clearProperty(APP);
    else System.setProperty(APP, before);
  }

  static ModelPage page(String path) {
    var head =
        new ModelList.ModelHead(
            "m", path, "bert", "BASE", "starter", 22_565_376, 9, List.of(), null);
    var tree = new ModelPage.Node("", "", 1, List.of());
    return new ModelPage(
        head,
        "{}",
        List.of(),
        LAYERS,
        HEADS,
        384,
        30_522,
        512,
        tree,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        Map.of("run", 340L << 20, "tune", 2L << 30),
        null);
  }

  private static TablePage table(Request.OpenTable asked) {
    return new TablePage(
        asked.source(),
        "csv",
        "UTF-8",
        ",",
        true,
        List.of("text", "sentiment"),
        6,
        100,
        "f",
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  private static RowList rows() {
    var rows = new ArrayList<List<String>>();
    for (var mood : List.of("good", "bad", "bad", "calm", "good", "bad")) {
      rows.add(List.of("A message neither short nor long & <odd>", mood));
    }
    return new RowList(List.of(), rows);
  }

  private static DoctorReport doctor() {
    var device = new DoctorReport.DeviceInfo("cpu", "A processor", 2, 8_000_000_000L, 0);
    return new DoctorReport(Map.of("java", "25"), List.of(device), "", "", 0, List.of());
  }

  /// A run as a worker tells it: losses fall, probes are looked at.
  private static void train(Path run, RunLog log) {
    log.add(new RunEvent.Started(0, STEPS, 20, Map.of(), List.of()));
    capture(run, log, 0);
    log.add(new RunEvent.Evaluated(0, 0, Map.of("accuracy", 0.5, "loss", 1.1), true, 6));
    for (long step = 1; step <= STEPS; step++) {
      log.add(new RunEvent.Step(step, step / 20.0, 1.2 / Math.sqrt(step), 1e-4, 1, 900));
      if (step % 10 == 0) capture(run, log, step);
    }
    log.add(new RunEvent.Evaluated(STEPS, 2, Map.of("accuracy", 5 / 6.0, "loss", 0.4), true, 6));
    log.add(new RunEvent.Finished(STEPS, run.resolve("final"), Map.of("accuracy", 5 / 6.0)));
  }

  private static void capture(Path run, RunLog log, long step) {
    for (int probe = 0; probe < 3; probe++) {
      var file = run.resolve("captures").resolve("step-%d-%d.safetensors".formatted(step, probe));
      SafetensorsWriter.write(file, maps(step), Map.of());
      var answer = new LinkedHashMap<String, Double>();
      answer.put(step > 10 ? "good" : "bad", 0.4 + step / 100.0);
      answer.put(step > 10 ? "bad" : "good", 0.6 - step / 100.0);
      log.add(new RunEvent.Captured(step, probe, file, TOKENS, answer));
    }
  }

  private static Map<String, SafetensorsWriter.Entry> maps(long step) {
    var random = new SplittableRandom(step);
    var tensors = new LinkedHashMap<String, SafetensorsWriter.Entry>();
    int tokens = TOKENS.size();
    for (int layer = 0; layer < LAYERS; layer++) {
      var values =
          java.nio.ByteBuffer.allocate(HEADS * tokens * tokens * Float.BYTES)
              .order(java.nio.ByteOrder.LITTLE_ENDIAN);
      for (int row = 0; row < HEADS * tokens; row++) {
        int one = random.nextInt(tokens);
        for (int j = 0; j < tokens; j++) values.putFloat(j == one ? 0.7f : 0.3f / (tokens - 1));
      }
      var bytes = java.lang.foreign.MemorySegment.ofArray(values.array());
      tensors.put(
          "attentions." + layer,
          new SafetensorsWriter.Entry(
              DType.F32,
              List.of(1L, (long) HEADS, (long) tokens, (long) tokens),
              sink -> sink.add(bytes)));
    }
    return tensors;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void measures_both_networks_and_writes_a_page_that_stands_alone(String language)
      throws IOException {
    var out = folder.resolve("out-" + language);
    var ran = Ran.on(bench, "demo", "--lang", language, "--out", out.toString(), "--json");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.json().get("before").get("right").asInt()).isEqualTo(3);
    assertThat(ran.json().get("after").get("right").asInt()).isEqualTo(5);
    assertThat(ran.json().get("after").get("examples").asInt()).isEqualTo(6);
    assertThat(ran.json().get("majority").asDouble()).isEqualTo(0.5);
    var page = Files.readString(out.resolve("report.html"));
    assertThat(page)
        .contains("83.3&nbsp;%")
        .contains("apache-2.0")
        .contains("data:image/png;base64,")
        .contains("prefers-color-scheme: dark")
        .contains("&lt;quiet&gt;")
        .doesNotContain("<quiet>")
        .doesNotContain("{{")
        .doesNotContain("{0}")
        .doesNotContain("http:", "https:", "<script", "url(", "@import", "<link");
    assertThat(page.contains("held-out")).isEqualTo(language.equals("en"));
    assertThat(out.resolve("loss.png")).isNotEmptyFile();
    assertThat(bench.history().runs(false)).hasSize(2);
  }

  @Test
  void a_person_reads_what_is_done_and_the_accuracies() {
    var ran = Ran.on(bench, "demo", "--out", folder.resolve("out").toString());
    assertThat(ran.err()).contains("Opening all-MiniLM-L6-v2").contains("random weights");
    assertThat(ran.out())
        .contains("before training")
        .contains("50.0 %")
        .contains("83.3 %   (5 of 6 right")
        .contains("report.html");
    assertThat(ran.err().lines().filter(line -> !line.contains("--home")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(80)); // a terminal
    var run = bench.history().runs(false).getFirst().id();
    assertThat(ran.err().lines()).anyMatch(l -> l.contains("runs delete --forever " + run));
  }

  @Test
  void a_head_that_was_trained_before_speaks_first() throws IOException {
    var head = Files.createDirectories(folder.resolve("app/models/sentiment-en"));
    Files.writeString(head.resolve("config.json"), "{}");
    var said = new PredictionList.Prediction(List.of(new PredictionList.Score("good", 0.91, 2)));
    bench.answer(
        Request.Predict.class,
        asked ->
            new PredictionList(
                "SEQUENCE_CLASSIFICATION", asked.texts().stream().map(_ -> said).toList(), 1));
    var ran = Ran.on(bench, "demo", "--out", folder.resolve("out").toString());
    assertThat(ran.err()).contains("already says").contains("good  91.0 %");
  }

  @Test
  void a_folder_without_the_starter_is_a_sentence() throws IOException {
    Files.delete(folder.resolve("app/datasets/messages-en.csv"));
    var ran = Ran.on(bench, "demo", "--out", folder.resolve("out").toString());
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("messages-en.csv").contains("Build Vitrine again");
  }
}
