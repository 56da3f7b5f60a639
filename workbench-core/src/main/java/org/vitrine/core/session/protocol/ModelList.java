package org.vitrine.core.session.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

public record ModelList(List<ModelHead> models) {

  /// @param source `starter`, `folder`, `run` or `cache`
  /// @param family `bert`, ...; null if Vitrine does not know it
  /// @param head `SEQUENCE_CLASSIFICATION`, ...; null if unknown
  /// @param tasks tasks for which it can be tuned
  /// @param problem why it cannot be used, null if it can
  public record ModelHead(
      String name,
      String path,
      @Nullable String family,
      @Nullable String head,
      String source,
      long parameters,
      long bytes,
      List<String> tasks,
      Problem.@Nullable Facts problem) {}
}
