package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Golden;

class GenerationDeskTest {
  private static final List<Long> PROMPT = List.of(33L, 23L, 39L, 31L, 28L);
  private static final Map<String, Object> TWELVE = Map.of("max_new_tokens", 12);

  @TempDir Path folder;

  private GenerationDesk desk() {
    return new GenerationDesk(new OpenModels(new Home(folder.resolve("home")), 1, "cpu"));
  }

  private Path model() throws IOException {
    var model = Files.createDirectories(folder.resolve("model"));
    for (var name : List.of("config.json", "model.safetensors")) {
      Files.copy(Golden.of("gpt2-causallm").folder().resolve(name), model.resolve(name));
    }
    return model;
  }

  private static Path withWords(Path model) throws IOException {
    var vocab = Json.object();
    for (int id = 0; id < 71; id++) vocab.put(String.valueOf((char) ('0' + id)), id);
    Files.writeString(model.resolve("vocab.json"), Json.line(vocab));
    Files.writeString(model.resolve("merges.txt"), "#version: 0.2\n");
    Files.writeString(
        model.resolve("tokenizer_config.json"),
        """
        {"tokenizer_class": "GPT2Tokenizer", "bos_token": "1", "eos_token": "2", "unk_token": "1"}\
        """);
    return model;
  }

  /// What came before the end.
  private static final class Pieces implements Progress {
    final List<String> all = new ArrayList<>();

    @Override
    public void at(String what, long done, long total) {}

    @Override
    public void piece(String text) {
      all.add(text);
    }
  }

  @Test
  void a_model_without_a_tokenizer_goes_on_with_ids_and_says_why_it_takes_no_text()
      throws IOException {
    var path = model().toString();
    var desk = desk();
    var said =
        desk.generate(
            new Request.Generate(path, List.of(), PROMPT, null, TWELVE, 0), Progress.NONE);
    assertThat(said.sequences().getFirst()).hasSize(17).startsWith(33L, 23L, 39L, 31L, 28L, 20L);
    assertThat(said.text()).isEmpty();
    assertThatThrownBy(
            () -> desk.generate(Request.Generate.text(path, "text", TWELVE, 0), Progress.NONE))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.key()).isEqualTo("tokenizer.missing"));
  }

  @Test
  void words_come_as_they_are_said_and_together_are_the_text() throws IOException {
    var path = withWords(model()).toString();
    var pieces = new Pieces();
    var ask = Request.Generate.text(path, "QGWOL", TWELVE, 0);
    var said = desk().generate(ask, pieces);
    assertThat(said.sequences().getFirst()).hasSize(17).startsWith(33L, 23L, 39L, 31L, 28L, 20L);
    assertThat(said.text().getFirst()).startsWith("QGWOLD");
    assertThat(String.join("", pieces.all)).isEqualTo(said.text().getFirst());
    assertThat(pieces.all).hasSizeGreaterThan(8);
    assertThat(said.endings()).containsExactly("LENGTH");
  }

  @Test
  void a_conversation_is_written_down_as_the_template_says_and_the_answer_alone_comes_back()
      throws IOException {
    var model = withWords(model());
    Files.writeString(
        model.resolve("chat_template.jinja"), "{% for m in messages %}{{ m.content }}{% endfor %}");
    var messages = List.of(Map.<String, Object>of("role", "user", "content", "QGWOL"));
    var ask = new Request.Generate(model.toString(), List.of(), null, messages, TWELVE, 0);
    var pieces = new Pieces();
    var said = desk().generate(ask, pieces);
    assertThat(said.prompts()).containsExactly(5);
    assertThat(said.text().getFirst()).startsWith("D").hasSizeLessThan(13);
    assertThat(String.join("", pieces.all)).isEqualTo(said.text().getFirst());
  }

  @Test
  void a_string_that_stops_ends_the_text() throws IOException {
    var model = withWords(model());
    var whole =
        desk().generate(Request.Generate.text(model.toString(), "QGWOL", TWELVE, 0), Progress.NONE);
    var text = whole.text().getFirst();
    var stop = text.substring(8, 10); // over two tokens
    int first = text.indexOf(stop, 5) + 2;
    Files.writeString(
        model.resolve("generation_config.json"), "{\"stop_strings\": [\"" + stop + "\", \"~~\"]}");
    var said =
        desk().generate(Request.Generate.text(model.toString(), "QGWOL", TWELVE, 0), Progress.NONE);
    assertThat(said.text().getFirst()).isEqualTo(text.substring(0, first));
    assertThat(said.endings()).containsExactly("END_TOKEN");
  }

  @Test
  void several_prompts_come_back_in_their_order() throws IOException {
    var model = withWords(model()).toString();
    var together =
        desk()
            .generate(
                new Request.Generate(model, List.of("QGWOL", "D", "GW"), null, null, TWELVE, 0),
                Progress.NONE);
    assertThat(together.text()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      var prompt = List.of("QGWOL", "D", "GW").get(i);
      var alone = desk().generate(Request.Generate.text(model, prompt, TWELVE, 0), Progress.NONE);
      assertThat(together.text().get(i)).isEqualTo(alone.text().getFirst());
    }
  }
}
