package org.vitrine.core.task;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.MethodCase;

class ClassScoreTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "classification",
        "classification-binary",
        "classification-one-class",
        "classification-none-right"
      })
  void counts_as_the_reference_does(String name) {
    var golden = MethodCase.of("evaluation", name);
    var truth = MethodCase.longs(golden.input().get("truth"));
    var said = MethodCase.longs(golden.input().get("predicted"));
    var score = new ClassScore(4);
    for (int i = 0; i < truth.length; i++) score.add((int) truth[i], (int) said[i]);
    var metrics = score.metrics();
    golden.thenClose(metrics.get("accuracy"), golden.expected().get("accuracy").asDouble());
    golden.thenClose(metrics.get("f1_macro"), golden.expected().get("macro").get(2).asDouble());
    golden.thenClose(
        metrics.get("f1_weighted"), golden.expected().get("weighted").get(2).asDouble());
    golden.thenClose(metrics.get("matthews"), golden.expected().get("matthews").asDouble());
  }
}
