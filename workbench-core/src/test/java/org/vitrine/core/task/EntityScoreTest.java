package org.vitrine.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.MethodCase;
import tools.jackson.databind.JsonNode;

class EntityScoreTest {
  private static List<String> strings(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"entities", "entities-bioes", "entities-none-predicted"})
  void counts_as_the_reference_does(String name) {
    var golden = MethodCase.of("evaluation", name);
    var truth = golden.input().get("truth");
    var score = new EntityScore(List.of("O", "B-A", "I-A"));
    for (int i = 0; i < truth.size(); i++)
      score.add(strings(truth.get(i)), strings(golden.input().get("predicted").get(i)));
    var expected =
        golden.expected().has("lenient") ? golden.expected().get("lenient") : golden.expected();
    var metrics = score.metrics();
    golden.thenClose(metrics.get("precision"), expected.get("micro").get(0).asDouble());
    golden.thenClose(metrics.get("recall"), expected.get("micro").get(1).asDouble());
    golden.thenClose(metrics.get("f1"), expected.get("micro").get(2).asDouble());
    golden.thenClose(metrics.get("f1_macro"), expected.get("macro").get(2).asDouble());
    golden.thenClose(metrics.get("f1_weighted"), expected.get("weighted").get(2).asDouble());
    golden.thenClose(metrics.get("accuracy"), expected.get("token_accuracy").asDouble());
    for (var type : expected.get("types").propertyNames()) {
      var each = expected.get("types").get(type);
      golden.thenClose(score.details().get("precision_" + type), each.get(0).asDouble());
      golden.thenClose(score.details().get("recall_" + type), each.get(1).asDouble());
      golden.thenClose(score.details().get("f1_" + type), each.get(2).asDouble());
      golden.thenClose(score.details().get("support_" + type), each.get(3).asDouble());
    }
  }

  @Test
  void finds_the_spans_that_the_reference_finds() {
    var golden = MethodCase.of("evaluation", "entity-spans");
    var tags = golden.input().get("tags");
    for (int i = 0; i < tags.size(); i++) {
      var found =
          Entities.of(strings(tags.get(i))).stream()
              .map(e -> List.of(e.type(), "" + e.first(), "" + e.last()))
              .toList();
      var wanted =
          golden
              .expected()
              .get("lenient")
              .get(i)
              .valueStream()
              .map(EntityScoreTest::strings)
              .toList();
      assertThat(found).isEqualTo(wanted);
    }
  }

  @Test
  void counts_words_alone_where_tags_mark_no_entities() {
    var score = new EntityScore(List.of("NN", "VB"));
    score.add(List.of("NN", "VB"), List.of("NN", "NN"));
    assertThat(score.metrics()).containsEntry("accuracy", 0.5).doesNotContainKey("f1");
  }

  @Test
  void puts_words_together_with_blanks_only_where_their_script_has_some() {
    var sentence = Sentence.of(List.of("我", "爱", "New", "York", "！"));
    assertThat(sentence.text()).isEqualTo("我爱 New York ！");
    assertThat(sentence.text().substring(sentence.starts()[3], sentence.ends()[3]))
        .isEqualTo("York");
  }
}
