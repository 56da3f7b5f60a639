package org.vitrine.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Problem;

class TableTest {
  @TempDir Path folder;

  private Path file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<List<String>> all(Table table) {
    return table.rows(0, 1000).stream().map(Row::cells).toList();
  }

  static void problem(String key, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Problem.class,
            p -> {
              assertThat(p.key()).isEqualTo(key);
              for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
                assertThat(p.full(locale)).doesNotContain("{", key);
            });
  }

  @Test
  void reads_quoted_cells_with_commas_newlines_and_marks() {
    var file =
        file("a.csv", "text,label\n\"one, two\nthree\",1\n\"say \"\"hi\"\"\",0\r\nplain,1\n");
    try (var table = Table.open(file, TableOptions.DETECT)) {
      assertThat(table.format()).isEqualTo(Format.CSV);
      assertThat(table.header()).isTrue();
      assertThat(table.columns()).containsExactly("text", "label");
      assertThat(all(table))
          .containsExactly(
              List.of("one, two\nthree", "1"), List.of("say \"hi\"", "0"), List.of("plain", "1"));
      assertThat(table.bad().count()).isZero();
      assertThat(table.column("label")).isEqualTo(1);
      problem("data.column", () -> table.column("Label"));
    }
  }

  @Test
  void tells_of_ragged_rows_with_their_line() {
    var file =
        file("a.csv", "text,label\nx,1\n\nshort\ny,1,too,many\nz,0,,\n\"two\nlines\",1,no\n");
    try (var table = Table.open(file, TableOptions.DETECT)) {
      assertThat(all(table))
          .containsExactly(List.of("x", "1"), List.of("short", ""), List.of("z", "0"));
      assertThat(table.bad().count()).isEqualTo(3);
      assertThat(table.bad().first()).extracting(BadRows.BadRow::line).containsExactly(4L, 5L, 7L);
      assertThat(table.bad().first())
          .extracting(BadRows.BadRow::kept)
          .containsExactly(true, false, false);
      assertThat(table.bad().first().get(1).why().sentence(Locale.ENGLISH))
          .isEqualTo("Line 5 has 4 cells instead of 2 and was left out.");
    }
  }

  /// Bad rows, blank lines and page edges in every arrangement: what is read by number is what one pass would read.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void reads_any_row_in_any_order(int seed) {
    var random = new Random(seed);
    var text = new StringBuilder("text,label\n");
    var expected = new ArrayList<String>();
    for (int i = 0; i < 500; i++) {
      switch (random.nextInt(i > 100 && i < 220 ? 3 : 6)) {
        case 0 -> text.append("\n");
        case 1, 2 -> text.append("bad,1,").append(i).append('\n');
        default -> {
          expected.add("row\n" + i);
          text.append("\"row\n").append(i).append("\",1\n");
        }
      }
    }
    try (var table = Table.open(file("a.csv", text.toString()), TableOptions.DETECT)) {
      assertThat(table.rows()).isEqualTo(expected.size());
      var order = new ArrayList<Integer>();
      for (int i = 0; i < expected.size(); i++) order.add(i);
      Collections.shuffle(order, random);
      for (int i : order) assertThat(table.row(i).cell(0)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void blank_lines_before_a_header_do_no_harm() {
    var file = file("a.csv", "\n".repeat(70) + "text,label\nx,1\ny,0\n");
    try (var table = Table.open(file, TableOptions.DETECT)) {
      assertThat(all(table)).containsExactly(List.of("x", "1"), List.of("y", "0"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a fine film\\t1\\na bad one\\t0\\n!a.tsv!false",
        "\"3\",\"Wall St.\",\"Short sellers\"\\n\"1\",\"Oil\",\"Prices rise\"\\n!a.csv!false",
        "Run.\\t你用跑的。\\nI try.\\t讓我來。\\nI quit.\\t我退出。\\n!a.tsv!false",
        "label,review\\n1,很好\\n0,很差\\n!a.csv!true",
        "kind;words\\nA;a rather long text that goes on and on and never seems to come to its end at all\\nB;another of these long texts that somebody wrote down for no good reason at all\\n!a.csv!true",
        "id,value\\n1,2\\n3,4\\n!a.csv!true",
        "text\\nfirst\\nsecond\\n!a.csv!true"
      })
  void finds_out_whether_there_is_a_header(String text, String name, boolean header) {
    var file = file(name, text.replace("\\t", "\t").replace("\\n", "\n"));
    try (var table = Table.open(file, TableOptions.DETECT)) {
      assertThat(table.header()).isEqualTo(header);
      if (!header) assertThat(table.columns()).startsWith("column 1");
    }
    try (var table = Table.open(file, new TableOptions(null, null, !header))) {
      assertThat(table.header()).isEqualTo(!header);
    }
  }

  @Test
  void a_quotation_mark_in_a_tab_separated_file_may_be_just_that() {
    var file = file("a.tsv", "\"what a film\t1\nhe said \"no\t0\n\"open and \"shut\"\t1\nx\t0\n");
    try (var table = Table.open(file, TableOptions.DETECT)) {
      assertThat(all(table))
          .extracting(List::getFirst)
          .containsExactly("\"what a film", "he said \"no", "\"open and \"shut\"", "x");
    }
    var quoted = file("b.tsv", "text\tlabel\n\"two\nlines\"\t1\n\"a \"\"b\"\"\"\t0\n");
    try (var table = Table.open(quoted, TableOptions.DETECT)) {
      assertThat(all(table)).extracting(List::getFirst).containsExactly("two\nlines", "a \"b\"");
    }
  }

  @Test
  void a_quotation_mark_that_is_never_closed_is_named() {
    var file = file("a.csv", "text,label\nx,1\n\"open,0\ny,1\n");
    problem("data.quote", () -> Table.open(file, TableOptions.DETECT));
  }

  @ParameterizedTest
  @CsvSource({"a;b,;", "a|b,|", "'a,b',','"})
  void finds_the_delimiter(String row, String delimiter) {
    var file = file("a.csv", (row + "\n").repeat(5));
    try (var table = Table.open(file, TableOptions.DETECT)) {
      assertThat(table.columns()).hasSize(2);
      assertThat(table.delimiter()).isEqualTo(delimiter);
    }
    try (var table = Table.open(file, new TableOptions(null, "tab", null))) {
      assertThat(table.columns()).hasSize(1);
      assertThat(table.delimiter()).isEqualTo("\t");
    }
  }

  static final String CHINESE =
      "文本,标签\n这家酒店的房间很干净，服务员态度也不错，下次还会来住。,好评\n" + "价格太贵，早餐很差，晚上隔壁非常吵，没有睡好觉。,差评\n";

  @ParameterizedTest
  @CsvSource({
    "UTF-8, '', UTF-8",
    "UTF-8, \uFEFF, UTF-8",
    "UTF-16LE, \uFEFF, UTF-16LE",
    "UTF-16BE, \uFEFF, UTF-16BE",
    "UTF-16LE, '', UTF-16LE",
    "UTF-16BE, '', UTF-16BE",
    "GB18030, '', GB18030",
    "GBK, '', GB18030"
  })
  void reads_the_encodings_of_the_world(String written, String mark, String found) {
    var bytes = (mark + CHINESE).getBytes(Charset.forName(written));
    for (var options : List.of(TableOptions.DETECT, new TableOptions(written, null, null))) {
      try (var table = Table.open(file("a.csv", bytes), options)) {
        assertThat(table.encoding()).isEqualTo(found);
        assertThat(table.columns()).containsExactly("文本", "标签");
        assertThat(table.row(1).cell(1)).isEqualTo("差评");
      }
    }
    try (var table = Table.open(file("a.txt", bytes), TableOptions.DETECT)) {
      assertThat(table.row(0).cell(0)).isEqualTo("文本,标签");
    }
  }

  @Test
  void a_few_western_letters_are_no_chinese() {
    var file =
        file(
            "a.csv",
            "text,label\nIl était une fois à Genève,1\nçà et là,0\n"
                .getBytes(Charset.forName("windows-1252")));
    try (var table = Table.open(file, TableOptions.DETECT)) {
      assertThat(table.row(0).cell(0)).isEqualTo("Il était une fois à Genève");
    }
  }

  @Test
  void a_wrong_encoding_is_named_with_the_line() {
    var file = file("a.csv", CHINESE.getBytes(Encodings.GB18030));
    problem("data.encoding", () -> Table.open(file, new TableOptions("UTF-8", null, null)));
    problem("data.charset", () -> Table.open(file, new TableOptions("klingon", null, null)));
    problem("data.delimiter", () -> Table.open(file, new TableOptions(null, "ab", null)));
    problem(
        "data.binary",
        () -> Table.open(file("b.csv", new byte[] {1, 0, 0, 7, 9, 0, 0, 0}), TableOptions.DETECT));
  }

  @Test
  void reads_packed_files() throws IOException {
    var packed = folder.resolve("a.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(CHINESE.getBytes(Encodings.GB18030));
    }
    try (var table = Table.open(packed, TableOptions.DETECT)) {
      assertThat(table.format()).isEqualTo(Format.CSV);
      assertThat(table.rows()).isEqualTo(2);
    }
    var half = Files.readAllBytes(packed);
    problem(
        "data.gzip",
        () ->
            Table.open(
                file("b.csv.gz", java.util.Arrays.copyOf(half, half.length / 2)),
                TableOptions.DETECT));
  }

  @Test
  void reads_json_lists_and_lists_under_data() {
    var list =
        "[{\"text\": \"a\\nb\", \"label\": true}, {\"text\": \"c, \\\"d\\\"\", \"n\": 1.5, \"tags\": [\"x\", \"y\"]}, {\"text\": null, \"deep\": {\"k\": [1]}}]";
    for (var text :
        List.of(
            list,
            "{\"version\": 1, \"other\": [9], \"data\": " + list + ", \"end\": {}}",
            "\uFEFF " + list)) {
      try (var table = Table.open(file("a.json", text), TableOptions.DETECT)) {
        assertThat(table.format()).isEqualTo(Format.JSON);
        assertThat(table.columns()).containsExactly("text", "label", "n", "tags", "deep");
        assertThat(all(table))
            .containsExactly(
                List.of("a\nb", "true", "", "", ""),
                List.of("c, \"d\"", "", "1.5", "x\ny", ""),
                List.of("", "", "", "", "{\"k\":[1]}"));
      }
    }
    problem(
        "base.json", () -> Table.open(file("a.json", list.substring(0, 60)), TableOptions.DETECT));
    problem("data.json", () -> Table.open(file("a.json", "{\"a\": 1}"), TableOptions.DETECT));
    problem("data.empty", () -> Table.open(file("a.json", "[]"), TableOptions.DETECT));
  }

  @Test
  void reads_long_json_lists_in_any_order() {
    var text = new StringBuilder("[");
    for (int i = 0; i < 300; i++)
      text.append(i == 0 ? "" : " ,\n").append("{\"t\":\"行").append(i).append("\"}");
    try (var table = Table.open(file("a.json", text + "]"), TableOptions.DETECT)) {
      for (int i : new int[] {299, 0, 31, 32, 33, 150, 64})
        assertThat(table.row(i).cell(0)).isEqualTo("行" + i);
      assertThatThrownBy(() -> table.row(300)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.json", "a.ndjson"})
  void reads_json_lines_and_leaves_broken_ones_out(String name) {
    var text = new StringBuilder();
    for (int i = 0; i < 100; i++)
      text.append(i % 10 == 7 ? "{\"t\": oops}\n\n" : "{\"t\":\"" + i + "\"}\r\n");
    try (var table = Table.open(file(name, text.toString()), TableOptions.DETECT)) {
      assertThat(table.format()).isEqualTo(Format.JSONL);
      assertThat(table.rows()).isEqualTo(90);
      assertThat(table.bad().count()).isEqualTo(10);
      assertThat(table.bad().first().getFirst().line()).isEqualTo(8);
      assertThat(table.row(89).cell(0)).isEqualTo("99");
      assertThat(table.row(7).cell(0)).isEqualTo("8");
    }
  }

  @Test
  void reads_plain_text_a_line_a_row() {
    try (var table = Table.open(file("a.txt", "one\n\n two, three\nlast"), TableOptions.DETECT)) {
      assertThat(table.format()).isEqualTo(Format.TEXT);
      assertThat(all(table))
          .containsExactly(List.of("one"), List.of(" two, three"), List.of("last"));
    }
  }

  @Test
  void says_what_is_wrong_with_a_file_that_is_none() {
    problem("data.missing", () -> Table.open(folder.resolve("nowhere.csv"), TableOptions.DETECT));
    problem("data.folder", () -> Table.open(folder, TableOptions.DETECT));
    problem("data.empty", () -> Table.open(file("a.csv", ""), TableOptions.DETECT));
    problem("data.empty", () -> Table.open(file("a.csv", " \n\n"), TableOptions.DETECT));
    problem("data.empty", () -> Table.open(file("a.csv", "text,label\n"), TableOptions.DETECT));
  }

  @Test
  void notices_when_the_file_goes_or_changes() throws Exception {
    var file = file("a.csv", "text,label\n" + "x,1\n".repeat(100));
    try (var table = Table.open(file, TableOptions.DETECT)) {
      table.row(0);
      Thread.sleep(220);
      Files.writeString(file, "text,label\ny,1\n");
      problem("data.changed", () -> table.row(50));
      Files.delete(file);
      problem("data.gone", () -> table.row(50));
      problem("data.gone", () -> Fingerprint.of(file));
    }
  }

  @Test
  void equal_or_missing_names_in_a_header_are_told_apart() {
    try (var table = Table.open(file("a.csv", "text,,text\na,b,c\n"), TableOptions.DETECT)) {
      assertThat(table.columns()).containsExactly("text", "column 2", "text (2)");
    }
  }

  @Test
  void the_fingerprint_is_that_of_the_bytes() {
    assertThat(Fingerprint.of(file("a.txt", "abc")))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
