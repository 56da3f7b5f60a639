package org.vitrine.core.insight;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Texts;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;

/// Attention as files: a picture, a table, or tensors, by the file's ending.
public final class AttentionFiles {
  private AttentionFiles() {}

  /// What is written.
  ///
  /// @param layer 0 for the first, null for all; so `head`. A rollout without a layer goes to the last one
  /// @param locale of the words in pictures
  public record Choice(
      Method method,
      @Nullable Integer layer,
      @Nullable Integer head,
      Scale scale,
      boolean dark,
      Locale locale) {}

  /// @throws Problem `insight.ending` for an ending other than .png, .svg, .csv and .safetensors, `insight.layer` and
  ///     `insight.head` for what the model lacks, `base.write` if the disk does not take it
  public static void write(Path file, Capture capture, Choice choice) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) png(file, picture(capture, choice));
    else if (name.endsWith(".svg")) Disk.write(file, svg(capture, choice));
    else if (name.endsWith(".csv")) Disk.write(file, csv(capture, choice));
    else if (name.endsWith(".safetensors"))
      SafetensorsWriter.write(file, tensors(capture, choice), about(capture));
    else throw new Problem("insight.ending", file.getFileName());
  }

  public static BufferedImage picture(Capture capture, Choice choice) {
    var picture = new AttentionPicture(capture, choice.locale(), choice.scale(), choice.dark());
    if (choice.method() == Method.ROLLOUT) return picture.rollout(layer(capture, choice));
    return choice.layer() != null && choice.head() != null
        ? picture.head(choice.layer(), choice.head())
        : picture.sheet(choice.layer());
  }

  /// The same as a drawing.
  public static String svg(Capture capture, Choice choice) {
    var svg = new AttentionSvg(capture, choice);
    var texts = Texts.of("org.vitrine.core.insight.texts", choice.locale());
    var one = one(capture, choice);
    if (one == null) return svg.sheet(choice.layer());
    if (choice.method() == Method.ROLLOUT)
      return svg.one(one, null, texts.get("picture.rollout", layer(capture, choice) + 1));
    int layer = java.util.Objects.requireNonNull(choice.layer());
    int head = java.util.Objects.requireNonNull(choice.head());
    return svg.one(
        one, capture.facts(layer, head).role(), texts.get("picture.head", layer + 1, head + 1));
  }

  /// One map: the tokens as header and first column. Several: layer, head and the query's place, all
  /// from 0 as on the command line, before them.
  public static String csv(Capture capture, Choice choice) {
    return table(capture, choice, ',');
  }

  /// The same with another character between fields: a tabulator is what spreadsheets take from the clipboard.
  public static String table(Capture capture, Choice choice, char between) {
    var text = new StringWriter();
    var csv = CsvWriter.builder().bufferSize(0).fieldSeparator(between).build(text);
    var one = one(capture, choice);
    if (one != null) {
      csv.writeRecord(joined(List.of(""), capture.keys()));
      for (int i = 0; i < one.rows(); i++)
        csv.writeRecord(joined(List.of(capture.tokens().get(i)), numbers(one, i)));
      return text.toString();
    }
    csv.writeRecord(joined(List.of("layer", "head", "query", "token"), capture.keys()));
    var maps = capture.maps();
    for (int layer = 0; layer < maps.depth(); layer++) {
      if (choice.layer() != null && choice.layer() != layer) continue;
      for (int head = 0; head < maps.heads(); head++) {
        var map = maps.map(layer, head);
        for (int i = 0; i < map.rows(); i++) {
          var place = List.of(layer + "", head + "", i + "", capture.tokens().get(i));
          csv.writeRecord(joined(place, numbers(map, i)));
        }
      }
    }
    return text.toString();
  }

  private static @Nullable HeadMap one(Capture capture, Choice choice) {
    if (choice.method() == Method.ROLLOUT) return capture.rolledOut(layer(capture, choice));
    if (choice.layer() != null) capture.head(choice.layer(), 0);
    return choice.layer() != null && choice.head() != null
        ? capture.head(choice.layer(), choice.head())
        : null;
  }

  private static int layer(Capture capture, Choice choice) {
    return choice.layer() == null ? capture.maps().depth() - 1 : choice.layer();
  }

  private static List<String> joined(List<String> first, List<String> then) {
    var all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  private static List<String> numbers(HeadMap map, int row) {
    var numbers = new ArrayList<String>();
    for (float value : map.row(row)) numbers.add(Float.toString(value));
    return numbers;
  }

  /// One map as `attention` [rows, columns]; otherwise `attentions.I` [heads, rows, columns] a layer as `golden` names them,
  /// and `rollout` [layers, rows, columns].
  private static Map<String, Entry> tensors(Capture capture, Choice choice) {
    var tensors = new TreeMap<String, Entry>();
    var one = one(capture, choice);
    int rows = capture.maps().queries(), columns = capture.maps().keys();
    if (one != null) {
      int from = one.offset();
      tensors.put("attention", entry(one.values(), from, rows * columns, rows, columns));
      return tensors;
    }
    var maps = capture.maps();
    for (int layer = 0; layer < maps.depth(); layer++) {
      if (choice.layer() != null && choice.layer() != layer) continue;
      var values = maps.layers().get(layer);
      tensors.put(
          "attentions." + layer, entry(values, 0, values.length, maps.heads(), rows, columns));
    }
    if (choice.layer() != null) return tensors;
    var shape = List.of((long) maps.depth(), (long) rows, (long) columns);
    tensors.put(
        "rollout",
        new Entry(
            DType.F32,
            shape,
            sink -> {
              for (var map : capture.rollout())
                sink.add(bytes(map.values(), map.offset(), rows * columns));
            }));
    return tensors;
  }

  private static Entry entry(float[] values, int from, int count, long... shape) {
    var list = java.util.Arrays.stream(shape).boxed().toList();
    return new Entry(DType.F32, list, sink -> sink.add(bytes(values, from, count)));
  }

  private static MemorySegment bytes(float[] values, int from, int count) {
    var bytes = MemorySegment.ofArray(new byte[count * Float.BYTES]);
    var little = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < count; k++) bytes.set(little, (long) k * Float.BYTES, values[from + k]);
    return bytes;
  }

  private static Map<String, String> about(Capture capture) {
    var about = new TreeMap<String, String>();
    about.put("model", capture.model());
    about.put("tokens", Json.line(capture.tokens()));
    if (!capture.keys().equals(capture.tokens())) about.put("keys", Json.line(capture.keys()));
    return about;
  }

  private static void png(Path file, BufferedImage image) {
    Disk.appear(
        file,
        beside -> {
          try (var out = Files.newOutputStream(beside)) {
            if (!ImageIO.write(image, "png", out)) throw new IOException("no PNG writer");
          }
        });
  }
}
