package org.vitrine.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class TokenStatisticsTest {

  /// The case "tokenizer" of the methods' reference numbers.
  @Test
  void counts_as_the_methods_say() {
    int[] starts = {0, 2, 13, 14, 16, 19}, ends = {2, 12, 14, 15, 18, 20};
    boolean[] unknown = {false, false, false, false, false, true};
    var s = TokenStatistics.of("unbelievable 模型 ok ☃", 6, starts, ends, unknown, false);
    assertThat(s.words()).isEqualTo(5);
    assertThat(s.tokensPerWord()).isEqualTo(1.2);
    assertThat(s.charactersPerToken()).isEqualTo(2.8333333333333335);
    assertThat(s.unknownRate()).isEqualTo(0.16666666666666666);
    assertThat(Objects.requireNonNull(s.coverage())).isCloseTo(0.9411764705882353, within(1e-12));
    assertThat(s.splitWordShare()).isEqualTo(0.2);
    assertThat(s.cutShare()).isZero();
  }

  @Test
  void has_no_ratio_for_a_text_without_words() {
    var s = TokenStatistics.of("  ", 0, new int[0], new int[0], new boolean[0], false);
    assertThat(s.tokensPerWord()).isNull();
    assertThat(s.charactersPerToken()).isNull();
    assertThat(s.unknownRate()).isNull();
    assertThat(s.coverage()).isNull();
    assertThat(s.splitWordShare()).isNull();
    assertThat(TokenStatistics.NONE.cutShare()).isNull();
  }

  @Test
  void adds_up_over_texts_and_leaves_special_tokens_out() {
    try (var tokenizer = Tokenizer.open(GoldenTokenizerTest.folder("wordpiece-uncased"))) {
      long unk = tokenizer.special().unk();
      var all = TokenStatistics.NONE;
      for (var text : new String[] {"the trainer\u00a0isn't", "模型 🐱🐱"})
        all = all.plus(TokenStatistics.of(text, tokenizer.encode(text, null, 0), unk, 6));
      assertThat(all.words())
          .isEqualTo(6); // a no-break space parts words, each Han character is one
      assertThat(all.texts()).isEqualTo(2);
      assertThat(all.cutTexts()).isEqualTo(1);
      assertThat(all.characters()).isEqualTo(19);
      assertThat(all.unknownTokens()).isEqualTo(1);
      assertThat(all.unknownCharacters()).isEqualTo(2);
      assertThat(all.splitWords()).isEqualTo(1); // isn ' t
    }
  }
}
