package org.vitrine.core.device;

import java.util.List;
import java.util.Map;

/// With which Java options and environment variables a worker starts.
///
/// @param java options of its Java
/// @param environment variables that libraries read while they start; other systems than Linux with glibc and GNU OpenMP
/// do not know them
public record ProcessSettings(List<String> java, Map<String, String> environment) {
  /// Workers spend their time in the engine, and their start counts: one collector thread, no second compiler.
  private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// A run's arrays are the engine's; a small nursery keeps Java from taking 50 MB more beside them.
  private static final List<String> LEANER =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms48m", "-Xmn16m");

  /// A thread that waits spins for some microseconds, which covers the gap between two operations, and then sleeps: a
  /// longer spin takes the core that the window draws on, none costs a seventh of a step.
  private static final String SHORT_SPIN = "20000";

  /// Every step of a run takes and gives back the same hundreds of megabytes. As glibc comes, arrays over some megabytes go
  /// back to the system at once, and their pages are fetched and zeroed anew. So all threads share the one arena that can
  /// keep arrays over 64 MB, and pages are 2 MB where the system has such. Measured on a virtual machine, where a page costs
  /// most: attention over 8 x 512 tokens with dropout, a step, from 22 to 3.5 seconds.
  private static final String ONE_ARENA =
      "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1:glibc.malloc.mmap_max=0";

  /// Gives nothing back.
  private static final String KEEP_PAGES =
      ONE_ARENA + ":glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=8589934592";

  /// Gives back what is over 256 MB.
  private static final String KEEP_SOME_PAGES =
      ONE_ARENA + ":glibc.malloc.trim_threshold=268435456";

  /// For a worker that answers, lives long, and gives back most of what a closed model took.
  public static final ProcessSettings SESSION =
      new ProcessSettings(
          LEAN, Map.of("GOMP_SPINCOUNT", SHORT_SPIN, "GLIBC_TUNABLES", KEEP_SOME_PAGES));

  /// For a worker that trains and then ends.
  public static final ProcessSettings RUN =
      new ProcessSettings(
          LEANER, Map.of("GOMP_SPINCOUNT", SHORT_SPIN, "GLIBC_TUNABLES", KEEP_PAGES));
}
