package org.vitrine.core.task.generate;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What `transformers` 4.57.6 makes of the scores of next tokens under settings alone and in company: `rules.json` holds
/// settings, a text and logits drawn at random, and the scores, or the probabilities where tokens are drawn.
class RulesTest {
  @TempDir Path empty;

  static Stream<JsonNode> cases() throws URISyntaxException {
    var named = System.getProperty("rules"); // many more, made by hand
    var file =
        named != null
            ? Path.of(named)
            : Path.of(Objects.requireNonNull(RulesTest.class.getResource("rules.json")).toURI());
    return StreamSupport.stream(Json.read(file).spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changes_scores_as_the_reference_does(JsonNode given) {
    var how = DecodingFile.read(empty, Json.object(), (ObjectNode) given.get("settings"));
    var rules =
        Rules.of(
            how,
            whole(given.get("read")),
            given.get("prompt").intValue(),
            given.get("limit").intValue());
    var scores = numbers(given.get("logits"));
    rules.apply(scores, whole(given.get("text")));
    var found = how.sample() ? Draw.of(how.sampling()).probabilities(scores) : scores;
    var wanted = numbers(given.get(how.sample() ? "probabilities" : "scores"));
    for (int id = 0; id < wanted.length; id++) {
      if (Double.isInfinite(wanted[id])) then(found[id]).as("%d", id).isEqualTo(wanted[id]);
      else then(found[id]).as("%d", id).isCloseTo(wanted[id], within(2e-5));
    }
  }

  private static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(each -> each.isNull() ? Double.NEGATIVE_INFINITY : each.doubleValue())
        .toArray();
  }

  private static long[] whole(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToLong(JsonNode::longValue).toArray();
  }
}
