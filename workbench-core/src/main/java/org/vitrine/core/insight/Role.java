package org.vitrine.core.insight;

import java.util.Locale;
import java.util.OptionalDouble;

/// What a head mostly does, by Vitrine's own rule (METHODS 1.13): a description, not a finding.
public enum Role {
  INDUCTION("In", Ink.MAGENTA),
  DUPLICATE("Du", Ink.MAGENTA),
  PREVIOUS("Pv", Ink.BLUE),
  NEXT("Nx", Ink.TEAL),
  SELF("Se", Ink.GREEN),
  SEPARATOR("Sp", Ink.GREY),
  FIRST("Fi", Ink.GREY),
  LOCAL("Lo", Ink.BLUE),
  BROAD("Br", Ink.AMBER),
  MIXED("Mx", Ink.VIOLET);

  private static final int FEWEST_ROWS = 4;
  private static final double TIE = 1e-12;
  private static final double BROAD_SHARE = 0.9;

  private final String code;
  private final Ink ink;

  Role(String code, Ink ink) {
    this.code = code;
    this.ink = ink;
  }

  /// Two letters, drawn on maps so that the role needs no colour.
  public String code() {
    return code;
  }

  public Ink ink() {
    return ink;
  }

  /// The name as it travels and as message keys end, `previous` say.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of this [#key]; one that nobody knows is mixed.
  public static Role ofKey(String key) {
    for (var role : values()) if (role.key().equals(key)) return role;
    return MIXED;
  }

  /// @param entropyShare empty if the head has no valid query
  public static Role of(Scores scores, OptionalDouble entropyShare) {
    Role best = null;
    double most = 0;
    for (var target : Target.values()) {
      if (target == Target.LOCAL || !passes(target, scores)) continue;
      double even = scores.even(target).orElseThrow();
      double gain = (scores.score(target).orElseThrow() - even) / (1 - even);
      if (best != null && gain <= most + TIE) continue;
      best = ofKey(target.name().toLowerCase(Locale.ROOT));
      most = gain;
    }
    if (best != null) return best;
    if (passes(Target.LOCAL, scores)) return LOCAL;
    return ofSpread(entropyShare);
  }

  /// Broad or mixed.
  static Role ofSpread(OptionalDouble entropyShare) {
    return entropyShare.orElse(0) >= BROAD_SHARE ? BROAD : MIXED;
  }

  private static boolean passes(Target target, Scores scores) {
    if (scores.rows(target) < FEWEST_ROWS) return false;
    double score = scores.score(target).orElseThrow();
    return score >= target.threshold && score >= 2 * scores.even(target).orElseThrow();
  }
}
