package org.vitrine.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Progress;

class ConllTest {
  @TempDir Path folder;

  private Table open(String name, String text) throws IOException {
    return Table.open(Files.writeString(folder.resolve(name), text), TableOptions.DETECT);
  }

  @Test
  void a_sentence_is_a_row_with_words_and_tags() throws IOException {
    var text =
        "-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\n\nPeter NNP I-NP I-PER\n";
    try (var table = open("eng.testa", text)) {
      assertThat(table.format()).isEqualTo(Format.CONLL);
      assertThat(table.rows(0, 9))
          .extracting(Row::cells)
          .containsExactly(List.of("EU\nrejects", "I-ORG\nO"), List.of("Peter", "I-PER"));
      var columns = Columns.of(table, null, null, null);
      assertThat(columns).isEqualTo(new Columns("tokens", null, "tags"));
    }
  }

  @Test
  void tabs_alone_part_sentences_too() throws IOException {
    try (var table = open("train.conll", "a\tO\nb\tB-X\n\t\nc\tO\n")) {
      assertThat(table.rows()).isEqualTo(2);
    }
  }

  @Test
  void a_place_behind_each_character_is_no_part_of_it() throws IOException {
    try (var table = open("weibo.train", "科0\tO\n技1\tB-PER.NAM\n310\tO\n\n��0\tO\n")) {
      assertThat(table.row(0).cell(0)).isEqualTo("科\n技\n3");
      assertThat(table.row(1).cell(0)).isEqualTo("��");
    }
  }

  @Test
  void many_sentences_are_read_from_any_place() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < 500; i++) text.append("w").append(i).append("x\tB-A\n!\tO\n\n");
    try (var table = open("many.txt", text.toString())) {
      assertThat(table.rows()).isEqualTo(500);
      assertThat(table.row(417).cell(0)).isEqualTo("w417x\n!");
      assertThat(table.row(3).cell(0)).isEqualTo("w3x\n!");
    }
  }

  @Test
  void a_word_without_a_tag_takes_its_sentence_away_and_is_told_of() throws IOException {
    try (var table = open("bad.conll", "a\tO\n\nb\tO\nc\n\nd\tB-X\n")) {
      assertThat(table.rows()).isEqualTo(2);
      assertThat(table.row(1).cell(0)).isEqualTo("d");
      assertThat(table.bad().first().getFirst().why().sentence(Locale.ENGLISH)).contains("Line 4");
      assertThat(table.bad().first().getFirst().why().sentence(Locale.CHINESE)).contains("4");
    }
  }

  @Test
  void a_table_of_two_columns_stays_one() throws IOException {
    try (var table = open("plain.tsv", "good film\t1\nbad film\t0\n")) {
      assertThat(table.format()).isEqualTo(Format.TSV);
    }
  }

  @Test
  void lists_of_tags_are_found_by_name_and_put_in_order() throws IOException {
    var text =
        """
        {"id": 1, "tokens": ["Ann", "in", "Rome"], "ner_tags": ["B-PER", "O", "B-LOC"]}
        {"id": 2, "tokens": ["New", "York"], "ner_tags": ["B-LOC", "I-LOC"]}
        """;
    try (var table = open("some.jsonl", text)) {
      var guess = ColumnGuess.of(table);
      assertThat(guess.text()).isNotNull();
      assertThat(guess.text().column()).isEqualTo("tokens");
      assertThat(guess.label()).isNotNull();
      assertThat(guess.label().column()).isEqualTo("ner_tags");
      for (var choice : List.of(guess.text(), guess.label()))
        for (var locale : List.of(Locale.ENGLISH, Locale.CHINESE))
          assertThat(choice.why().sentence(locale)).contains(choice.column());
      assertThat(Tags.labels(table, "ner_tags", Progress.NONE).names())
          .containsExactly("O", "B-LOC", "I-LOC", "B-PER");
    }
  }
}
