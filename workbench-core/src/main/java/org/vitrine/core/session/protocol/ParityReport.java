package org.vitrine.core.session.protocol;

import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.RunEvent.Notice;

/// How near this computer comes to the reference implementation for a model's family: its parity certificate.
///
/// @param state `equal`, `over` (the tolerance), `none` (no stored case of this family) or `unsupported` (a model that is
///     not computed)
/// @param family null where it is not known
/// @param difference largest absolute one; null where a value was no number, or nothing was compared
/// @param share the largest as a share of the range of its output, likewise
/// @param tolerance largest share that counts as equal
/// @param values compared
/// @param output the one whose values lie furthest off, empty if nothing was compared
/// @param engine `libtorch 2.7.1, cpu`; @param kernels `shipped` or `avx512`; @param device its name
/// @param sentence what came of it
/// @param hint what to try; null where there is nothing to do
public record ParityReport(
    String state,
    @Nullable String family,
    @Nullable Double difference,
    @Nullable Double share,
    double tolerance,
    long values,
    String output,
    String engine,
    String kernels,
    String device,
    Notice sentence,
    @Nullable Notice hint) {
  public static final String EQUAL = "equal",
      OVER = "over",
      NONE = "none",
      UNSUPPORTED = "unsupported";

  /// Whether numbers were compared and differ by more than they may.
  public boolean over() {
    return state.equals(OVER);
  }
}
