package org.vitrine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.ModelList;
import org.vitrine.core.session.protocol.ParityReport;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.RunEvent.Notice;

class CommandsTest {
  private static final PredictionList.Prediction GOOD =
      new PredictionList.Prediction(
          List.of(
              new PredictionList.Score("good", 0.75, 1.5),
              new PredictionList.Score("other", 0.25, 0.4)));

  @TempDir private Path folder;
  private FakeWorkbench bench;

  @BeforeEach
  void begin() {
    bench = new FakeWorkbench(folder.resolve("home"));
    bench.answer(
        Request.Predict.class,
        _ -> new PredictionList("SEQUENCE_CLASSIFICATION", List.of(GOOD), 3));
  }

  @Test
  void models_as_the_contract_has_them() {
    var small =
        new ModelList.ModelHead(
            "small",
            "/models/small",
            "bert",
            "BASE",
            "starter",
            22_565_376,
            90_000_000,
            List.of("text-classification"),
            null);
    bench.answer(Request.ListModels.class, _ -> new ModelList(List.of(small)));
    var ran = Ran.on(bench, "models", "--json");
    assertThat(ran.status()).isZero();
    var model = ran.json().get(0);
    assertThat(model.get("name").asString()).isEqualTo("small");
    assertThat(model.get("path").asString()).isEqualTo("/models/small");
    assertThat(model.get("family").asString()).isEqualTo("bert");
    assertThat(model.get("source").asString()).isEqualTo("starter");
    assertThat(model.get("parameters").asLong()).isEqualTo(22_565_376);
    assertThat(model.get("tasks").get(0).asString()).isEqualTo("text-classification");
    assertThat(Ran.on(bench, "models").out()).contains("small").contains("22.6 M");
  }

  @Test
  void doctor_prints_findings_as_sentences_in_both_languages() {
    var report =
        new DoctorReport(
            Map.of("java", "25.0.1"),
            List.of(new DoctorReport.DeviceInfo("cpu", "Xeon", 2, 8_000_000_000L, 4_000_000_000L)),
            "/engine",
            "/home",
            1_500_000_000L,
            List.of(new DoctorReport.Finding(true, Notice.of("data.text-longest", "words", 20))));
    bench.answer(Request.Doctor.class, _ -> report);
    assertThat(Ran.on(bench, "doctor").out())
        .contains("25.0.1")
        .contains("1.5 GB free")
        .contains("✓ “words” is the text");
    assertThat(Ran.on(bench, "doctor", "--lang", "zh").out()).contains("剩余 1.5 GB");
    assertThat(Ran.on(bench, "doctor", "--json").json().get("disk_free").asLong())
        .isEqualTo(1_500_000_000L);
  }

  @Test
  void a_model_may_be_named_by_the_run_that_made_it() {
    var history = bench.history();
    var recipe =
        Recipe.of("text-classification", "start", Recipe.Source.of("d.csv"))
            .withName("hotel reviews");
    var run = history.create(recipe, RunStatus.QUEUED);
    var log = history.log(run);
    log.add(new RunEvent.Finished(4, Path.of("/runs/hotel/final"), Map.of()));
    log.flush();
    Ran.on(bench, "predict", "hotel reviews", "--text", "fine");
    assertThat(bench.asked)
        .isInstanceOfSatisfying(
            Request.Predict.class,
            asked -> assertThat(asked.path()).isEqualTo("/runs/hotel/final"));
  }

  @Test
  void predicts_a_text() {
    var ran = Ran.on(bench, "predict", "some", "--text", "fine", "--json");
    var first = ran.json().get("predictions").get(0);
    assertThat(first.get("text").asString()).isEqualTo("fine");
    assertThat(first.get("scores").get(0).get("label").asString()).isEqualTo("good");
    assertThat(first.get("scores").get(0).get("probability").asDouble()).isEqualTo(0.75);
    assertThat(Ran.on(bench, "predict", "some", "--text", "fine").out())
        .contains("good")
        .contains("75.0 %");
  }

  private static TablePage page(Request.OpenTable asked) {
    var path = asked.source().path();
    var filled = new Recipe.Source(path, "words", null, "mood", "UTF-8", ",", true, 0);
    return new TablePage(
        filled,
        "csv",
        "UTF-8",
        ",",
        true,
        List.of("words", "mood"),
        2,
        20,
        "f",
        List.of(),
        List.of(Notice.of("data.text-longest", "words", 20)),
        List.of(),
        false);
  }

