package org.vitrine.core.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.weights.Weights;

class AttentionFilesTest {
  private static final List<String> TOKENS =
      List.of("[CLS]", "the", "film", "is", "slow", ",", "but", "动", "容", "[SEP]");

  @TempDir Path folder;

  private static Capture capture(boolean causal) {
    int size = TOKENS.size(), heads = 3;
    var random = new Random(7);
    var layers = new ArrayList<float[]>();
    for (int layer = 0; layer < 2; layer++) {
      var values = new float[heads * size * size];
      for (int row = 0; row < heads * size; row++) {
        int seen = causal ? row % size + 1 : size;
        float sum = 0;
        for (int j = 0; j < seen; j++)
          sum += values[row * size + j] = (float) Math.exp(3 * random.nextGaussian());
        for (int j = 0; j < seen; j++) values[row * size + j] /= sum;
      }
      layers.add(values);
    }
    var maps = new Maps(layers, heads, Visible.of(size, causal));
    var ids = new long[size];
    for (int i = 0; i < size; i++) ids[i] = TOKENS.get(i).hashCode();
    var facts = HeadFacts.all(maps, ids, Set.of(ids[size - 1]));
    return Capture.of("tiny", TOKENS, maps, facts);
  }

  private static AttentionFiles.Choice choice(
      Method method, @Nullable Integer layer, @Nullable Integer head) {
    return new AttentionFiles.Choice(method, layer, head, Scale.SQRT, false, Locale.ENGLISH);
  }

  @Test
  void draws_so_that_a_paper_can_scale_it() throws Exception {
    var out = Path.of("target/attention-pictures");
    AttentionFiles.write(out.resolve("head.svg"), capture(true), choice(Method.RAW, 1, 2));
    AttentionFiles.write(out.resolve("sheet.svg"), capture(false), choice(Method.RAW, null, null));
    AttentionFiles.write(out.resolve("flow.svg"), capture(false), choice(Method.ROLLOUT, 0, null));
    var reader = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (var name : List.of("head.svg", "sheet.svg", "flow.svg"))
      reader.parse(out.resolve(name).toFile());
    var head = reader.parse(out.resolve("head.svg").toFile());
    int size = TOKENS.size(), masked = 0, cells = 0;
    var rects = head.getElementsByTagName("rect");
    for (int i = 0; i < rects.getLength(); i++) {
      var fill = rects.item(i).getAttributes().getNamedItem("fill").getNodeValue();
      if (fill.equals("url(#masked)")) masked++;
      else if (fill.startsWith("#")) cells++;
    }
    assertThat(masked).isEqualTo(size - 1); // one strip a row above the diagonal
    assertThat(cells).isGreaterThan(size * (size + 1) / 2);
    assertThat(Files.readString(out.resolve("head.svg"))).contains("Layer 2 · Head 3", "动", "tiny");
    assertThat(
            reader
                .parse(out.resolve("sheet.svg").toFile())
                .getElementsByTagName("image")
                .getLength())
        .isEqualTo(6);
  }

  @Test
  void draws_a_head_a_sheet_and_the_rollout_large_enough_for_a_stage() throws Exception {
    var out = Path.of("target/attention-pictures");
    AttentionFiles.write(out.resolve("head.png"), capture(true), choice(Method.RAW, 1, 2));
    AttentionFiles.write(out.resolve("sheet.png"), capture(false), choice(Method.RAW, null, null));
    AttentionFiles.write(
        out.resolve("rollout.png"), capture(false), choice(Method.ROLLOUT, null, null));
    for (var name : List.of("head.png", "sheet.png", "rollout.png")) {
      var image = ImageIO.read(out.resolve(name).toFile());
      assertThat(image.getWidth()).as(name).isGreaterThan(900);
      assertThat(image.getRGB(2, 2)).as(name).isEqualTo(Ink.LIGHT_PAPER);
    }
  }

