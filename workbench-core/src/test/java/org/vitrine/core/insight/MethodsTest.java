package org.vitrine.core.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Json;
import tools.jackson.databind.JsonNode;

/// The numbers of METHODS 1, as `attention.json` has them.
class MethodsTest {
  record Case(String name, String method, double tolerance, JsonNode input, JsonNode expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Cases(List<Case> cases) {}

  static Stream<Case> cases() throws IOException {
    try (var in = MethodsTest.class.getResourceAsStream("attention.json")) {
      var text =
          new String(
              Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return Json.parse(text, Cases.class, "attention.json").cases().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_the_numbers_of_the_methods(Case c) {
    switch (c.method()) {
      case "1.2" -> fusion(c);
      case "1.3" -> rollout(c);
      case "1.7" -> entropy(c);
      case "1.8" -> distance(c);
      case "1.9-1.10, 1.13" -> scores(c);
      default -> throw new AssertionError("nothing computes " + c.method());
    }
  }

  private static void fusion(Case c) {
    for (var fusion : Fusion.values()) {
      var expected = c.expected().get(fusion.name().toLowerCase(Locale.ROOT));
      int layer = 0;
      for (var heads : c.input().get("attention"))
        close(fusion.of(maps(heads)), expected.get(layer++), c);
    }
  }

  private static void rollout(Case c) {
    var in = c.input();
    if (in.has("cross")) {
      crossing(c);
      return;
    }
    var layers = new ArrayList<double[][]>();
    var fusion = Fusion.valueOf(in.path("fusion").asString("mean").toUpperCase(Locale.ROOT));
    for (var heads : in.get("attention")) layers.add(fusion.of(maps(heads)));
    int tokens = layers.getFirst().length;
    var mask = new boolean[tokens];
    for (int i = 0; i < tokens; i++)
      mask[i] = !in.has("mask") || in.get("mask").get(i).asInt() == 1;
    var visible = Visible.of(mask, in.path("causal").asBoolean(false));
    var steps = Rollout.of(layers, visible, in.path("discard").asDouble(0));
    assertThat(steps).hasSameSizeAs(layers);
    close(steps.getLast(), c.expected().get("rollout"), c);
  }

  private static void crossing(Case c) {
    var encoder = fused(c.input().get("encoder"));
    var decoder = fused(c.input().get("decoder"));
    var among = Visible.of(encoder.getFirst().length, false);
    var before = Visible.of(decoder.getFirst().length, true);
    var both = Rollout.of(encoder, among, decoder, before, fused(c.input().get("cross")));
    close(both.written().getLast(), c.expected().get("decoder"), c);
    close(both.read().getLast(), c.expected().get("encoder"), c);
  }

  private static List<double[][]> fused(JsonNode layers) {
    var all = new ArrayList<double[][]>();
    for (var heads : layers) all.add(Fusion.MEAN.of(maps(heads)));
    return all;
  }

  private static void entropy(Case c) {
    var map = map(c.input().get("attention"));
    var got = Entropy.of(map, visible(c.input(), map.length));
    assertThat(got.nats())
        .hasValueCloseTo(c.expected().get("nats").asDouble(), within(c.tolerance()));
    assertThat(got.share())
        .hasValueCloseTo(c.expected().get("share").asDouble(), within(c.tolerance()));
    for (int i = 0; i < map.length; i++) {
      var expected = c.expected().get("rows").get(i);
      if (expected.isNull()) assertThat(got.rows()[i]).isNaN();
      else assertThat(got.rows()[i]).isCloseTo(expected.asDouble(), within(c.tolerance()));
    }
  }

  private static void distance(Case c) {
    var map = map(c.input().get("attention"));
    if (c.input().has("grid")) {
      int specials = c.input().get("class_token").asBoolean() ? 1 : 0;
      int columns = c.input().get("grid").get(1).asInt();
      double patch = c.input().get("patch").asDouble();
      assertThat(Distance.pixels(map, specials, columns, patch))
          .hasValueCloseTo(c.expected().get("distance").asDouble(), within(c.tolerance()));
      return;
    }
    assertThat(Distance.tokens(map, visible(c.input(), map.length)))
        .hasValueCloseTo(c.expected().get("distance").asDouble(), within(c.tolerance()));
  }

  private static void scores(Case c) {
    var map = map(c.input().get("attention"));
    var visible = visible(c.input(), map.length);
    Set<Long> separators = new HashSet<>();
    c.input().get("separators").forEach(id -> separators.add(id.asLong()));
    var ids = new long[map.length];
    for (int i = 0; i < ids.length; i++) ids[i] = c.input().get("ids").get(i).asLong();
    var scores = Scores.of(map, new Targets(visible, ids, separators));
    for (var target : Target.values()) {
      var key = target.name().toLowerCase(Locale.ROOT);
      maybe(scores.score(target), c.expected().get("scores").get(key), c);
      maybe(scores.even(target), c.expected().get("even").get(key), c);
      assertThat(scores.rows(target)).isEqualTo(c.expected().get("rows").get(key).asInt());
    }
    var share = Entropy.of(map, visible).share();
    maybe(share, c.expected().get("entropy_share"), c);
    assertThat(Role.of(scores, share).key()).isEqualTo(c.expected().get("role").asString());
  }

  private static void maybe(OptionalDouble got, JsonNode expected, Case c) {
    if (expected.isNull()) assertThat(got).isEmpty();
    else assertThat(got).hasValueCloseTo(expected.asDouble(), within(c.tolerance()));
  }

  private static void close(double[][] got, JsonNode expected, Case c) {
    assertThat(got.length).isEqualTo(expected.size());
    for (int i = 0; i < got.length; i++)
      for (int j = 0; j < got[i].length; j++)
        assertThat(got[i][j]).isCloseTo(expected.get(i).get(j).asDouble(), within(c.tolerance()));
  }

  private static Visible visible(JsonNode input, int tokens) {
    if (!input.has("allowed")) return Visible.of(tokens, false);
    var sees = new boolean[tokens][tokens];
    for (int i = 0; i < tokens; i++)
      for (int j = 0; j < tokens; j++) sees[i][j] = input.get("allowed").get(i).get(j).asBoolean();
    return Visible.of(sees);
  }

  private static List<double[][]> maps(JsonNode heads) {
    var all = new ArrayList<double[][]>();
    for (var head : heads) all.add(map(head));
    return all;
  }

  private static double[][] map(JsonNode rows) {
    return Json.convert(rows, double[][].class);
  }
}
