package org.vitrine.core.session;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;
import static org.assertj.core.api.BDDAssertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.insight.Capture;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.session.protocol.AttentionReply;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.core.train.Tiny;

class AttentionDeskTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String TEXT = "Hello there, thank you very much";

  @TempDir Path temp;
  AttentionDesk desk;

  @BeforeEach
  void desk() throws IOException {
    var scratch = Files.createDirectories(temp.resolve("scratch"));
    desk = new AttentionDesk(new OpenModels(new Home(temp.resolve("home")), 1, "cpu"), scratch);
  }

  /// A T5 of two layers with random weights.
  private Path t5() throws IOException {
    var folder = Files.createDirectories(temp.resolve("t5"));
    try (var files = Files.list(GOLDEN.resolve("tokenizers/unigram-t5"))) {
      for (var file : files.toList())
        if (Files.isRegularFile(file)) Files.copy(file, folder.resolve(file.getFileName()));
    }
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "t5", "architectures": ["T5ForConditionalGeneration"], "vocab_size": 1200, "d_model": 16, "d_kv": 8,
         "num_heads": 3, "d_ff": 32, "num_layers": 2, "decoder_start_token_id": 0, "pad_token_id": 0, "eos_token_id": 1}
        """);
    var opening = Opening.toLearn(7).fromScratch(true);
    try (var net = Models.open(folder, null, null, Devices.cpu(), opening)) {
      net.save(folder);
    }
    return folder;
  }

  private AttentionReply attend(Path model, Subject subject) {
    return desk.attend(new Request.Attend(model.toString(), subject, false));
  }

  private static void sumsToOne(Capture capture) {
    for (int layer = 0; layer < capture.maps().depth(); layer++)
      for (int head = 0; head < capture.maps().heads(); head++)
        for (int i = 0; i < capture.tokens().size(); i++) {
          double sum = 0;
          for (float weight : capture.head(layer, head).row(i)) sum += weight;
          then(sum).isCloseTo(1, within(1e-5));
        }
  }

  @Test
  void an_encoder_decoder_is_looked_at_in_three_places() throws IOException {
    var model = t5();
    var subject = new Subject(TEXT, null, "Good morning", null, null);
    var encoder = attend(model, subject);
    then(encoder.parts()).containsExactly("encoder", "decoder", "cross");
    then(encoder.part()).isEqualTo("encoder");
    then(encoder.causal()).isFalse();
    var decoder = attend(model, subject.at("decoder"));
    then(decoder.causal()).isTrue();
    then(decoder.tokens().getFirst().text()).isEqualTo("<pad>");
    then(decoder.tokens().getFirst().special()).isTrue();
    var cross = attend(model, subject.at("cross"));
    then(cross.tokens()).isEqualTo(decoder.tokens());
    then(cross.keys()).isEqualTo(encoder.tokens());
    then(cross.tokens().size()).isNotEqualTo(cross.keys().size());
    for (var reply : new AttentionReply[] {encoder, decoder, cross}) {
      then(reply.layers()).isEqualTo(2);
      then(reply.heads()).isEqualTo(3);
      sumsToOne(AttentionArrays.read(reply, "t5"));
      then(reply.prediction().head()).isEqualTo("SEQUENCE_TO_SEQUENCE");
    }
    // what is in a written token comes from those written before and those read, all of it
    var own = AttentionArrays.read(decoder, "t5");
    var read = AttentionArrays.read(cross, "t5");
    for (int i = 0; i < own.tokens().size(); i++) {
      double sum = 0;
      for (float share : own.rolledOut(1).row(i)) sum += share;
      for (float share : read.rolledOut(1).row(i)) sum += share;
      then(sum).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void without_a_text_to_write_the_model_writes_one() throws IOException {
    var model = t5();
    var reply = attend(model, Subject.of(TEXT, null).at("decoder"));
    then(reply.tokens()).isNotEmpty();
    then(reply.prediction().predictions()).hasSize(1);
    thenThrownBy(() -> attend(model, Subject.of(TEXT, null).at("middle")))
        .isInstanceOfSatisfying(
            Problem.class,
            p -> {
              then(p.key()).isEqualTo("session.part");
              then(p.full(java.util.Locale.ENGLISH)).contains("middle", "cross");
            });
  }

  @ParameterizedTest
  @CsvSource({"csv", "png", "svg", "safetensors"})
  void cross_attention_is_written_to_files(String ending) throws IOException {
    var model = t5();
    var out = temp.resolve("cross." + ending);
    var subject = new Subject(TEXT, null, "Good morning", null, "cross");
    desk.export(
        new Request.ExportAttention(model.toString(), subject, out.toString(), 1, 2, "raw", "en"));
    then(out).isNotEmptyFile();
    if (!ending.equals("csv")) return;
    var lines = Files.readAllLines(out);
    var reply = attend(model, subject);
    then(lines).hasSize(reply.tokens().size() + 1);
    then(lines.get(1).split(",")).hasSizeGreaterThan(reply.keys().size() - 1);
  }

  private Path picture() throws IOException {
    var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 40; x++) for (int y = 0; y < 30; y++) image.setRGB(x, y, x * 6 << 8 | y);
    var file = temp.resolve("p.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void a_vision_transformer_reads_patches() throws IOException {
    var model = GOLDEN.resolve("vit-imgcls").toAbsolutePath();
    var reply = attend(model, Subject.ofPicture(picture().toString()));
    var patches = reply.picture();
    then(patches.rows()).isEqualTo(4);
    then(patches.columns()).isEqualTo(4);
    then(patches.specials()).isEqualTo(1);
    var seen = ImageIO.read(new ByteArrayInputStream(patches.png()));
    then(seen.getWidth()).isEqualTo(16);
    then(reply.tokens()).hasSize(17);
    then(reply.tokens().getFirst().text()).isEqualTo("[CLS]");
    then(reply.tokens().getLast().text()).isEqualTo("4·4");
    then(reply.facts()).allSatisfy(f -> then(f.distance()).isBetween(0.0, 16.0));
    then(reply.prediction().predictions().getFirst().scores()).hasSize(4);
    sumsToOne(AttentionArrays.read(reply, "vit"));
  }

  @Test
  void a_distilled_one_has_two_tokens_before_its_patches() throws IOException {
    var model = GOLDEN.resolve("deit-imgcls-distilled").toAbsolutePath();
    var reply = attend(model, Subject.ofPicture(picture().toString()));
    then(reply.picture().specials()).isEqualTo(2);
    then(reply.tokens().get(1).text()).isEqualTo("[DIST]");
  }

  @Test
  void texts_and_pictures_go_to_the_models_that_take_them() throws IOException {
    var vit = GOLDEN.resolve("vit-imgcls").toAbsolutePath();
    thenThrownBy(() -> attend(vit, Subject.of("a text", null)))
        .isInstanceOfSatisfying(
            Problem.class, p -> then(p.key()).isEqualTo("session.wants_picture"));
    var bert = Tiny.bert(temp.resolve("bert"));
    var subject = Subject.ofPicture(picture().toString());
    thenThrownBy(() -> attend(bert, subject))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("task.no_pictures"));
    var resnet = GOLDEN.resolve("resnet-imgcls-basic-eval").toAbsolutePath();
    thenThrownBy(() -> attend(resnet, subject))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("session.attention"));
  }
}