  @Test
  void predicts_and_evaluates_a_table_and_says_what_it_guessed() throws IOException {
    var data = Files.writeString(folder.resolve("d.csv"), "words,mood\na,b\n").toString();
    var row = new Request.TablePredictions.Row(0, "a", GOOD);
    var report =
        new Request.EvaluationReport("text-classification", Map.of("accuracy", 0.5), 2, 1, 0.1);
    bench
        .answer(Request.OpenTable.class, CommandsTest::page)
        .answer(
            Request.PredictTable.class,
            _ -> new Request.TablePredictions("SEQUENCE_CLASSIFICATION", List.of(row)))
        .answer(Request.Evaluate.class, _ -> report);
    var predicted = Ran.on(bench, "predict", "some", "--data", data, "--json");
    assertThat(predicted.json().get("predictions").get(0).get("row").asInt()).isZero();
    var evaluated = Ran.on(bench, "evaluate", "some", "--data", data, "--json");
    assertThat(evaluated.json().get("metrics").get("accuracy").asDouble()).isEqualTo(0.5);
    assertThat(evaluated.err()).contains("“words” is the text");
    assertThat(bench.asked)
        .isInstanceOfSatisfying(
            Request.Evaluate.class, e -> assertThat(e.source().label()).isEqualTo("mood"));
  }

  @Test
  void forward_over_cases_fails_if_one_does() {
    bench.answer(
        Request.Forward.class,
        f ->
            new Request.Forwarded(
                List.of(f.out() + "/a.safetensors"),
                f.gradients() ? Map.of("b", "It is broken.") : Map.of()));
    var out = folder.resolve("out").toString();
    var cases = folder.toString();
    assertThat(Ran.on(bench, "forward", "--each", cases, "--out", out).status()).isZero();
    var failed = Ran.on(bench, "forward", "--each", cases, "--out", out, "--gradients", "--json");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("b: It is broken.");
    assertThat(failed.json().get("failed").get("b").asString()).isEqualTo("It is broken.");
  }

  @Test
  void attention_counts_layers_and_heads_from_zero() {
    bench.answer(Request.ExportAttention.class, a -> new Request.Written(List.of(a.out())));
    var file = folder.resolve("a.png").toString();
    var ran =
        Ran.on(
            bench,
            "attention",
            "some",
            "--text",
            "x",
            "--out",
            file,
            "--layer",
            "0",
            "--head",
            "3");
    assertThat(ran.out().strip()).isEqualTo(file);
    assertThat(bench.asked)
        .isInstanceOfSatisfying(
            Request.ExportAttention.class,
            a -> {
              assertThat(a.layer()).isZero();
              assertThat(a.head()).isEqualTo(3);
              assertThat(a.method()).isEqualTo("raw");
              assertThat(a.language()).isEqualTo("en");
            });
  }

  @Test
  void a_problem_is_two_sentences_and_status_one_in_both_languages() {
    bench.answer(
        Request.ShowModel.class,
        m -> {
          throw new Problem("session.model", m.path());
        });
    var ran = Ran.on(bench, "model", "show", "/nowhere");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(2).contains("There is no model in /nowhere.");
    var chinese = Ran.on(bench, "model", "show", "/nowhere", "--lang", "zh");
    assertThat(chinese.err()).contains("/nowhere").containsPattern("\\p{IsHan}");
  }

