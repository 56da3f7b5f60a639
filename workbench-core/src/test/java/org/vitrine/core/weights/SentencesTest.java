package org.vitrine.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static Properties read(String name) throws IOException {
    var all = new Properties();
    try (var in = Objects.requireNonNull(Weights.class.getResourceAsStream(name))) {
      all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return all;
  }

  @Test
  void every_problem_has_two_sentences_in_each_language() throws IOException {
    var thrown = new TreeSet<String>();
    var literal = Pattern.compile("\"(weights\\.[a-z_0-9]+)\"");
    try (var sources = Files.walk(Path.of("src/main/java/org/vitrine/core/weights"))) {
      for (var source : sources.filter(each -> each.toString().endsWith(".java")).toList()) {
        var found = literal.matcher(Files.readString(source));
        while (found.find()) {
          thrown.add(found.group(1));
          thrown.add(found.group(1) + ".try");
        }
      }
    }
    assertThat(thrown).hasSizeGreaterThan(50);
    assertThat(read("problems.properties").stringPropertyNames()).isEqualTo(thrown);
    assertThat(read("problems_zh.properties").stringPropertyNames()).isEqualTo(thrown);
  }
}
