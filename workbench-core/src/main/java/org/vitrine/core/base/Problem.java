package org.vitrine.core.base;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that went wrong and that a person can do something about: facts and a key, no prose.
///
/// The key's first word names the package whose `problems.properties` holds the sentences: `weights.shape` stands in
/// `org/vitrine/core/weights/problems.properties` as what happened, `weights.shape.try` as what to try, and the same
/// two in `problems_zh.properties`. Facts are strings, numbers or paths, so that a problem can travel between processes.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String key;
  private final transient List<Object> facts;

  public Problem(String key, Object... facts) {
    this(key, (Throwable) null, facts);
  }

  public Problem(String key, @Nullable Throwable cause, Object... facts) {
    super(key + Arrays.toString(facts), cause);
    this.key = key;
    this.facts = Arrays.stream(facts).map(Problem::plain).toList();
  }

  public String key() {
    return key;
  }

  public List<Object> facts() {
    return facts;
  }

  /// What happened, in one sentence.
  public String sentence(Locale locale) {
    return Texts.ofKey(key, locale).get(key, facts.toArray());
  }

  /// What to try, in one sentence.
  public String remedy(Locale locale) {
    return Texts.ofKey(key, locale).get(key + ".try", facts.toArray());
  }

  /// Both sentences, one line each.
  public String full(Locale locale) {
    return sentence(locale) + System.lineSeparator() + remedy(locale);
  }

  /// The form in which a problem crosses from one process to another.
  public Facts toFacts() {
    return new Facts(key, facts);
  }

  /// @param key as [Problem#key]
  /// @param facts strings and numbers alone
  public record Facts(String key, List<Object> facts) {
    public Problem toProblem() {
      return new Problem(key, facts.toArray());
    }
  }

  private static Object plain(@Nullable Object fact) {
    return switch (fact) {
      case null -> "?";
      case Number number -> number;
      default -> fact.toString();
    };
  }
}