  @Test
  void a_model_is_verified_against_the_reference_where_it_is_asked_for() {
    bench.answer(Request.ShowModel.class, q -> DemoTest.page(q.path()));
    bench.answer(Request.Certify.class, _ -> parity(ParityReport.EQUAL));
    var fine = Ran.on(bench, "model", "show", "/m", "--verify");
    assertThat(fine.status()).isZero();
    assertThat(fine.out()).contains("= Largest difference to the reference: 4.2e-7");
    assertThat(fine.out()).containsPattern("Memory +about .* to run, .* to tune");
    var json = Ran.on(bench, "model", "show", "/m", "--verify", "--json").json();
    assertThat(json.get("parity").get("state").asString()).isEqualTo("equal");
    assertThat(json.get("parity").get("difference").asDouble()).isEqualTo(4.2e-7);
    assertThat(json.has("tensors")).isTrue();
    assertThat(Ran.on(bench, "model", "show", "/m").out()).doesNotContain("reference");

    bench.answer(Request.Certify.class, _ -> parity(ParityReport.OVER));
    var wrong = Ran.on(bench, "model", "show", "/m", "--verify");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out()).contains("! Largest difference");
    assertThat(wrong.err()).contains("--device cpu");
    assertThat(Ran.on(bench, "model", "show", "/m", "--verify", "--json").err())
        .contains("Largest difference");
  }

  private static ParityReport parity(String state) {
    boolean over = state.equals(ParityReport.OVER);
    return new ParityReport(
        state,
        "bert",
        4.2e-7,
        2.1e-7,
        1e-5,
        6,
        "logits",
        "libtorch",
        "shipped",
        "cpu",
        Notice.of(
            "session.parity." + state,
            "4.2e-7",
            "2.1e-7",
            6,
            "bert",
            "libtorch",
            "shipped",
            "x",
            "1.0e-5"),
        over ? Notice.of("session.parity.over.try") : null);
  }

  @Test
  void the_trace_of_a_bug_goes_to_the_log_and_not_to_the_face() throws IOException {
    var ran = Ran.on(bench, "doctor"); // nobody prepared an answer
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).doesNotContain("at org.vitrine").contains(bench.home().log().toString());
    assertThat(Files.readString(bench.home().log())).contains("at org.vitrine");
  }

  @Test
  void progress_is_not_written_where_no_terminal_is() {
    assertThat(Ran.on(bench, "predict", "some", "--text", "fine").err()).isEmpty();
  }

  @Test
  void generate_as_the_contract_has_it() {
    bench.answer(
        Request.Generate.class,
        _ ->
            new Request.Generated(
                List.of(List.of(4L, 2L, 0L)),
                List.of("31>13"),
                List.of(2),
                List.of("POSITIONS"),
                3,
                0.1));
    var ran =
        Ran.on(bench, "generate", "m", "--ids", "4 2", "--num-beams", "3", "--json", "--seed", "7");
    assertThat(ran.status()).isZero();
    assertThat(ran.json().get("sequences").get(0).toString()).isEqualTo("[4,2,0]");
    assertThat(ran.json().get("text").get(0).asString()).isEqualTo("31>13");
    assertThat(ran.err()).contains("reads no more than 3 tokens");
    var asked = (Request.Generate) bench.asked;
    assertThat(asked.ids()).containsExactly(4L, 2L);
    assertThat(asked.settings()).isEqualTo(Map.of("num_beams", 3));
    assertThat(asked.seed()).isEqualTo(7);
    assertThat(Ran.on(bench, "generate", "m", "--prompt", "31>").out())
        .isEqualToIgnoringNewLines("31>13");
  }

  @Test
  void generate_hands_a_conversation_over() throws IOException {
    bench.answer(
        Request.Generate.class,
        q ->
            new Request.Generated(
                q.chat() != null ? List.of(List.of(1L)) : List.of(List.of(1L), List.of(2L)),
                q.chat() != null ? List.of("Hello.") : List.of("one", "two"),
                List.of(1, 1),
                List.of("END_TOKEN"),
                9,
                0.1));
    var said = Ran.on(bench, "generate", "m", "--chat", "--system", "Be brief.", "--prompt", "Hi");
    assertThat(said.out()).isEqualToIgnoringNewLines("Hello.");
    assertThat(((Request.Generate) bench.asked).chat())
        .containsExactly(
            Map.of("role", "system", "content", "Be brief."),
            Map.of("role", "user", "content", "Hi"));
    var file = Files.createTempFile("messages", ".json");
    Files.writeString(file, "{\"messages\": [{\"role\": \"user\", \"content\": \"你好\"}]}");
    assertThat(Ran.on(bench, "generate", "m", "--messages", file.toString()).status()).isZero();
    assertThat(((Request.Generate) bench.asked).chat())
        .containsExactly(Map.of("role", "user", "content", "你好"));
    Files.writeString(file, "[]");
    var none = Ran.on(bench, "generate", "m", "--messages", file.toString());
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("{\"role\": \"user\"");
    Files.writeString(file, "one\n\ntwo\n");
    assertThat(Ran.on(bench, "generate", "m", "--prompts", file.toString()).out().lines())
        .containsExactly("one", "", "two");
    assertThat(((Request.Generate) bench.asked).prompts()).containsExactly("one", "two");
    Files.delete(file);
    assertThat(Ran.on(bench, "generate", "m", "--prompts", file.toString()).status()).isEqualTo(1);
    assertThat(Ran.on(bench, "generate", "m", "--system", "x", "--prompt", "a").status())
        .isEqualTo(2);
  }

  @Test
  void generate_takes_a_prompt_or_ids() {
    assertThat(Ran.on(bench, "generate", "m").status()).isEqualTo(2);
    assertThat(Ran.on(bench, "generate", "m", "--prompt", "a", "--ids", "1").status()).isEqualTo(2);
    assertThat(Ran.on(bench, "generate", "m", "--ids", "1 x").status()).isEqualTo(2);
  }

  @Test
  void tokenizer_train_asks_for_what_was_said_and_prints_what_was_written() {
    bench.answer(
        Request.TrainTokenizer.class,
        _ -> new Request.NewTokenizer(List.of("/o/tokenizer.json"), 300, 43, 2, 90, 30, 0.2));
    var ran =
        Ran.on(
            bench,
            "tokenizer",
            "train",
            "--files",
            "a.txt",
            "b.csv",
            "--vocab-size",
            "400",
            "--out",
            "o",
            "--special-tokens",
            "<s>,</s>");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).isEqualToIgnoringNewLines("/o/tokenizer.json");
    assertThat(ran.err()).contains("300 pieces from 90 words").contains("fewer than 400");
    var asked = (Request.TrainTokenizer) bench.asked;
    assertThat(asked.files()).hasSize(2);
    assertThat(asked.kind()).isEqualTo("bpe");
    assertThat(asked.specialTokens()).containsExactly("<s>", "</s>");
    assertThat(Ran.on(bench, "tokenizer", "train", "--vocab-size", "9").status()).isEqualTo(2);
  }
}
