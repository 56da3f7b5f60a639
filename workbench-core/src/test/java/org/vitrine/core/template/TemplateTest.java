package org.vitrine.core.template;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;

/// Templates beside what Jinja 3.1 makes of them with the settings of chat templates.
class TemplateTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2024, 7, 26, 13, 5, 9);

  /// @param text null where Jinja refuses; `key` of the problem that it is here
  record Case(String template, @Nullable String text, @Nullable String key) {}

  record Cases(Map<String, Object> values, List<Case> cases) {}

  private static Cases all() throws IOException {
    try (var in = TemplateTest.class.getResourceAsStream("cases.json")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Json.parse(text, Cases.class, "cases.json");
    }
  }

  static Stream<Case> cases() throws IOException {
    return all().cases().stream();
  }

  private static String render(String template) throws IOException {
    return Template.parse(template).render(all().values(), NOW);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says_what_jinja_says(Case each) throws IOException {
    if (each.text() != null) then(render(each.template())).isEqualTo(each.text());
    else
      thenThrownBy(() -> render(each.template()))
          .isInstanceOfSatisfying(
              Problem.class,
              p -> {
                then(p.key()).isEqualTo(each.key());
                for (var language : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE})
                  then(p.full(language)).doesNotContain(p.key());
              });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for i in range(100000) %}{% for j in range(100000) %}{{ i }}{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% set s = 'abcdefghij' * 100000 %}{% for i in range(1000) %}{{ s }}{% endfor %}",
      })
  void a_template_without_an_end_is_ended(String template) {
    thenThrownBy(() -> render(template))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("template.endless"));
  }

  @Test
  void a_text_that_grows_without_end_is_refused() {
    thenThrownBy(() -> render("{{ 'ab' * 999999999 }}")).isInstanceOf(Problem.class);
    thenThrownBy(() -> render("{{ [1] * 999999999 }}")).isInstanceOf(Problem.class);
    thenThrownBy(() -> render("{{ '('  ~ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}"))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("template.deep"));
    thenThrownBy(() -> render("{% if x %}".repeat(5000))).isInstanceOf(Problem.class);
  }

  @Test
  void nothing_but_what_was_given_can_be_reached() throws IOException {
    for (var template :
        List.of(
            "{{ ''.__class__ }}", "{{ messages.append(1) }}", "{{ self }}", "{{ x.__init__() }}"))
      try {
        then(render(template)).isEmpty();
      } catch (Problem p) {
        then(p.key()).isEqualTo("template.value");
      }
  }

  @Test
  void damaged_templates_end_in_a_text_or_in_a_sentence() throws IOException {
    var random = new SplittableRandom(11);
    var whole = all().cases().stream().map(Case::template).toList();
    for (int i = 0; i < 3000; i++) {
      var text = new StringBuilder(whole.get(random.nextInt(whole.size())));
      for (int k = 0; k < 1 + i % 3; k++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "{}%#-|.[]()'\" \n".charAt(random.nextInt(15)));
          default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
        }
      }
      try {
        render(text.toString());
      } catch (Problem p) {
        then(p.key()).startsWith("template.");
      }
    }
  }
}
