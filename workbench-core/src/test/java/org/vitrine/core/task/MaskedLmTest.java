package org.vitrine.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.MethodCase;
import org.vitrine.core.base.Streams;
import tools.jackson.databind.JsonNode;

class MaskedLmTest {
  @Test
  void hides_the_tokens_that_the_reference_hides() {
    var golden = MethodCase.of("training", "masking");
    var in = golden.input();
    for (int i = 0; i < in.get("steps").size(); i++) {
      var random = Streams.MASKING.at(in.get("seed").asLong(), in.get("steps").get(i).asLong());
      var batch = task(in, false).batch(List.of(example(in)), random);
      assertThat(batch.ids())
          .containsExactly(MethodCase.longs(golden.expected().get("ids").get(i)));
      assertThat(batch.labels())
          .containsExactly(MethodCase.longs(golden.expected().get("labels").get(i)));
    }
  }

  @Test
  void hides_whole_words_when_asked() {
    var golden = MethodCase.of("training", "masking-whole-words");
    var in = golden.input();
    var random = Streams.MASKING.at(in.get("seed").asLong(), in.get("step").asLong());
    var batch = task(in, true).batch(List.of(example(in)), random);
    assertThat(batch.ids()).containsExactly(MethodCase.longs(golden.expected().get("ids")));
    assertThat(batch.labels()).containsExactly(MethodCase.longs(golden.expected().get("labels")));
  }

  private static MaskedLm task(JsonNode in, boolean words) {
    return new MaskedLm(
        in.get("vocabulary").asInt(),
        in.get("mask_id").asLong(),
        0,
        in.get("probability").asDouble(),
        words);
  }

  private static TextExample example(JsonNode in) {
    var ids = MethodCase.longs(in.get("ids"));
    var special = new boolean[ids.length];
    var words = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      var word = in.has("words") ? in.get("words").get(i) : null;
      special[i] = word != null ? word.isNull() : in.get("special").get(i).asInt() == 1;
      words[i] = word == null || word.isNull() ? -1 : word.asInt();
    }
    return new TextExample(ids, new long[ids.length], special, words, Padded.IGNORED);
  }
}
