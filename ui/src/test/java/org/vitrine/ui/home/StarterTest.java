package org.vitrine.ui.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitrine.core.session.protocol.ModelList.ModelHead;

class StarterTest {
  private static final ModelHead ENGLISH = model("all-MiniLM-L6-v2", "BASE");
  private static final ModelHead CHINESE = model("bge-small-zh-v1.5", "BASE");
  private static final ModelHead MOOD = model("sentiment-en", "SEQUENCE_CLASSIFICATION");

  private static ModelHead model(String name, String head) {
    return new ModelHead(
        name, name, "bert", head, "starter", 1, 1, List.of("text-classification"), null);
  }

  @Test
  void a_sentence_is_read_by_the_model_that_says_something_about_it() {
    var all = List.of(ENGLISH, CHINESE, MOOD);
    assertThat(Starter.reading(all, "A quiet triumph.")).contains(MOOD);
    assertThat(Starter.reading(all, "结尾很好。")).contains(CHINESE);
    assertThat(Starter.reading(List.of(ENGLISH, CHINESE), "A quiet triumph.")).contains(ENGLISH);
  }

  @Test
  void a_first_run_begins_from_the_encoder_as_it_came() {
    var all = List.of(ENGLISH, CHINESE, MOOD);
    assertThat(Starter.tunable(all, false)).contains(ENGLISH);
    assertThat(Starter.tunable(all, true)).contains(CHINESE);
    assertThat(Starter.tunable(List.of(MOOD), false)).contains(MOOD);
  }
}
