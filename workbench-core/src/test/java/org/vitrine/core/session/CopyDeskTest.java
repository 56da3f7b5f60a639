package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.core.weights.Weights;

class CopyDeskTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir private Path folder;
  private CopyDesk desk;
  private Path out;

  @BeforeEach
  void open() {
    desk = new CopyDesk(new OpenModels(new Home(folder.resolve("home")), 1, "cpu"));
    out = folder.resolve("out");
  }

  @ParameterizedTest
  @CsvSource({
    "bert-seqcls, , session.converted.same",
    "bert-seqcls, f16, session.converted.rounded",
    "loading-llama-bf16-sharded, f32, session.converted.same",
    "loading-gpt2-f16, bf16, session.converted.rounded",
    "vit-imgcls, bf16, session.converted.rounded",
    "t5-seq2seq, f32, session.converted.same",
    "lstm-tagging, f16, session.converted.rounded",
    "mlp-cls-gelu, bf16, session.converted.rounded",
  })
  void a_conversion_is_opened_again_and_the_difference_said(
      String model, String type, String said) {
    var notice = convert(GOLDEN.resolve(model), type);
    assertThat(notice.key()).isEqualTo(said);
    try (var weights = Weights.open(out)) {
      assertThat(notice.facts().getFirst()).isEqualTo(weights.tensors().size());
    }
    double difference = Double.parseDouble((String) notice.facts().get(1));
    if (said.endsWith("same")) assertThat(difference).isLessThan(1e-5);
    else assertThat(difference).isBetween(1e-6, 0.5);
    for (var locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE})
      assertThat(notice.sentence(locale)).contains((String) notice.facts().get(1));
  }

  @Test
  void of_a_model_that_is_not_computed_the_tensors_alone_are_compared() throws IOException {
    var source = Files.createDirectories(folder.resolve("source"));
    Files.copy(GOLDEN.resolve("mlp-cls-gelu/" + Weights.FILE), source.resolve(Weights.FILE));
    Files.writeString(source.resolve("config.json"), "{\"model_type\": \"mamba\"}");
    assertThat(convert(source, null)).isEqualTo(Notice.of("session.converted", 6));
  }

  @Test
  void a_copy_is_held_against_its_original() throws IOException {
    var source = GOLDEN.resolve("gpt2-causallm");
    Files.createDirectories(out);
    for (var name : new String[] {Weights.FILE, "config.json"})
      Files.copy(source.resolve(name), out.resolve(name));
    var ask = new Request.Compare(source.toString(), out.toString());
    var notice = desk.compare(ask).notice();
    assertThat(notice.key()).isEqualTo("reopened");
    assertThat(notice.facts()).contains("0");
    try (var file = new RandomAccessFile(out.resolve(Weights.FILE).toFile(), "rw")) {
      file.seek(file.length() - 1);
      int last = file.read();
      file.seek(file.length() - 1);
      file.write(last ^ 1);
    }
    assertThatThrownBy(() -> desk.compare(ask))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.key()).isEqualTo("model.reopened_tensor"));
  }

  private Notice convert(Path source, String type) {
    var ask = new Request.Convert(source.toString(), out.toString(), type);
    return desk.convert(ask, Progress.NONE).notes().getFirst();
  }
}
