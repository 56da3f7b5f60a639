package org.vitrine.core.task;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.AnswerCell.Answer;
import org.vitrine.core.data.TableOptions;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.train.Commands;
import org.vitrine.core.train.FineTuneRun;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.Tiny;

class QuestionAnsweringTest {
  /// Forty words, more than the tiny model reads at a time.
  private static final String LONG =
      "the film is a story and very " + "the film is a ".repeat(8) + "lovely";

  @TempDir Path temp;
  private Path model = Path.of("");

  @BeforeEach
  void make() {
    model = Tiny.bert(temp.resolve("model"));
  }

  private TaskData data(String table, boolean learn, double share, Tokenizer tokenizer)
      throws Exception {
    var file = Files.writeString(temp.resolve("q.csv"), table);
    var asked =
        new TaskData.Asked(
            QuestionAnswering.NAME,
            new DataFile(file, TableOptions.DETECT, null, null, null, List.of()),
            null,
            share,
            1,
            Reading.of(tokenizer),
            24,
            List.of(),
            0,
            23,
            .15,
            false);
    return learn ? TaskData.open(asked, Progress.NONE) : TaskData.toMeasure(asked, Progress.NONE);
  }

  @Test
  void a_long_context_is_cut_into_windows_and_the_answer_stands_whole_in_one() throws Exception {
    try (var tokenizer = Tokenizer.open(model);
        var data =
            data("question,context,answers\ngood?," + LONG + ",lovely\n", false, 1, tokenizer)) {
      var windows = (SpanExamples) data.evaluation();
      then(windows.size()).isGreaterThan(1);
      int whole = 0;
      for (int i = 0; i < windows.size(); i++) {
        var target = windows.target(i);
        var window = windows.window(i);
        if (target[0] == 0) continue;
        whole++;
        then(target[0]).isEqualTo(target[1]);
        then(window.tokens()[(int) target[0]]).isEqualTo("lovely");
      }
      then(whole).isPositive().isLessThan(windows.size());
    }
  }

  @Test
  void a_row_without_answer_points_at_the_token_for_the_whole_text() throws Exception {
    try (var tokenizer = Tokenizer.open(model);
        var data =
            data(
                "question,context,answers\ngood?,the film is great,great\nbad?,the film is warm,\n",
                false,
                1,
                tokenizer)) {
      then(((SpanExamples) data.evaluation()).target(0))
          .containsExactly(7, 7); // [CLS] good ? [SEP] the film is great
      then(((SpanExamples) data.evaluation()).target(1)).containsExactly(0, 0);
      var batch =
          data.task()
              .batch(
                  List.of(data.evaluation().get(0), data.evaluation().get(1)),
                  new SplittableRandom(1));
      then(batch.labels()).containsExactly(7, 7, 0, 0);
    }
  }

  @Test
  void rows_of_one_context_are_never_on_both_sides() throws Exception {
    var table = new StringBuilder("question,context,answers\n");
    var words = List.of("good", "fine", "great", "warm", "bad", "poor", "cold", "slow");
    for (var word : words)
      for (int i = 0; i < 5; i++)
        table.append("is?,the film is ").append(word).append(",").append(word).append('\n');
    try (var tokenizer = Tokenizer.open(model);
        var data = data(table.toString(), true, 0.25, tokenizer)) {
      then(data.train().size()).isEqualTo(30);
      then(data.evaluation().size()).isEqualTo(10);
      var learnt = contexts((SpanExamples) data.train());
      then(contexts((SpanExamples) data.evaluation())).doesNotContainAnyElementsOf(learnt);
    }
  }

  private static List<String> contexts(SpanExamples examples) {
    var all = new ArrayList<String>();
    for (int i = 0; i < examples.size(); i++) all.add(examples.askedAt(i).context());
    return all;
  }

