package org.vitrine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.app.line.Interrupt;
import org.vitrine.app.line.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class UsageTest {
  @TempDir private Path folder;

  static Stream<String> wrong() {
    return Stream.of(
        "nonsense",
        "runs",
        "model",
        "runs show",
        "runs compare one",
        "model convert x",
        "model convert x --out y --dtype f8",
        "forward --out x",
        "forward model --out x",
        "forward model --inputs i --each c --out x",
        "forward model --inputs i --out x --adamw -1",
        "forward model --inputs i --out x --adamw many",
        "attention model --text t",
        "attention model --text t --out a.png --layer -1",
        "attention model --text t --out a.png --method rollout --head 1",
        "predict model",
        "predict model --text t --data d",
        "predict model --pair p --data d",
        "predict model --text t --label-column l",
        "evaluate model",
        "evaluate model --data d --task cooking",
        "evaluate model --data d --batch-size 0",
        "train",
        "train --model m --data d",
        "train --model m --data d --task cooking",
        "train --resume r --model m",
        "train --model m --data d --task masked-lm --set learning_rate",
        "train --model m --data d --task masked-lm --set learning_rate=fast",
        "train --model m --data d --task masked-lm --set learning_rat=1",
        "runs export r",
        "train --model m --data d --task masked-lm --validation 7",
        "doctor --threads -3",
        "doctor --threads few",
        "doctor extra");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrong_usage_is_status_two_and_a_sentence_in_both_languages(String line) {
    var bench = new FakeWorkbench(folder.resolve("home"));
    var ran = Ran.on(bench, line.split(" "));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().strip()).endsWith("--help").doesNotContainPattern("\\p{IsHan}");
    var chinese = Ran.on(bench, (line + " --lang zh").split(" "));
    assertThat(chinese.err()).containsPattern("\\p{IsHan}.*\\R更多信息");
  }

  @Test
  void a_language_that_is_not_spoken_is_wrong_usage() {
    var bench = new FakeWorkbench(folder.resolve("home"));
    assertThat(Ran.on(bench, "doctor", "--lang", "fr").status()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everything_in_the_help_is_described(String language) {
    var shell = Shell.ofProcess(_ -> new FakeWorkbench(folder), new Interrupt());
    var missing = new ArrayList<String>();
    undescribed(Main.line(shell, Locale.of(language)), missing);
    assertThat(missing).isEmpty();
  }

  private static void undescribed(CommandLine line, List<String> missing) {
    var spec = line.getCommandSpec();
    if (spec.usageMessage().description().length == 0) missing.add(spec.qualifiedName());
    var arguments = new ArrayList<ArgSpec>(spec.options());
    arguments.addAll(spec.positionalParameters());
    for (var each : arguments) {
      if (each.description().length == 0) {
        missing.add(spec.qualifiedName() + " " + each.paramLabel());
      }
    }
    line.getSubcommands().values().forEach(sub -> undescribed(sub, missing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"texts", "help", "problems"})
  void every_text_is_there_in_both_languages(String bundle) throws IOException {
    assertThat(keys(bundle + ".properties"))
        .isNotEmpty()
        .isEqualTo(keys(bundle + "_zh.properties"));
  }

  @Test
  void every_problem_says_what_to_try() throws IOException {
    var keys = keys("problems.properties");
    for (var key : keys) {
      if (!key.endsWith(".try")) assertThat(keys).contains(key + ".try");
    }
  }

  private static Set<String> keys(String file) throws IOException {
    var properties = new Properties();
    try (var in = Objects.requireNonNull(Main.class.getResourceAsStream(file))) {
      properties.load(in);
    }
    return new TreeSet<>(properties.stringPropertyNames());
  }
}
