package org.vitrine.core.task;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.TableOptions;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.generate.Writer;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.train.Golden;

class Seq2SeqTest {
  @TempDir Path temp;

  private static Tokenizer tokenizer(String name) {
    try {
      var place =
          Objects.requireNonNull(Seq2SeqTest.class.getResource("/golden/tokenizers/" + name));
      return Tokenizer.open(Path.of(place.toURI()));
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private TaskData data(
      Tokenizer tokenizer,
      String table,
      @Nullable String text,
      @Nullable String pair,
      @Nullable String label)
      throws Exception {
    var file = temp.resolve("pairs.csv");
    Files.writeString(file, table);
    var source =
        new DataFile(file, new TableOptions(null, null, true), text, pair, label, List.of());
    return TaskData.toMeasure(
        new TaskData.Asked(
            Seq2Seq.NAME,
            source,
            null,
            1,
            1,
            Reading.of(tokenizer),
            12,
            List.of(),
            0,
            999,
            .15,
            false),
        Progress.NONE);
  }

  private static final String TABLE =
      "english,chinese\nHello there,你好\nThank you very much,非常感谢\nGood morning to you,\n";

  @Test
  void guesses_both_columns_says_so_and_leaves_rows_out_that_lack_one() throws Exception {
    try (var tokenizer = tokenizer("unigram-t5");
        var data = data(tokenizer, TABLE, null, null, null)) {
      then(data.columns()).isEqualTo(new TaskData.Columns("english", "chinese", null));
      then(data.notes()).extracting(Note::key).contains("read_column", "write_column", "skipped");
      then(data.evaluation().size()).isEqualTo(2);
      then(data.written(1)).isEqualTo("非常感谢");
    }
  }

  @Test
  void takes_the_target_from_the_label_or_the_pair_column() throws Exception {
    try (var tokenizer = tokenizer("unigram-t5")) {
      try (var data = data(tokenizer, TABLE, "chinese", null, "english")) {
        then(data.written(0)).isEqualTo("Hello there");
      }
      try (var data = data(tokenizer, TABLE, "chinese", "english", null)) {
        then(data.written(0)).isEqualTo("Hello there");
      }
      thenThrownBy(() -> data(tokenizer, "only\nHello there\n", null, null, null))
          .isInstanceOfSatisfying(
              Problem.class,
              p -> {
                then(p.key()).isEqualTo("task.no_target");
                for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
                  then(p.full(locale)).contains("pair-column").doesNotContain("task.no_target");
              });
    }
  }

  @Test
  void pads_what_is_read_and_what_is_written_each_to_its_longest() throws Exception {
    try (var tokenizer = tokenizer("unigram-t5");
        var data = data(tokenizer, TABLE, "english", "chinese", null)) {
      var asked = List.of(data.evaluation().get(0), data.evaluation().get(1));
      var rows = TextExample.all(asked);
      var padded = data.task().batch(asked, new SplittableRandom(1));
      int width = padded.labels().length / 2;
      then(padded.items()).isEqualTo(rows.get(0).target().length + rows.get(1).target().length);
      for (int row = 0; row < 2; row++) {
        int length = rows.get(row).target().length;
        for (int i = 0; i < width; i++) {
          long wanted = i < length ? rows.get(row).target()[i] : Padded.IGNORED;
          then(padded.labels()[row * width + i]).isEqualTo(wanted);
        }
        then(rows.get(row).target()).endsWith(tokenizer.special().eos());
      }
    }
  }

  @Test
  void writes_with_the_probability_that_the_model_gives_the_text() throws Exception {
    var golden = Golden.of("t5-seq2seq");
    try (var tokenizer = tokenizer("unigram-t5")) {
      var config =
          (tools.jackson.databind.node.ObjectNode)
              Json.read(golden.folder().resolve("config.json"));
      config.put("vocab_size", tokenizer.vocabSize()).put("max_length", 6).put("num_beams", 2);
      Files.writeString(temp.resolve("config.json"), Json.pretty(config));
      try (var model =
              Models.open(temp, null, null, Devices.cpu(), Opening.toLook().fromScratch(true));
          var data = data(tokenizer, TABLE, "english", "chinese", null);
          var scope = model.scope().inner()) {
        var text =
            new Writer(model, tokenizer, temp)
                .write(((TextExample) data.evaluation().get(0)).ids());
        then(text.ids()).startsWith(0).hasSizeLessThanOrEqualTo(6);
        then(text.logProbability()).isNegative();
        var result = new Evaluation(model, data.task(), 1, 1).run(data.evaluation(), Progress.NONE);
        then(result.examples()).isEqualTo(2);
        var together =
            new Evaluation(model, data.task(), 2, 1).run(data.evaluation(), Progress.NONE);
        then(together.metrics().get("loss"))
            .isCloseTo(result.metrics().get("loss"), org.assertj.core.data.Offset.offset(1e-5));
        // of one token alone, the loss is what the writer says
        var batch = data.task().batch(List.of(data.evaluation().get(0)), new SplittableRandom(1));
        var arrays = batch.on(scope, model);
        var logits = model.forward(arrays, Pass.inference()).logits();
        then(logits.getShape().get(1)).isEqualTo(batch.labels().length);
      }
    }
  }
}
