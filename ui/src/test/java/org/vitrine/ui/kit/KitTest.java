package org.vitrine.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.ui.testing.BothLanguages;

class KitTest {
  @Test
  void says_everything_in_both_languages() {
    BothLanguages.speaks(Words.class);
  }

  @Test
  void drops_the_answer_of_an_older_question() {
    var latest = Latest.inline();
    var first = new CompletableFuture<String>();
    var second = new CompletableFuture<String>();
    var heard = new ArrayList<String>();
    latest.ask("sentence", () -> first, heard::add, p -> heard.add(p.key()));
    latest.ask("sentence", () -> second, heard::add, p -> heard.add(p.key()));
    first.complete("old");
    second.complete("new");
    assertThat(heard).containsExactly("new");
    assertThat(first).isCancelled();
  }

  @Test
  void questions_of_different_names_do_not_disturb_each_other() {
    var latest = Latest.inline();
    var one = new CompletableFuture<String>();
    var heard = new ArrayList<String>();
    latest.ask("one", () -> one, heard::add, _ -> {});
    latest.ask("two", () -> CompletableFuture.completedFuture("b"), heard::add, _ -> {});
    one.complete("a");
    assertThat(heard).containsExactly("b", "a");
  }

  @Test
  void hands_on_a_problem_and_hides_a_bug_behind_a_sentence() {
    var latest = Latest.inline();
    var heard = new ArrayList<String>();
    latest.run(
        "x",
        () -> {
          throw new Problem("base.read", "f", "gone");
        },
        _ -> {},
        p -> heard.add(p.key()));
    latest.run(
        "x",
        () -> {
          throw new IllegalStateException("bug");
        },
        _ -> {},
        p -> heard.add(p.key()));
    assertThat(heard).containsExactly("base.read", "ui.unexpected");
  }

  @Test
  void numbers_read_as_people_write_them() {
    assertThat(Numbers.about(4_386_178, false)).isEqualTo("4.4 M");
    assertThat(Numbers.about(109_482_240, false)).isEqualTo("109 M");
    assertThat(Numbers.about(4_386_178, true)).isEqualTo("438.6 万".replace("438.6", "439"));
    assertThat(Numbers.about(5.5e9, true)).isEqualTo("55 亿");
    assertThat(Numbers.bytes(12L << 30)).isEqualTo("12.0 GB");
    assertThat(Numbers.bytes(440_473_133)).isEqualTo("420 MB");
    assertThat(Numbers.count(-1234)).isEqualTo("−1,234");
    assertThat(Numbers.compact(2e-5)).isEqualTo("2e-5");
    assertThat(Numbers.compact(0.01)).isEqualTo("0.01");
    assertThat(Numbers.duration(Duration.ofSeconds(240), true)).isEqualTo("4 分钟");
    assertThat(Numbers.clock(Duration.ofSeconds(581))).isEqualTo("9:41");
  }

  @Test
  void an_error_stays_when_newer_messages_come() {
    var toasts = new Toasts();
    toasts.say(Tone.BAD, "disk");
    for (int i = 0; i < 5; i++) toasts.say(Tone.GOOD, "run " + i);
    assertThat(toasts.shown()).hasSize(Toasts.MOST);
    assertThat(toasts.shown().getFirst().sentence()).isEqualTo("disk");
  }

  @Test
  void a_report_holds_no_sentence_of_the_user() {
    var report =
        ProblemBox.report(
            new Problem(
                "data.row", "my secret diary entry", 1204, "/home/ada/private/reviews.csv"));
    assertThat(report).contains("data.row", "1204", "reviews.csv").doesNotContain("secret", "ada");
  }

  @Test
  void words_follow_the_language() {
    var words = Words.in(Locale.ENGLISH);
    assertThat(words.get("undo")).isEqualTo("Undo");
    words.of(Words.class).speak(Locale.SIMPLIFIED_CHINESE);
    assertThat(words.get("undo")).isEqualTo("撤销");
  }
}
