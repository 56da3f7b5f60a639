package org.vitrine.ui.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.vitrine.core.session.protocol.AttentionReply;
import org.vitrine.core.session.protocol.AttentionReply.HeadFacts;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.TokenList.Token;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter;

/// Attention as a small encoder has it: each head with a role of its own, every row adding up to 1, the same for the same
/// text.
public final class FakeAttention {
  private static final List<String> ROLES =
      List.of(
          "previous",
          "self",
          "mixed",
          "next",
          "separator",
          "broad",
          "mixed",
          "local",
          "duplicate",
          "first",
          "mixed",
          "induction");

  private FakeAttention() {}

  public static AttentionReply of(Path folder, String text, int layers, int heads) {
    var tokens = tokens(text);
    int n = tokens.size();
    var maps = new float[layers * heads * n * n];
    var facts = new ArrayList<HeadFacts>();
    for (int l = 0; l < layers; l++) {
      for (int h = 0; h < heads; h++) {
        var role = ROLES.get((l * 5 + h) % ROLES.size());
        var random = new Random(text.hashCode() * 31L + l * 131L + h);
        double entropy = 0, distance = 0;
        for (int q = 0; q < n; q++) {
          var row = row(role, tokens, q, random);
          for (int k = 0; k < n; k++) {
            maps[((l * heads + h) * n + q) * n + k] = (float) row[k];
            if (row[k] > 0) entropy -= row[k] * Math.log(row[k]);
            distance += row[k] * Math.abs(q - k);
          }
        }
        facts.add(new HeadFacts(l, h, entropy / n, distance / n, role));
      }
    }
    var file =
        folder.resolve(
            "attention-"
                + Integer.toHexString(text.hashCode())
                + "-"
                + layers
                + "-"
                + heads
                + ".safetensors");
    write(file, maps, layers, heads, n);
    double positive = text.contains("never") || text.contains("不") ? 0.11 : 0.88;
    var scores =
        new ArrayList<>(
            List.of(
                new PredictionList.Score("positive", positive, Math.log(positive)),
                new PredictionList.Score("negative", 1 - positive, Math.log(1 - positive))));
    scores.sort((a, b) -> Double.compare(b.probability(), a.probability()));
    var prediction =
        new PredictionList(
            "SEQUENCE_CLASSIFICATION", List.of(new PredictionList.Prediction(scores)), 9);
    return new AttentionReply(
        file.toString(),
        layers,
        heads,
        "whole",
        List.of("whole"),
        false,
        tokens,
        tokens,
        null,
        prediction,
        facts,
        9);
  }

  private static double[] row(String role, List<Token> tokens, int q, Random random) {
    int n = tokens.size();
    var row = new double[n];
    for (int k = 0; k < n; k++) row[k] = 0.15 * random.nextDouble();
    switch (role) {
      case "previous" -> row[Math.max(0, q - 1)] += 4;
      case "next" -> row[Math.min(n - 1, q + 1)] += 3;
      case "self" -> row[q] += 3;
      case "separator" -> row[n - 1] += 4;
      case "first" -> row[0] += 4;
      case "broad" -> java.util.Arrays.fill(row, 1);
      case "local" -> {
        for (int k = Math.max(0, q - 2); k <= Math.min(n - 1, q + 2); k++) row[k] += 1;
      }
      default -> {
        for (int times = 0; times < 2; times++)
          row[1 + random.nextInt(Math.max(1, n - 2))] += 0.4 + random.nextDouble();
        row[n - 1] += 0.5;
      }
    }
    double sum = java.util.Arrays.stream(row).sum();
    for (int k = 0; k < n; k++) row[k] /= sum;
    return row;
  }

  /// Words and punctuation, in Chinese characters, between [CLS] and [SEP].
  public static List<Token> tokens(String text) {
    var tokens = new ArrayList<Token>();
    tokens.add(new Token("[CLS]", 101, -1, -1, -1, true, false));
    int i = 0;
    while (i < text.length()) {
      int from = i;
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
        continue;
      }
      boolean word = Character.isLetter(text.charAt(i)) && text.charAt(i) < 0x2E80;
      while (i < text.length()
          && (i == from || word && Character.isLetter(text.charAt(i)) && text.charAt(i) < 0x2E80))
        i++;
      var piece = text.substring(from, i).toLowerCase(Locale.ROOT);
      tokens.add(
          new Token(
              piece, 1000 + Math.floorMod(piece.hashCode(), 20000), from, i, 0, false, false));
    }
    tokens.add(new Token("[SEP]", 102, -1, -1, -1, true, false));
    return tokens;
  }

  private static void write(Path file, float[] maps, int layers, int heads, int n) {
    try (var arena = Arena.ofConfined()) {
      var rollout = new float[layers * n * n];
      for (int l = 0; l < layers; l++) {
        for (int h = 0; h < heads; h++) {
          for (int i = 0; i < n * n; i++)
            rollout[l * n * n + i] += maps[(l * heads + h) * n * n + i] / heads;
        }
      }
      SafetensorsWriter.write(
          file,
          Map.of(
              "attentions",
              new SafetensorsWriter.Entry(
                  DType.F32, new long[] {layers, heads, n, n}, bytes(arena, maps)),
              "rollout",
              new SafetensorsWriter.Entry(
                  DType.F32, new long[] {layers, n, n}, bytes(arena, rollout))),
          Map.of());
    }
  }

  private static MemorySegment bytes(Arena arena, float[] values) {
    return arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
  }
}
