package org.vitrine.core.data;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

class SieveTest {
  private static final Columns COLUMNS = new Columns("text", null, "label");
  private static final String ROWS = "text,label\nx,1\ny,0\ny,0\n x ,0\n\" \",1\nz,\nshort\nw,1\n";
  @TempDir Path folder;

  private Table table(String name, String text) {
    try {
      return Table.open(Files.writeString(folder.resolve(name), text), TableOptions.DETECT);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Long> kept(@Nullable Table other, String... steps) {
    try (var table = table("a.csv", ROWS)) {
      var sieve = sieve(table, other, steps);
      return LongStream.range(0, table.rows()).filter(sieve::keeps).boxed().toList();
    }
  }

  private static Sieve sieve(Table table, @Nullable Table other, String... steps) {
    var names = other == null ? null : COLUMNS;
    return Sieve.of(table, COLUMNS, List.of(steps), other, names, Progress.NONE);
  }

  @Test
  void keeps_every_row_where_nothing_is_asked() {
    then(kept(null)).hasSize(8);
  }

  @Test
  void leaves_out_what_each_step_means() {
    then(kept(null, "empty")).doesNotContain(4L).hasSize(7);
    then(kept(null, "unlabelled")).doesNotContain(5L, 6L).hasSize(6);
    then(kept(null, "bad")).doesNotContain(6L).hasSize(7);
    then(kept(null, "duplicate")).doesNotContain(2L).hasSize(7);
    then(kept(null, "conflict")).doesNotContain(0L, 3L).hasSize(6);
  }

  @Test
  void leaves_out_what_is_measured_on_too() {
    try (var other = table("b.csv", "text,label\ny ,1\nnew,0\n")) {
      then(kept(other, "leak")).doesNotContain(1L, 2L).hasSize(6);
    }
    thenThrownBy(() -> kept(null, "leak")).isInstanceOf(Problem.class).hasMessageContaining("leak");
  }

  @Test
  void tells_how_many_rows_each_step_took() {
    try (var table = table("a.csv", ROWS)) {
      var sieve = sieve(table, null, "duplicate", "empty", "conflict");
      then(sieve.counts()).isEqualTo(Map.of("empty", 1L, "conflict", 2L, "duplicate", 1L));
      then(sieve.left()).isEqualTo(4);
      var profile = Profiler.of(table, COLUMNS, sieve, null, null, null, 0, Progress.NONE, _ -> {});
      then(profile.rows()).isEqualTo(4);
      then(profile.findings())
          .extracting(Profile.Finding::kind)
          .doesNotContain("duplicate", "conflict", "empty");
    }
  }

  @Test
  void refuses_by_name_what_it_cannot_do() {
    thenThrownBy(() -> kept(null, "dublicate")).hasMessageContaining("dublicate");
    try (var text = table("a.txt", "one line\nand another\n")) {
      thenThrownBy(() -> sieve(text, null, "duplicate")).isInstanceOf(Problem.class);
    }
    for (var key : List.of("data.leave-out", "data.leave-out-text", "data.leave-out-leak"))
      for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        var problem = new Problem(key, "x", "y");
        then(problem.sentence(locale)).doesNotContain(key);
        then(problem.remedy(locale)).doesNotContain(key);
      }
  }

  @Test
  void shows_lines_as_they_stand_in_the_file() {
    try (var table = table("l.csv", "text,label\r\na,1\r\n" + "b".repeat(5000) + ",2\rc,3")) {
      then(table.lines(1, 2)).containsExactly("text,label", "a,1");
      then(table.lines(3, 1).getFirst()).hasSize(2001).endsWith("…");
      then(table.lines(4, 9)).containsExactly("c,3");
      then(table.lines(9, 2)).isEmpty();
    }
  }
}
