package org.vitrine.core.session.protocol;

import java.util.List;
import java.util.Map;
import org.vitrine.core.train.RunEvent.Notice;

/// This computer as Vitrine sees it.
///
/// @param versions `vitrine`, `java`, `os`, `djl`, `libtorch`, `tokenizers`
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
  public record DeviceInfo(String id, String name, int cores, long memory, long free) {}

  /// @param good false where something keeps Vitrine from working as it could
  public record Finding(boolean good, Notice what) {}
}
