package org.vitrine.core.data;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Problem;

class SquadTest {
  private static final String FILE =
      """
      {"version": "v2.0", "data": [
        {"title": "Rome", "paragraphs": [
          {"context": "🎉 Anna lives in Rome.", "qas": [
            {"id": "a", "question": "Where?", "answers": [{"text": "Rome", "answer_start": 16}]},
            {"id": "b", "question": "When?", "is_impossible": true,
             "plausible_answers": [{"text": "Anna", "answer_start": 2}], "answers": []}]},
          {"context": "安娜住在罗马。", "qas": [
            {"id": "c", "question": "谁？", "answers": [{"text": "安娜", "answer_start": 0},
                                                     {"text": "罗马", "answer_start": 4}]},
            {"id": "d", "answers": [{"text": "安娜", "answer_start": 0}]},
            {"id": "e", "question": "谁？", "answers": [{"text": "安娜"}]}]}]}]}
      """;

  @TempDir Path folder;

  private Table open(String name, String text) throws IOException {
    return Table.open(Files.writeString(folder.resolve(name), text), TableOptions.DETECT);
  }

  @Test
  void a_question_with_its_context_is_a_row() throws IOException {
    try (var table = open("squad.json", FILE)) {
      then(table.format()).isEqualTo(Format.SQUAD);
      then(table.columns()).containsExactly("question", "context", "answers", "title", "id");
      then(table.rows()).isEqualTo(3);
      then(table.row(0).cells()).contains("Where?", "🎉 Anna lives in Rome.", "Rome", "a");
      then(table.row(1).cell(2)).isEmpty();
      then(table.bad().first()).extracting(bad -> bad.line()).containsExactly(4L, 5L);
      var columns = Columns.of(table, null, null, null);
      then(columns).isEqualTo(new Columns("question", "context", "answers"));
    }
  }

  @Test
  void places_count_code_points_and_become_chars() throws IOException {
    try (var table = open("squad.json", FILE)) {
      var answer = Questions.answers(table, table.row(0), "context", "answers").getFirst();
      then(table.row(0).cell(1).substring(answer.start(), answer.end())).isEqualTo("Rome");
      then(Questions.answers(table, table.row(2), "context", "answers"))
          .containsExactly(new AnswerCell.Answer("安娜", 0), new AnswerCell.Answer("罗马", 4));
    }
  }

  @Test
  void a_packed_file_and_one_in_another_encoding_are_the_same() throws IOException {
    var packed = folder.resolve("squad.json.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(FILE.getBytes(StandardCharsets.UTF_8));
    }
    var wide =
        Files.writeString(folder.resolve("w.json"), "\uFEFF" + FILE, StandardCharsets.UTF_16LE);
    for (var file : new Path[] {packed, wide}) {
      try (var table = Table.open(file, TableOptions.DETECT)) {
        then(table.rows()).isEqualTo(3);
        then(table.row(2).cell(1)).isEqualTo("安娜住在罗马。");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\": [{\"paragraphs\": 3}]}",
        "{\"data\": [{\"paragraphs\": [{\"context\": 1, \"qas\": []}]}]}",
        "{\"data\": [{\"paragraphs\": [{\"context\": \"a\"}]}]}",
        "{\"data\": [{\"paragraphs\": []}]}",
        "{\"data\": {\"paragraphs\": []}}",
      })
  void a_file_of_another_form_is_refused(String text) {
    thenThrownBy(() -> open("x.json", text))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("data.squad"));
  }

  @Test
  void a_file_that_was_cut_off_is_refused() {
    thenThrownBy(() -> open("x.json", FILE.substring(0, 400)))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("base.json"));
  }

  @Test
  void answers_are_read_in_all_their_forms() {
    var context = "one two two three";
    then(AnswerCell.of("{\"text\": [\"two\"], \"answer_start\": [8]}", null, context))
        .containsExactly(new AnswerCell.Answer("two", 8));
    then(AnswerCell.of("two", "8", context)).containsExactly(new AnswerCell.Answer("two", 8));
    then(AnswerCell.of("two\nthree", null, context))
        .containsExactly(new AnswerCell.Answer("two", 4), new AnswerCell.Answer("three", 12));
    then(AnswerCell.of("[x", null, "a [x]")).containsExactly(new AnswerCell.Answer("[x", 2));
    // a place that is a little off means the nearest occurrence
    then(AnswerCell.of("two", "9", context)).containsExactly(new AnswerCell.Answer("two", 8));
    then(AnswerCell.of("four", "2", context)).containsExactly(new AnswerCell.Answer("four", -1));
    then(AnswerCell.of("{\"text\": [], \"answer_start\": []}", null, context)).isEmpty();
    then(AnswerCell.of("two", "99999999999", context)).hasSize(1);
  }

  @Test
  void a_table_of_questions_is_known_by_its_names_and_answers() throws IOException {
    try (var table =
        open(
            "q.csv",
            "question,passage,answer\nWho?,Anna is here,Anna\nWhat?,A red house,red house\n")) {
      then(Columns.of(table, null, null, null))
          .isEqualTo(new Columns("question", "passage", "answer"));
    }
    // yes and no are classes
    try (var table =
        open("b.csv", "question,passage,answer\nIs it?,Anna is here,true\nOr?,A house,false\n")) {
      then(Questions.guess(table, true).label()).isNull();
    }
  }
}
