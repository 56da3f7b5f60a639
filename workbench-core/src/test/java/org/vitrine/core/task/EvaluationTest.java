package org.vitrine.core.task;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.train.Golden;

class EvaluationTest {
  private final List<Integer> tried = new ArrayList<>();

  /// Texts of one to seven tokens in two classes, for which memory runs out as soon as more than `most` come at a time.
  private record Narrow(int most, List<Integer> tried) implements Task, Examples {
    @Override
    public int size() {
      return 7;
    }

    @Override
    public Example get(int index) {
      var ids = new long[index + 1];
      java.util.Arrays.setAll(ids, i -> 6 + (i + index) % 8);
      return TextExample.ofBlock(ids);
    }

    @Override
    public String name() {
      return "narrow";
    }

    @Override
    public Head head() {
      return Head.SEQUENCE_CLASSIFICATION;
    }

    @Override
    public Prepared batch(List<Example> examples, SplittableRandom random) {
      var texts = examples.stream().map(TextExample.class::cast).toList();
      var classes = texts.stream().mapToLong(text -> text.length() % 2).toArray();
      return Padded.of(texts, 5).withClasses(classes, classes.length);
    }

    @Override
    public Score score(Examples asked) {
      var score = new ClassScore(3);
      return new Score() {
        @Override
        public void add(Output output, Prepared batch, double lossSum) {
          tried.add(batch.rows());
          if (batch.rows() > most) throw new OutOfMemoryError("CUDA out of memory");
          score.add(output, batch, lossSum);
        }

        @Override
        public Map<String, Double> metrics() {
          return score.metrics();
        }

        @Override
        public long examples() {
          return score.examples();
        }
      };
    }
  }

  private Evaluation.Result measured(int batch, int most) {
    tried.clear();
    var folder = Golden.of("bert-seqcls").folder();
    try (var model = Models.open(folder, null, null, Devices.cpu(), Opening.toLook())) {
      var narrow = new Narrow(most, tried);
      return new Evaluation(model, narrow, batch, 1).run(narrow, Progress.NONE);
    }
  }

  @Test
  void goes_on_in_smaller_parts_where_memory_runs_out_and_measures_the_same() {
    var whole = measured(4, 4);
    then(tried).containsExactly(4, 3);
    var parts = measured(4, 1);
    then(tried).containsExactly(4, 2, 1, 1, 1, 1, 1, 1, 1);
    then(parts.examples()).isEqualTo(whole.examples()).isEqualTo(7);
    whole
        .metrics()
        .forEach((name, value) ->
            then(parts.metrics().get(name)).as(name).isCloseTo(value, Offset.offset(1e-6)));
  }

  @Test
  void says_that_not_even_one_example_fits() {
    thenThrownBy(() -> measured(4, 0))
        .isInstanceOfSatisfying(
            Problem.class, problem -> then(problem.key()).isEqualTo("task.memory"));
    then(tried).containsExactly(4, 2, 1);
  }
}
