package org.vitrine.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Progress;

class ColumnsAndLabelsTest {
  @TempDir Path folder;

  private ColumnGuess guess(String name, String text) {
    try (var table = Table.open(write(name, text), TableOptions.DETECT)) {
      return ColumnGuess.of(table);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void columns(
      ColumnGuess guess, @Nullable String text, @Nullable String pair, @Nullable String label) {
    assertThat(name(guess.text())).isEqualTo(text);
    assertThat(name(guess.pair())).isEqualTo(pair);
    assertThat(name(guess.label())).isEqualTo(label);
  }

  private static @Nullable String name(ColumnGuess.@Nullable Choice choice) {
    if (choice == null) return null;
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
      assertThat(choice.why().sentence(locale)).contains(choice.column()).doesNotContain("{");
    return choice.column();
  }

  @Test
  void goes_by_names_first() {
    columns(guess("a.csv", "id,label,review\n1,0,x\n2,1,y\n"), "review", null, "label");
    columns(
        guess("a.csv", "premise,hypothesis,gold_label\na b,c d,yes\ne f,g h,no\n"),
        "premise",
        "hypothesis",
        "gold_label");
    columns(guess("a.csv", "标签,内容\n好,天气好\n差,天气差\n"), "内容", null, "标签");
  }

  @Test
  void goes_by_what_stands_there_without_names() {
    var text = new StringBuilder();
    for (int i = 0; i < 200; i++)
      text.append(i < 100 ? 1 : 2)
          .append(",\"Title number ")
          .append(i)
          .append("\",\"A longer description of the matter, ")
          .append(i)
          .append("\"\n");
    columns(guess("a.csv", text.toString()), "column 2", "column 3", "column 1");
    var tsv = new StringBuilder();
    for (int i = 0; i < 100; i++)
      tsv.append("a film of sorts ").append(i).append('\t').append(i % 2).append('\n');
    columns(guess("a.tsv", tsv.toString()), "column 1", null, "column 2");
    columns(guess("a.txt", "one line\nanother line\n"), "text", null, null);
  }

  @Test
  void finds_the_label_of_a_file_that_is_sorted_by_it() {
    var text = new StringBuilder("sense,words\n");
    for (int i = 0; i < 5000; i++)
      text.append(i < 4000 ? "good" : "bad")
          .append(",a whole sentence of that sense which is number ")
          .append(i)
          .append('\n');
    columns(guess("a.csv", text.toString()), "words", null, "sense");
  }

  @Test
  void classes_have_their_natural_order() {
    assertThat(Labels.of(List.of("10", "9", "", "2", "9")).names()).containsExactly("2", "9", "10");
    assertThat(Labels.of(List.of("True", "False", "true")).names())
        .containsExactly("false", "true");
    assertThat(Labels.of(List.of("b", " a ", "C")).names()).containsExactly("C", "a", "b");
    assertThat(Labels.of(List.of("1.0", "0", "1")).names()).containsExactly("0", "1");
    assertThat(Labels.of(List.of("-1", "+1", "0.5")).names()).containsExactly("-1", "0.5", "1");
  }

  @Test
  void a_cell_finds_its_class_however_it_is_spelt() {
    var labels = Labels.of(List.of("0", "1", "2"));
    assertThat(labels.index(" 1 ")).isEqualTo(1);
    assertThat(labels.index("1.0")).isEqualTo(1);
    assertThat(labels.index("7")).isEqualTo(-1);
    assertThat(labels.index("")).isEqualTo(-1);
    assertThat(labels.index("1e999999999")).isEqualTo(-1);
    assertThat(Labels.of(List.of("true", "false")).index("TRUE")).isEqualTo(1);
  }

  @Test
  void a_models_order_is_kept_where_its_classes_match() {
    var data = Labels.of(List.of("negative", "positive"));
    var kept = data.asIn(List.of("POSITIVE", "NEGATIVE")).orElseThrow();
    assertThat(kept.names()).containsExactly("POSITIVE", "NEGATIVE");
    assertThat(kept.index("negative")).isEqualTo(1);
    assertThat(Labels.of(List.of("0", "1")).asIn(List.of("NEG", "POS")).orElseThrow().index("1.0"))
        .isEqualTo(1);
    assertThat(Labels.of(List.of("1", "2")).asIn(List.of("NEG", "POS"))).isEmpty();
    assertThat(
            Labels.of(List.of("positive"))
                .asIn(List.of("negative", "positive"))
                .orElseThrow()
                .index("positive"))
        .isEqualTo(1);
    assertThat(data.asIn(List.of("joy", "anger"))).isEmpty();
  }

  @Test
  void labels_come_from_the_whole_column() {
    var text = "text,label\n" + "a,1\n".repeat(2000) + "b,0\nc,\n";
    try (var table = Table.open(write("a.csv", text), TableOptions.DETECT)) {
      assertThat(Labels.of(table, "label", Progress.NONE).names()).containsExactly("0", "1");
    }
    try (var table = Table.open(write("b.csv", "text,label\na,\nb,\n"), TableOptions.DETECT)) {
      TableTest.problem("data.no-labels", () -> Labels.of(table, "label", Progress.NONE));
    }
    var many = new StringBuilder("text,label\n");
    for (int i = 0; i < Labels.MOST + 5; i++) many.append("a,x").append(i).append('\n');
    try (var table = Table.open(write("c.csv", many.toString()), TableOptions.DETECT)) {
      TableTest.problem("data.many-labels", () -> Labels.of(table, "label", Progress.NONE));
    }
  }

  @Test
  void a_split_keeps_the_shares_of_the_classes() {
    int[] labels =
        IntStream.range(0, 1000)
            .map(i -> i < 900 ? 0 : i < 996 ? 1 : i < 998 ? 2 : i == 998 ? 3 : -1)
            .toArray();
    var split = Split.stratified(labels, 0.1, 7);
    assertThat(count(split.evaluation(), labels, 0)).isEqualTo(90);
    assertThat(count(split.evaluation(), labels, 1)).isBetween(9L, 10L);
    assertThat(count(split.evaluation(), labels, 2)).isEqualTo(1);
    assertThat(count(split.evaluation(), labels, 3)).isZero();
    assertThat(split.train().length + split.evaluation().length).isEqualTo(999);
    assertThat(
            IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.evaluation()))
                .distinct()
                .count())
        .isEqualTo(999);
    assertThat(split.train()).isSorted();
    assertThat(Split.stratified(labels, 0.1, 7).evaluation()).isEqualTo(split.evaluation());
    assertThat(Split.stratified(labels, 0.1, 8).evaluation()).isNotEqualTo(split.evaluation());
    assertThat(Split.random(10, 0.3, 1).evaluation()).hasSize(3);
    assertThat(Split.random(10, 0, 1).evaluation()).isEmpty();
  }

  private static long count(int[] rows, int[] labels, int label) {
    return Arrays.stream(rows).filter(r -> labels[r] == label).count();
  }

  @Test
  void every_sentence_exists_in_both_languages() throws IOException {
    for (var bundle : List.of("problems", "notices")) {
      var english = properties(bundle + ".properties");
      assertThat(english.keySet()).isEqualTo(properties(bundle + "_zh.properties").keySet());
      for (var key : english.stringPropertyNames())
        if (bundle.equals("problems") && !key.endsWith(".try"))
          assertThat(english).containsKey(key + ".try");
    }
  }

  private static Properties properties(String name) throws IOException {
    var all = new Properties();
    try (var in = Table.class.getResourceAsStream(name)) {
      all.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    }
    return all;
  }
}
