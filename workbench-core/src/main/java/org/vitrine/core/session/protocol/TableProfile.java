package org.vitrine.core.session.protocol;

import java.util.List;
import java.util.Map;
import org.vitrine.core.train.RunEvent.Notice;

/// What would be learnt from.
///
/// @param sampled true if only a sample was looked at
/// @param classes largest first
/// @param lengths counts of tokens (characters without a model) a bin of `binWidth`
/// @param over rows longer than the limit
/// @param leftOut rows that the source leaves out, by step; all else tells of the others
/// @param findings each with how many rows, why it matters, and the rows
public record TableProfile(
    long trainRows,
    long evalRows,
    boolean sampled,
    List<ClassCount> classes,
    List<Long> lengths,
    int binWidth,
    int limit,
    long over,
    double meanLength,
    Map<String, Long> leftOut,
    List<DataFinding> findings) {

  public record ClassCount(String label, long train, long eval) {}

  /// @param kind `empty`, `duplicate`, `leak`, `conflict`, `long`, `encoding`, `bad`
  /// @param severity `good`, `warn`, `bad`
  /// @param rows the first hundred row numbers
  public record DataFinding(
      String kind, String severity, long count, Notice why, List<Long> rows) {}
}
