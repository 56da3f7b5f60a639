package org.vitrine.core.session.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// The engines of this home.
///
/// @param named the folder that `PYTORCH_LIBRARY_PATH` names, which goes before any choice; null if it names none
/// @param offers names that can be installed over the network on this platform
/// @param pythons folders of installed PyTorches that fit a glue which is here
public record EngineList(
    List<EngineInfo> engines,
    @Nullable String named,
    List<String> offers,
    List<PythonInfo> pythons,
    long diskFree) {

  /// @param libtorch,glue versions, empty if they cannot be told
  /// @param flavour `cpu`, `cu124`
  /// @param bytes on the disk; @param installed when, ISO 8601, empty for the one that came with the program
  /// @param source addresses or files it came from
  /// @param problem why it cannot be used
  public record EngineInfo(
      String name,
      boolean inUse,
      boolean removable,
      String libtorch,
      String glue,
      String flavour,
      long bytes,
      String path,
      String installed,
      List<String> source,
      Problem.@Nullable Facts problem) {}

  /// @param version as it says itself, `2.7.1+cu128`
  public record PythonInfo(String path, String version) {}
}
