package org.vitrine.core.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would be learnt from, and what is good and bad about it.
///
/// @param rows of the training table; @param evalRows of the evaluation table, 0 without one
/// @param looked rows that were looked at so far, of both
/// @param sampled true if only a sample was or will be looked at
/// @param classes largest first; counts are those of the rows looked at
/// @param majority share of the largest class in training: what guessing it every time would score; null without labels
public record Profile(
    long rows,
    long evalRows,
    long looked,
    boolean sampled,
    List<ClassCount> classes,
    @Nullable Double majority,
    Lengths lengths,
    List<Finding> findings,
    String encoding) {

  public record ClassCount(String label, long train, long eval) {}

  /// How good or bad a finding is.
  public enum Severity {
    GOOD,
    WARN,
    BAD
  }

  /// @param kind `empty`, `unlabelled`, `duplicate`, `leak`, `conflict`, `long`, `encoding`, `bad`, `balance`,
  ///     `one-class`, `new-class`
  /// @param rows the first hundred row numbers; those of the evaluation table for `leak` and `new-class`
  public record Finding(String kind, Severity severity, long count, Note why, List<Long> rows) {}
}
