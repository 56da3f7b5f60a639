package org.vitrine.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tokenizer.Tokenizer;

class ProfilerTest {
  private static final Columns COLUMNS = new Columns("text", null, "label");
  @TempDir Path folder;

  private Table table(String name, String text) {
    try {
      return Table.open(Files.writeString(folder.resolve(name), text), TableOptions.DETECT);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Profile profile(
      Table train, @Nullable Table eval, @Nullable Tokenizer tokenizer, int limit) {
    return Profiler.of(
        train,
        COLUMNS,
        Sieve.of(train, COLUMNS, List.of(), null, null, Progress.NONE),
        eval,
        eval == null ? null : COLUMNS,
        tokenizer,
        limit,
        Progress.NONE,
        _ -> {});
  }

  private static Profile.Finding finding(Profile profile, String kind) {
    var found =
        profile.findings().stream().filter(f -> f.kind().equals(kind)).findFirst().orElseThrow();
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
      assertThat(found.why().sentence(locale)).doesNotContain("{", "data.", "[");
    return found;
  }

  @Test
  void finds_what_is_the_matter_with_rows() {
    try (var train =
            table("a.csv", "text,label\nx,1\ny,0\nx,1\n x ,0\n\" \",1\nz,\nragged\nw,1,2\n");
        var eval = table("b.csv", "text,label\nx,1\nnew,7\nq,0\n")) {
      var profile = profile(train, eval, null, 0);
      assertThat(profile.rows()).isEqualTo(7);
      assertThat(profile.evalRows()).isEqualTo(3);
      assertThat(profile.looked()).isEqualTo(10);
      assertThat(finding(profile, "duplicate").rows()).containsExactly(2L);
      assertThat(finding(profile, "conflict").rows()).containsExactly(3L);
      assertThat(finding(profile, "empty").rows()).containsExactly(4L);
      assertThat(finding(profile, "unlabelled").rows()).containsExactly(5L, 6L);
      assertThat(finding(profile, "bad").count()).isEqualTo(2);
      assertThat(finding(profile, "leak").rows()).containsExactly(0L);
      assertThat(finding(profile, "leak").severity()).isEqualTo(Profile.Severity.BAD);
      assertThat(finding(profile, "new-class").rows()).containsExactly(1L);
      assertThat(profile.classes())
          .contains(new Profile.ClassCount("1", 3, 1), new Profile.ClassCount("7", 0, 1));
      assertThat(profile.majority()).isEqualTo(0.6);
      assertThat(finding(profile, "balance").why().sentence(Locale.ENGLISH))
          .contains("2 classes", "“1”", "60%");
    }
  }

  @Test
  void one_class_is_nothing_to_learn() {
    try (var train = table("a.csv", "text,label\nx,1\ny,1\n")) {
      assertThat(profile(train, null, null, 0).findings().getFirst().kind()).isEqualTo("one-class");
    }
  }

  @Test
  void measures_in_tokens() {
    var text = new StringBuilder("text,label\n");
    for (int i = 1; i <= 100; i++)
      text.append("the ".repeat(i)).append(",").append(i % 2).append('\n');
    try (var train = table("a.csv", text.toString());
        var tokenizer = TextBlocksTest.tokenizer("wordpiece-uncased")) {
      var profile = profile(train, null, tokenizer, 64);
      var lengths = profile.lengths();
      assertThat(lengths.tokens()).isTrue();
      assertThat(lengths.longest()).isEqualTo(102);
      assertThat(lengths.mean()).isEqualTo(52.5);
      assertThat(lengths.over()).isEqualTo(38);
      assertThat(lengths.overShare()).isEqualTo(0.38);
      assertThat(lengths.counts().stream().mapToLong(c -> c).sum()).isEqualTo(100);
      assertThat(lengths.counts().size()).isLessThanOrEqualTo(40);
      assertThat(finding(profile, "long").severity()).isEqualTo(Profile.Severity.WARN);
    }
  }

  @Test
  void a_few_very_long_texts_leave_the_histogram_readable() {
    int[] lengths = new int[1000];
    java.util.Arrays.fill(lengths, 20);
    lengths[3] = 100_000;
    var made = Lengths.of(lengths, 1000, 512, true);
    assertThat(made.binWidth()).isEqualTo(1);
    assertThat(made.counts().getLast()).isEqualTo(1000);
    assertThat(Lengths.of(new int[0], 0, 5, true).overShare()).isNull();
  }

  @Test
  void a_large_table_is_sampled_and_says_so() {
    var text = new StringBuilder("text,label\n");
    for (int i = 0; i < 250_000; i++) text.append(i).append(i < 125_000 ? ",a\n" : ",b\n");
    try (var train = table("a.csv", text.toString())) {
      var profile = profile(train, null, null, 0);
      assertThat(profile.sampled()).isTrue();
      assertThat(profile.looked()).isEqualTo(Profiler.MOST);
      assertThat(profile.majority()).isBetween(0.499, 0.501);
    }
  }

  @Test
  void can_be_stopped() {
    var stop = new AtomicBoolean();
    try (var train = table("a.csv", "text,label\n" + "x,1\n".repeat(1000))) {
      var progress = Progress.until(stop, (_, done, _) -> stop.set(done > 200));
      assertThatThrownBy(() ->
              Profiler.of(
                  train,
                  COLUMNS,
                  Sieve.of(train, COLUMNS, List.of(), null, null, Progress.NONE),
                  null,
                  null,
                  null,
                  0,
                  progress,
                  _ -> {}))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void columns_are_what_was_named_and_a_guess_for_the_rest() {
    try (var table = table("a.csv", "label,review,note\n1,x,q\n0,y,q\n")) {
      assertThat(Columns.of(table, null, null, null))
          .isEqualTo(new Columns("review", null, "label"));
      assertThat(Columns.of(table, "note", null, null))
          .isEqualTo(new Columns("note", null, "label"));
      assertThat(Columns.of(table, "review", "note", "label"))
          .isEqualTo(new Columns("review", "note", "label"));
      TableTest.problem("data.column", () -> Columns.of(table, "nothing", null, null));
    }
  }
}
