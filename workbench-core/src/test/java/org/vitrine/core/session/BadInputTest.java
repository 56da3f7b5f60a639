package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.Tiny;

/// What the session worker answers to questions about what is broken, absent, or far too long.
class BadInputTest {
  private static final String LONG = "the film is good ".repeat(2500);

  @TempDir Path folder;
  private Path model;
  private Path data;
  private Desks desks;

  @BeforeEach
  void prepare() throws IOException {
    model = classifier();
    data = Tiny.reviews(folder.resolve("reviews.csv"), 16);
    var scratch = Files.createDirectories(folder.resolve("scratch"));
    desks = new Desks(new Home(folder.resolve("home")), scratch, 1, "cpu");
  }

  @Test
  void refuses_folders_that_hold_no_model() throws IOException {
    refuses("session.model", new Request.Predict(folder.toString(), List.of("a"), List.of()));
    refuses("session.model", new Request.Predict("no such model", List.of("a"), List.of()));
    refuses("session.model", new Request.Predict("", List.of("a"), List.of()));
    refuses("session.model", new Request.Predict("bad\0name", List.of("a"), List.of()));
    refuses("model.no_config", new Request.ShowModel(folder.toString()));
    refuses("model.no_folder", new Request.ShowModel(data.toString()));
    refuses("tokenizer.missing", new Request.Tokenize(folder.toString(), "a", null, 0));
  }

  @Test
  void refuses_an_unknown_architecture_and_shows_what_can_be_shown() throws IOException {
    var config = model.resolve("config.json");
    Files.writeString(config, Files.readString(config).replaceFirst("\"bert\"", "\"mamba\""));
    refuses("model.family", new Request.Predict(model.toString(), List.of("a"), List.of()));
    refuses("model.family", attention(null, false));
    var page = desks.answer(new Request.ShowModel(model.toString()), Progress.NONE);
    assertThat(page.toString()).contains("mamba").contains("model.family");
  }

  @Test
  void refuses_weights_that_end_early() throws IOException {
    var weights = model.resolve("model.safetensors");
    var bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 9));
    refuses("weights.truncated", new Request.Predict(model.toString(), List.of("a"), List.of()));
    Files.write(weights, Arrays.copyOf(bytes, 30));
    refuses("weights.header_cut", new Request.Predict(model.toString(), List.of("a"), List.of()));
    Files.delete(weights);
    refuses("weights.none", new Request.Predict(model.toString(), List.of("a"), List.of()));
  }

  @Test
  void refuses_tables_that_cannot_be_measured_on() throws IOException {
    refuses("data.missing", evaluation(folder.resolve("nothing.csv"), null));
    refuses("data.folder", evaluation(folder, null));
    refuses("data.column", evaluation(data, "no such column"));
    refuses("data.empty", evaluation(Files.writeString(folder.resolve("e.csv"), ""), null));
    var odd = Files.writeString(folder.resolve("o.csv"), "text,label\nthe film,odd\na film,good\n");
    refuses("task.label", evaluation(odd, null));
    var binary = Files.write(folder.resolve("b.csv"), new byte[] {0, 1, 2, 3, 0, 0, 0, (byte) 200});
    refuses("data.binary", evaluation(binary, null));
    refuses("data.column", new Request.PredictTable(model.toString(), source(data, "x"), 0));
  }

  @Test
  void reads_the_beginning_of_a_text_of_ten_thousand_words() {
    var said =
        (PredictionList)
            desks.answer(
                new Request.Predict(model.toString(), List.of(LONG), List.of()), Progress.NONE);
    assertThat(said.predictions().getFirst().scores()).hasSize(2);
    refuses("session.long", new Request.Attend(model.toString(), Subject.of(LONG, null), false));
    var seen =
        desks.answer(
            new Request.Attend(model.toString(), Subject.of(LONG, null), true), Progress.NONE);
    assertThat(((org.vitrine.core.session.protocol.AttentionReply) seen).tokens()).hasSize(32);
    var pair =
        desks.answer(
            new Request.Attend(model.toString(), Subject.of(LONG, LONG), true), Progress.NONE);
    assertThat(((org.vitrine.core.session.protocol.AttentionReply) pair).tokens()).hasSize(32);
  }

  @Test
  void answers_texts_that_nobody_expected() {
    for (var text : List.of("", " ", "\0", "🙂🙂", "مرحبا بالعالم", "影片很好", "\uD83D", "a\r\n\tb")) {
      var said =
          (PredictionList)
              desks.answer(
                  new Request.Predict(model.toString(), List.of(text), List.of()), Progress.NONE);
      assertThat(said.predictions().getFirst().scores()).hasSize(2);
      desks.answer(
          new Request.Attend(model.toString(), Subject.of(text, null), false), Progress.NONE);
    }
  }

  @Test
  void refuses_layers_and_pictures_that_there_cannot_be() {
    refuses("insight.layer", attention(99, false));
    refuses("insight.ending", attention(0, true));
  }

  @Test
  void says_that_a_home_cannot_be_written() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    for (var place : List.of(file, file.resolve("home"))) {
      var problem =
          catchThrowableOfType(Problem.class, () -> new LocalWorkbench(new Home(place), 1, "cpu"));
      assertThat(problem.key()).isEqualTo("base.home");
      assertThat(problem.remedy(Locale.ENGLISH)).isNotBlank();
    }
  }

  private void refuses(String key, Request<?> request) {
    var problem = catchThrowableOfType(Problem.class, () -> desks.answer(request, Progress.NONE));
    assertThat(problem).as(request.toString()).isNotNull();
    assertThat(problem.key()).as(request.toString()).isEqualTo(key);
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(problem.full(locale).lines()).hasSize(2).noneMatch(String::isBlank);
    }
  }

  private Request.Evaluate evaluation(Path file, @Nullable String text) {
    return new Request.Evaluate(model.toString(), null, source(file, text), 8, 0);
  }

  private static Recipe.Source source(Path file, @Nullable String text) {
    return new Recipe.Source(file.toString(), text, null, null, null, null, null, 0);
  }

  private Request.ExportAttention attention(@Nullable Integer layer, boolean odd) {
    var out = folder.resolve(odd ? "a.docx" : "a.png").toString();
    return new Request.ExportAttention(
        model.toString(),
        Subject.of("the film", null),
        out,
        layer == null ? -1 : layer,
        -1,
        "raw",
        "en");
  }

  private Path classifier() throws IOException {
    var base = Tiny.bert(folder.resolve("base"));
    var made = Files.createDirectories(folder.resolve("classifier"));
    var opening = Opening.toLearn(3).fromScratch(true);
    var labels = List.of("bad", "good");
    try (var opened =
        Models.open(base, Head.SEQUENCE_CLASSIFICATION, labels, Devices.cpu(), opening)) {
      opened.save(made);
    }
    Files.copy(base.resolve("vocab.txt"), made.resolve("vocab.txt"));
    return made;
  }
}
