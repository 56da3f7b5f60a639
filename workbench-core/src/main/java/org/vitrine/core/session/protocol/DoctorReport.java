package org.vitrine.core.session.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.RunEvent.Notice;

/// This computer as Vitrine sees it.
///
/// @param versions `vitrine`, `java`, `os`, `djl`, `engine`, `libtorch`, `engine_glue`, `engine_flavour`
/// @param findings what was looked for and found, what it means, what to do; keys in the notices of `session` and the problems of `device`
public record DoctorReport(
    Map<String, String> versions,
    List<DeviceInfo> devices,
    String engineFolder,
    String home,
    long diskFree,
    List<Finding> findings) {

  /// @param id `cpu` or `cuda:N`
  /// @param memory bytes in all, `free` bytes left, 0 if unknown
  /// @param driver version of a card's driver, empty for the processor
  /// @param utilisation percent, null if nobody says; @param temperature °C, null if nobody says
  public record DeviceInfo(
      String id,
      String name,
      int cores,
      long memory,
      long free,
      String driver,
      @Nullable Integer utilisation,
      @Nullable Integer temperature) {
    public DeviceInfo(String id, String name, int cores, long memory, long free) {
      this(id, name, cores, memory, free, "", null, null);
    }
  }

  /// @param good false where something keeps Vitrine from working as it could
  public record Finding(boolean good, Notice what) {}
}
