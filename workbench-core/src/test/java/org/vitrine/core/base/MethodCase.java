package org.vitrine.core.base;

import java.io.IOException;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/// One case of `golden/methods`: inputs and what must come out.
public record MethodCase(String name, double tolerance, JsonNode input, JsonNode expected) {

  /// @param topic name of the file, `training` say
  public static MethodCase of(String topic, String name) {
    return all(topic).filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  public static Stream<MethodCase> all(String topic) {
    try (var in = MethodCase.class.getResourceAsStream("/golden/methods/" + topic + ".json")) {
      var file = Json.mapper().readTree(in);
      return file.get("cases").valueStream().map(MethodCase::read);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static MethodCase read(JsonNode c) {
    return new MethodCase(
        c.get("name").asString(), c.get("tolerance").asDouble(), c.get("input"), c.get("expected"));
  }

  public void thenClose(double got, double wanted) {
    Assertions.assertThat(Math.abs(got - wanted))
        .as("%s: %s for %s", name, got, wanted)
        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(wanted)));
  }

  public static long[] longs(JsonNode list) {
    return list.valueStream().mapToLong(JsonNode::asLong).toArray();
  }
}
