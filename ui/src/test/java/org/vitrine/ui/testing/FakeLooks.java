package org.vitrine.ui.testing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.AttentionReply;
import org.vitrine.core.session.protocol.AttentionReply.HeadFacts;
import org.vitrine.core.session.protocol.AttentionReply.Patches;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.TokenList.Token;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;

/// Answers of models that read one text and write another, and of one that sees a picture.
public final class FakeLooks {
  private static final int LAYERS = 6, HEADS = 8, SIDE = 8;

  private FakeLooks() {}

  /// Words of a translation, each reading mostly the word at its place.
  public static AttentionReply crossing(Path folder, String text, String written) {
    var keys = FakeAttention.tokens(text);
    var tokens = FakeAttention.tokens(written);
    int rows = tokens.size(), columns = keys.size();
    var maps = new float[LAYERS * HEADS * rows * columns];
    for (int k = 0; k < LAYERS * HEADS; k++)
      for (int i = 0; i < rows; i++) {
        double at = (double) i * columns / rows + (k % 5 - 2), width = 0.6 + k % 7;
        row(maps, (k * rows + i) * columns, columns, at, width);
      }
    var score = new PredictionList.Score(written, 0.42, Math.log(0.42));
    return reply(
        folder.resolve("cross.safetensors"),
        maps,
        tokens,
        keys,
        null,
        List.of("encoder", "decoder", "cross"),
        new PredictionList("SEQUENCE_TO_SEQUENCE", List.of(prediction(score)), 9));
  }

  /// A ball on a meadow, read by patches of an eighth.
  public static AttentionReply picture(Path folder) {
    var tokens = new ArrayList<Token>();
    tokens.add(new Token("[CLS]", 0, -1, -1, -1, true, false));
    for (int i = 0; i < SIDE * SIDE; i++)
      tokens.add(new Token((i / SIDE + 1) + "·" + (i % SIDE + 1), i + 1, -1, -1, 0, false, false));
    int n = tokens.size();
    var maps = new float[LAYERS * HEADS * n * n];
    for (int k = 0; k < LAYERS * HEADS; k++)
      for (int i = 0; i < n; i++) {
        int at = (k * n + i) * n;
        double cx = i == 0 ? 4.6 : (i - 1) % SIDE, cy = i == 0 ? 2.6 : (i - 1) / SIDE, sum = 0;
        double width = 1.2 + k % 4;
        for (int j = 0; j < n; j++) {
          double dx = (j - 1) % SIDE - cx, dy = (j - 1) / SIDE - cy;
          maps[at + j] = (float) (j == 0 ? 0.2 : Math.exp(-(dx * dx + dy * dy) / width));
          sum += maps[at + j];
        }
        for (int j = 0; j < n; j++) maps[at + j] /= (float) sum;
      }
    var said =
        prediction(
            new PredictionList.Score("ball", 0.81, 3), new PredictionList.Score("sun", 0.12, 1));
    return reply(
        folder.resolve("picture.safetensors"),
        maps,
        tokens,
        tokens,
        new Patches(drawn(), SIDE, SIDE, 1),
        List.of("whole"),
        new PredictionList("IMAGE_CLASSIFICATION", List.of(said), 9));
  }

  private static PredictionList.Prediction prediction(PredictionList.Score... scores) {
    return new PredictionList.Prediction(List.of(scores));
  }

  private static void row(float[] maps, int from, int columns, double at, double width) {
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      maps[from + j] = (float) Math.exp(-(j - at) * (j - at) / width) + 0.01f;
      sum += maps[from + j];
    }
    for (int j = 0; j < columns; j++) maps[from + j] /= (float) sum;
  }

  private static byte[] drawn() {
    var image = new BufferedImage(224, 224, BufferedImage.TYPE_3BYTE_BGR);
    var pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(0xBFDDF5), 0, 150, Color.WHITE));
    pen.fillRect(0, 0, 224, 150);
    pen.setColor(new Color(0x6FA35A));
    pen.fillRect(0, 150, 224, 74);
    pen.setColor(new Color(0xD9482B));
    pen.fillOval(96, 40, 80, 80);
    pen.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static AttentionReply reply(
      Path file,
      float[] maps,
      List<Token> tokens,
      List<Token> keys,
      @Nullable Patches picture,
      List<String> parts,
      PredictionList prediction) {
    int rows = tokens.size(), columns = keys.size(), cells = rows * columns;
    var rollout = new float[LAYERS * cells];
    for (int layer = 0; layer < LAYERS; layer++)
      System.arraycopy(maps, layer * HEADS * cells, rollout, layer * cells, cells);
    SafetensorsWriter.write(
        file,
        Map.of(
            "attentions", entry(maps, LAYERS, HEADS, rows, columns),
            "rollout", entry(rollout, LAYERS, rows, columns)),
        Map.of());
    var facts = new ArrayList<HeadFacts>();
    for (int k = 0; k < LAYERS * HEADS; k++) {
      var role = k % 7 > 4 ? "broad" : "mixed";
      facts.add(
          new HeadFacts(
              k / HEADS, k % HEADS, 0.4 + k % 7, picture == null ? Double.NaN : 40 + k, role));
    }
    return new AttentionReply(
        file.toString(),
        LAYERS,
        HEADS,
        parts.getLast(),
        parts,
        false,
        tokens,
        keys,
        picture,
        prediction,
        facts,
        9);
  }

  private static Entry entry(float[] values, long... shape) {
    var bytes = MemorySegment.ofArray(new byte[values.length * Float.BYTES]);
    MemorySegment.copy(
        MemorySegment.ofArray(values), 0, bytes, 0, (long) values.length * Float.BYTES);
    return new Entry(DType.F32, shape, bytes);
  }
}
