package org.vitrine.ui.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.FileLines;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.RowLengths;
import org.vitrine.core.session.protocol.RowList;
import org.vitrine.core.session.protocol.RowNumbers;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.core.session.protocol.TableProfile.ClassCount;
import org.vitrine.core.session.protocol.TableProfile.DataFinding;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.ui.testing.FakeWorkbench;

/// A workbench with a table of a million rows: a text, a label and a number.
final class FakeData {
  static final String FILE = "/data/sst2.tsv";
  static final long ROWS = 1_000_000;
  static final DataFinding LEAK =
      new DataFinding("leak", "bad", 38, Notice.of("data.found-leak", 38), List.of(6L, 19L, 250L));

  static final DataFinding DUPLICATE =
      new DataFinding(
          "duplicate",
          "warn",
          1165,
          Notice.of("data.found-duplicate", 1165, 0.012),
          List.of(8L, 40L));

  private static final List<String> TEXTS =
      List.of(
          "a tired copy of three better films",
          "no jokes , no pace , just noise",
          "a film that loves its strange people and finds something gentle and true in each of them",
          "ends exactly where it began",
          "of wonder",
          "goes nowhere , slowly");

  private FakeData() {}

  static FakeWorkbench workbench() {
    var workbench = new FakeWorkbench();
    workbench.answer(Request.OpenTable.class, q -> page(q.source()));
    workbench.answer(
        Request.TableRows.class,
        q -> {
          var numbers = new ArrayList<Long>();
          var rows = new ArrayList<List<String>>();
          for (long i = q.from(); i < Math.min(ROWS, q.from() + q.count()); i++) {
            numbers.add(i);
            rows.add(row(i));
          }
          return new RowList(numbers, rows);
        });
    workbench.answer(
        Request.FindRows.class,
        q -> new RowNumbers(q.query().contains("nowhere") ? List.of() : List.of(2L, 5L, 8L), 3));
    workbench.answer(
        Request.ProfileTable.class, q -> profile(q.evalSource() != null, q.source().leaveOut()));
    workbench.answer(
        Request.CountTokens.class,
        q ->
            new RowLengths(
                q.from(),
                java.util.stream.LongStream.range(q.from(), q.from() + q.count())
                    .mapToObj(i -> 4 + (int) (i * 7 % 19))
                    .toList()));
    workbench.answer(
        Request.ReadLines.class,
        q ->
            new FileLines(
                q.line() - 1,
                List.of(
                    "of wonder\tpositive\t1202", "a\ttired\tcopy\tnegative\t1203", "of wonder\t")));
    return workbench;
  }

  private static List<String> row(long i) {
    return List.of(
        TEXTS.get((int) (i % TEXTS.size())),
        i % 3 == 2 ? "positive" : "negative",
        Long.toString(i));
  }

  static TablePage page(Source s) {
    var filled =
        new Source(
            s.path(),
            s.text() == null ? "sentence" : s.text(),
            s.pair(),
            s.label() == null ? "label" : s.label(),
            "UTF-8",
            "\t",
            true,
            s.validation(),
            s.leaveOut());
    var first = new ArrayList<List<String>>();
    for (long i = 0; i < 200; i++) first.add(row(i));
    return new TablePage(
        filled,
        "tsv",
        s.encoding() == null ? "UTF-8" : s.encoding(),
        "\t",
        true,
        List.of("sentence", "label", "idx"),
        ROWS,
        90_000_000,
        s.path().contains("other") ? "f2" : "f1",
        first,
        List.of(Notice.of("data.text-name", "sentence"), Notice.of("data.label-name", "label", 2)),
        List.of(Notice.of("data.row-long", 1204, 5, 3), Notice.of("data.row-short", 1205, 2, 3)),
        false);
  }

  /// A folder of small pictures in two classes, one of them unreadable.
  static FakeWorkbench pictures() {
    var workbench = workbench();
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < 40; i++) {
      var label = i < 20 ? "circle" : "square";
      rows.add(List.of(label + "/" + i + ".png", label));
    }
    workbench.answer(
        Request.OpenTable.class,
        q ->
            new TablePage(
                new Source(q.source().path(), "picture", null, "label", "UTF-8", null, true, 0.1),
                "pictures",
                "UTF-8",
                null,
                true,
                List.of("picture", "label"),
                40,
                90_000,
                "f3",
                rows,
                List.of(Notice.of("data.picture-name", "picture")),
                List.of(),
                true));
    workbench.answer(
        Request.TableRows.class,
        q ->
            new RowList(
                java.util.stream.LongStream.range(q.from(), Math.min(40, q.from() + q.count()))
                    .boxed()
                    .toList(),
                rows.subList((int) q.from(), (int) Math.min(40, q.from() + q.count()))));
    workbench.answer(
        Request.ProfileTable.class,
        _ ->
            new TableProfile(
                36,
                4,
                true,
                List.of(new ClassCount("circle", 18, 2), new ClassCount("square", 18, 2)),
                List.of(),
                1,
                0,
                0,
                0,
                java.util.Map.of(),
                List.of()));
    workbench.answer(
        Request.ShowPicture.class,
        q -> {
          if (q.cell().endsWith("/3.png")) throw new Problem("picture.broken", q.cell());
          return drawn(q.cell().startsWith("circle"));
        });
    return workbench;
  }

  private static Request.PictureShown drawn(boolean circle) {
    var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    var pen = image.createGraphics();
    if (circle) pen.fillOval(6, 6, 16, 16);
    else pen.fillRect(7, 7, 14, 14);
    pen.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Request.PictureShown(28, 28, 1, out.toByteArray());
  }

  static TableProfile profile() {
    return profile(true, List.of());
  }

  private static TableProfile profile(boolean measured, List<String> leftOut) {
    var lengths = new ArrayList<Long>();
    for (int i = 0; i < 36; i++)
      lengths.add(Math.round(9000 * Math.exp(-Math.pow(Math.log((i + 1) / 6.0) / 0.8, 2))));
    return new TableProfile(
        900_000,
        100_000,
        true,
        List.of(
            new ClassCount("positive", 502_000, 50_900),
            new ClassCount("negative", 398_000, 49_100)),
        lengths,
        2,
        64,
        212,
        13.2,
        leftOut.stream().collect(java.util.stream.Collectors.toMap(s -> s, _ -> 1165L)),
        Stream.of(
                LEAK,
                DUPLICATE,
                new DataFinding(
                    "encoding", "good", 0, Notice.of("data.found-encoding", "UTF-8"), List.of()))
            .filter(f -> (measured || f != LEAK) && !leftOut.contains(f.kind()))
            .toList());
  }
}
