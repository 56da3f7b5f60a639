package org.vitrine.core.data;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;

class ParallelFilesTest {
  @TempDir Path folder;

  private void write(String words, String tags, String classes) throws IOException {
    Files.writeString(folder.resolve("seq.in"), words);
    Files.writeString(folder.resolve("seq.out"), tags);
    Files.writeString(folder.resolve("label"), classes);
  }

  @Test
  void lines_that_belong_together_are_a_row() throws IOException {
    write("fly to Oslo\nhow much ?\n", "O O B-city\nO O O\n", "flight\nairfare\n");
    try (var table = Table.open(folder, TableOptions.DETECT)) {
      then(table.format()).isEqualTo(Format.PARALLEL);
      then(table.rows()).isEqualTo(2);
      then(table.row(0).cell(table.column("label"))).isEqualTo("flight");
      then(Columns.of(table, null, null, null)).isEqualTo(new Columns("text", null, "label"));
      then(Tags.fit(table, "tokens", "tags")).isTrue();
      then(ColumnGuess.ofTags(table).text().column()).isEqualTo("tokens");
    }
  }

  @Test
  void a_file_with_more_lines_than_another_is_refused() throws IOException {
    write("a b\nc d\n", "O O\n", "x\ny\n");
    thenThrownBy(() -> Table.open(folder, TableOptions.DETECT))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("data.parallel"));
  }
}
