package org.vitrine.core.tokenizer;

import static org.assertj.core.api.BDDAssertions.then;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.train.Tiny;

class WindowsTest {
  @TempDir Path folder;

  private Encoding pair(String first, int words) {
    try (var tokenizer = Tokenizer.open(Tiny.bert(folder.resolve("m")))) {
      return tokenizer.encode(
          first, "good bad the film is a an story and very ".repeat(words / 10), 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"32,8", "32,0", "32,400", "12,3", "7,2"})
  void every_token_stands_in_a_window_that_is_not_too_long(int limit, int overlap) {
    var whole = pair("good film", 100);
    var windows = Windows.of(whole, limit, overlap);
    var seen = new HashSet<Integer>();
    int reached = -1;
    for (var window : windows) {
      then(window.length()).isLessThanOrEqualTo(limit);
      then(Arrays.stream(window.sequence()).filter(s -> s == 0).count())
          .isEqualTo(Math.min(2, (limit - 3) / 2));
      int last = -1;
      for (int i = 0; i < window.length(); i++)
        if (window.sequence()[i] == 1) {
          seen.add(window.starts()[i]);
          last = window.starts()[i];
        }
      then(last).isGreaterThan(reached);
      reached = last;
    }
    for (int i = 0; i < whole.length(); i++)
      if (whole.sequence()[i] == 1) then(seen).contains(whole.starts()[i]);
  }

  @Test
  void a_pair_that_fits_is_one_window() {
    var whole = pair("good film", 10);
    then(Windows.of(whole, 32, 8)).containsExactly(whole);
  }

  @Test
  void a_question_that_leaves_no_room_is_cut() {
    var whole = pair("good film and ".repeat(20).strip(), 30);
    for (var window : Windows.of(whole, 32, 8)) {
      then(window.length()).isLessThanOrEqualTo(32);
      then(Arrays.stream(window.sequence()).filter(s -> s == 0).count()).isEqualTo(14);
      then(Objects.requireNonNull(window).cut()).isTrue();
    }
  }
}