  @Test
  void an_answer_that_is_not_in_its_context_teaches_nothing_and_is_told() throws Exception {
    var table =
        "question,context,answers\n"
            + "good?,the film is great,great\ngood?,the film is warm,warm\ngood?,a film is fine,fine\n"
            + "good?,the film is a story,elsewhere\n";
    try (var tokenizer = Tokenizer.open(model);
        var data = data(table, true, 0, tokenizer)) {
      then(data.train().size()).isEqualTo(3);
      then(data.notes()).extracting(Note::key).contains("misplaced");
    }
    thenThrownBy(
            () -> {
              try (var tokenizer = Tokenizer.open(model)) {
                data("text,label\ngood film,1\nbad film,0\n", true, 0, tokenizer);
              }
            })
        .isInstanceOfSatisfying(
            Problem.class, problem -> then(problem.key()).isEqualTo("task.no_answers"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The cat! | cat | 1 | 1",
        "a cat sat | cat | 0 | 0.6666666667",
        "dog | cat | 0 | 0",
        "'' | '' | 1 | 1",
        "the | '' | 1 | 1",
        "cat | '' | 0 | 0",
        "Anna  B. | anna b | 1 | 1",
        "罗马市 | 罗马 | 0 | 0.8",
        "2000 年 | 2000年 | 0 | 1",
      })
  void answers_are_compared_as_squad_compares_them(
      String said, String wanted, double exact, double f1) {
    var match = AnswerText.match(said, wanted);
    then(match.exact()).isEqualTo(exact);
    then(match.f1()).isEqualTo(f1, offset(1e-9));
  }

  @Test
  void the_best_of_several_answers_counts() {
    var answers = List.of(new Answer("red house", 0), new Answer("house", 4));
    then(AnswerText.best("the house", answers)).isEqualTo(new AnswerText.Match(1, 1));
    then(AnswerText.best("", List.of())).isEqualTo(new AnswerText.Match(1, 1));
    then(AnswerText.best("x", List.of())).isEqualTo(new AnswerText.Match(0, 0));
  }

  @Test
  void the_likeliest_pair_of_start_and_end_is_found_and_none_only_if_it_is_likelier() {
    try (var tokenizer = Tokenizer.open(model)) {
      var window = tokenizer.encode("good ?", "the film is great", 0); // context from 4 to 7
      var starts = new float[window.length()];
      var ends = new float[window.length()];
      starts[1] = 9; // in the question
      starts[6] = 2;
      ends[5] = 3; // before the start
      ends[7] = 1;
      var search = new SpanSearch(20);
      search.add(window, starts, ends, 0);
      var best = search.best();
      then(best.getFirst()).isEqualTo(new SpanSearch.Found(0, 8, 3)); // the film: 0 + 3
      then(best).contains(new SpanSearch.Found(9, 17, 3), new SpanSearch.Found(-1, -1, 0));
      starts[0] = 2;
      ends[0] = 2;
      var other = new SpanSearch(1);
      other.add(window, starts, ends, 0);
      then(other.best().getFirst().start()).isEqualTo(-1);
      // another window that has the answer outweighs one that does not
      starts[0] = 0;
      ends[0] = 0;
      other.add(window, starts, ends, 0);
      then(other.best().getFirst().start()).isZero();
    }
  }

  @Test
  void a_tiny_model_learns_to_find_the_word() throws Exception {
    var table = new StringBuilder("question,context,answers\n");
    var words = List.of("good", "fine", "great", "warm", "bad", "poor", "cold", "slow");
    for (int i = 0; i < 64; i++) {
      var word = words.get(i % 8);
      var before =
          i % 3 == 0 ? "the film is a very " : i % 3 == 1 ? "a story and the film is " : "is ";
      table
          .append("is?,")
          .append(before)
          .append(word)
          .append(" and a story,")
          .append(word)
          .append('\n');
    }
    var file = Files.writeString(temp.resolve("learn.csv"), table.toString());
    var recipe =
        Recipe.of(QuestionAnswering.NAME, model.toString(), Recipe.Source.of(file.toString()))
            .withDevice("cpu");
    for (var set :
        List.of(
            "learning_rate=0.02",
            "num_train_epochs=12",
            "per_device_train_batch_size=8",
            "eval_on_start=true")) {
      var parts = set.split("=");
      recipe = recipe.with(recipe.arguments().with(parts[0], parts[1]));
    }
    var events = new ArrayList<RunEvent>();
    new FineTuneRun(recipe, temp.resolve("run"), events::add, Commands.NONE).run();
    var scores =
        events.stream()
            .filter(RunEvent.Evaluated.class::isInstance)
            .map(e -> ((RunEvent.Evaluated) e).metrics().get("f1"))
            .toList();
    then(scores.getLast()).isGreaterThan(0.9).isGreaterThan(scores.getFirst());
    try (var tokenizer = Tokenizer.open(temp.resolve("run/final"));
        var tuned =
            Models.open(temp.resolve("run/final"), null, null, Devices.cpu(), Opening.toLook())) {
      then(tuned.head()).isEqualTo(Head.QUESTION_ANSWERING);
      var answers = new Answers(tuned, tokenizer).find("is?", "the film is great and a story", 32);
      then(answers.getFirst().text()).isEqualTo("great");
      then(answers.getFirst().start()).isEqualTo(12);
      var far = new Answers(tuned, tokenizer).find("is?", LONG, 24);
      then(far).hasSize(3);
    }
  }
}