  @Test
  void draws_the_strongest_weight_of_a_row_darkest() throws Exception {
    var capture = capture(false);
    var pixels =
        new Raster(capture.head(0, 0), Scale.SQRT, Ink.VIOLET.table(false), 0).pixels(100, 100);
    var row = capture.head(0, 0).row(4);
    int best = 0;
    for (int j = 0; j < row.length; j++) if (row[j] > row[best]) best = j;
    double darkest = Oklab.of(pixels[45 * 100 + best * 10 + 5]).l();
    for (int j = 0; j < row.length; j++)
      assertThat(Oklab.of(pixels[45 * 100 + j * 10 + 5]).l()).isGreaterThanOrEqualTo(darkest);
  }

  @Test
  void a_small_picture_still_shows_a_single_strong_cell_of_a_long_text() {
    var values = new float[400 * 400];
    values[123 * 400 + 321] = 1;
    var map = new HeadMap(values, 0, Visible.of(400, false));
    var pixels = new Raster(map, Scale.LINEAR, Ink.GREY.table(false), 0).pixels(30, 30);
    assertThat(pixels).contains(Ink.GREY.at(1, false));
  }

  @Test
  void a_table_has_the_tokens_as_header_and_rows_that_add_up_to_one() {
    var lines = AttentionFiles.csv(capture(false), choice(Method.RAW, 0, 1)).lines().toList();
    assertThat(lines.getFirst()).isEqualTo(",[CLS],the,film,is,slow,\",\",but,动,容,[SEP]");
    assertThat(lines).hasSize(TOKENS.size() + 1);
    assertThat(lines.get(1)).startsWith("[CLS],");
    double sum = 0;
    for (var number : lines.get(1).substring(6).split(",")) sum += Double.parseDouble(number);
    assertThat(sum).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
  }

  @Test
  void a_table_of_all_heads_names_layer_and_head_of_each_row() {
    var lines = AttentionFiles.csv(capture(false), choice(Method.RAW, null, null)).lines().toList();
    assertThat(lines).hasSize(2 * 3 * TOKENS.size() + 1);
    assertThat(lines.getFirst()).startsWith("layer,head,query,token,[CLS]");
    assertThat(lines.getLast()).startsWith("1,2,9,[SEP],");
  }

  @Test
  void tensors_come_back_as_they_were() {
    var capture = capture(false);
    var file = folder.resolve("a.safetensors");
    AttentionFiles.write(file, capture, choice(Method.RAW, null, null));
    try (var weights = Weights.open(file)) {
      assertThat(weights.find("attentions.1").orElseThrow().shape()).containsExactly(3L, 10L, 10L);
      assertThat(weights.find("rollout").orElseThrow().shape()).containsExactly(2L, 10L, 10L);
      var bytes =
          weights.bytes("attentions.1").asByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
      assertThat(bytes.getFloat(4 * 17)).isEqualTo(capture.maps().layers().get(1)[17]);
      assertThat(weights.metadata()).containsEntry("model", "tiny").containsKey("tokens");
    }
  }

  @Test
  void refuses_a_head_that_the_model_lacks_and_an_unknown_ending() {
    thenKey("insight.head", "a.png", choice(Method.RAW, 0, 3));
    thenKey("insight.layer", "a.csv", choice(Method.RAW, 2, 0));
    thenKey("insight.layer", "a.safetensors", choice(Method.ROLLOUT, 5, null));
    thenKey("insight.ending", "a.gif", choice(Method.RAW, null, null));
    assertThat(folder).isEmptyDirectory();
  }

  private void thenKey(String key, String file, AttentionFiles.Choice choice) {
    var problem =
        catchThrowableOfType(
            Problem.class,
            () -> AttentionFiles.write(folder.resolve(file), capture(false), choice));
    assertThat(problem.key()).isEqualTo(key);
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(problem.sentence(locale)).doesNotContain(key).doesNotContain("{");
      assertThat(problem.remedy(locale)).doesNotContain(key).doesNotContain("{");
    }
    assertThat(Files.exists(folder.resolve(file))).isFalse();
  }
}
