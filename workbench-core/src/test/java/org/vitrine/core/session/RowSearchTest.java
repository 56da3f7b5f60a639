package org.vitrine.core.session;

import static org.assertj.core.api.BDDAssertions.then;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Columns;
import org.vitrine.core.data.Table;
import org.vitrine.core.data.TableOptions;

class RowSearchTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file =
        Files.writeString(
            folder.resolve("rows.csv"),
            """
            sentence,mood
            The heater works again,positive
            nobody answered the phone,negative
            片子节奏慢,not positive
            see http://a.b=c,negative
            """);
  }

  private List<Long> find(String query) {
    try (var table = Table.open(file, new TableOptions(null, null, null))) {
      return new RowSearch(table, new Columns("sentence", null, "mood"), query)
          .in(table, 10, Progress.NONE)
          .rows();
    }
  }

  @Test
  void a_row_must_hold_each_word_in_any_case() {
    then(find("THE heater")).containsExactly(0L);
    then(find("the")).containsExactly(0L, 1L);
    then(find("节奏")).containsExactly(2L);
    then(find("")).hasSize(4);
  }

  @Test
  void a_column_is_named_by_its_name_or_its_role() {
    then(find("mood:positive")).containsExactly(0L, 2L);
    then(find("label=positive")).containsExactly(0L);
    then(find("text:the label:negative")).containsExactly(1L);
    then(find("label=\"not positive\"")).containsExactly(2L);
  }

  @Test
  void words_in_quotes_are_one_and_a_colon_without_a_column_is_a_sign() {
    then(find("\"the phone\"")).containsExactly(1L);
    then(find("http://a.b=c")).containsExactly(3L);
  }

  @Test
  void all_are_counted_and_the_first_are_told() {
    try (var table = Table.open(file, new TableOptions(null, null, null))) {
      var found =
          new RowSearch(table, new Columns("sentence", null, "mood"), "e")
              .in(table, 1, Progress.NONE);
      then(found.rows()).hasSize(1);
      then(found.count()).isEqualTo(4);
    }
  }
}
