package org.vitrine.core.task;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Json;
import tools.jackson.databind.JsonNode;

class BleuTest {
  static Stream<JsonNode> cases() throws IOException {
    try (var file = BleuTest.class.getResourceAsStream("/golden/methods/evaluation.json")) {
      var text =
          new String(
              Objects.requireNonNull(file).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      var cases = Json.parse(text, "evaluation.json").get("cases");
      return list(cases).stream().filter(each -> each.get("name").asString().startsWith("bleu"));
    }
  }

  private static List<JsonNode> list(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  private static List<String> texts(JsonNode node) {
    return list(node).stream().map(JsonNode::asString).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_the_numbers_of_the_reference(JsonNode each) {
    var bleu = new Bleu(false);
    var said = texts(each.get("input").get("predicted"));
    var references = list(each.get("input").get("references"));
    for (int i = 0; i < said.size(); i++) bleu.add(said.get(i), texts(references.get(i)));
    then(bleu.score()).isCloseTo(each.get("expected").get("bleu").asDouble(), offset(1e-9));
    if (!each.get("expected").has("tokens")) return;
    var tokens = new ArrayList<List<String>>();
    for (var text : said) tokens.add(bleu.tokens(text));
    then(tokens)
        .isEqualTo(list(each.get("expected").get("tokens")).stream().map(BleuTest::texts).toList());
  }

  @Test
  void sets_chinese_characters_apart() {
    var bleu = new Bleu(true);
    then(bleu.tokens("我有 3 本book，好。")).containsExactly("我", "有", "3", "本", "book", "，", "好", "。");
    bleu.add("我让他走了。", List.of("我让他走吧。"));
    then(bleu.score()).isBetween(40.0, 60.0);
    then(Bleu.isChinese(List.of("我让 Tom 走了。"))).isTrue();
    then(Bleu.isChinese(List.of("I let Tom go 了"))).isFalse();
  }
}
