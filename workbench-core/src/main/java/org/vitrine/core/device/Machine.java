package org.vitrine.core.device;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The computer: its processor by name, its cores and its memory.
///
/// @param processor as the system names it, else the architecture
/// @param cores logical processors that this process may use
/// @param memoryBytes installed, or what a container allows; @param freeBytes what a new program could get now
public record Machine(
    String system, String processor, int cores, long memoryBytes, long freeBytes) {

  public static Machine read() {
    var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        os.getTotalMemorySize(),
        available(os));
  }

  private static String processorName() {
    var named = processorLine("model name");
    if (!named.isEmpty()) return named;
    var windows = System.getenv("PROCESSOR_IDENTIFIER");
    return windows != null ? windows : System.getProperty("os.arch");
  }

  /// What the system says of the first processor under this name: `flags`, `vendor_id`; empty where it does not say.
  static String processorLine(String name) {
    return line(Path.of("/proc/cpuinfo"), name);
  }

  /// What an x86 Linux system lists of the processor's instructions, `avx512_bf16` say; empty where nothing is listed.
  public static Set<String> features() {
    var flags = processorLine("flags");
    return flags.isEmpty() ? Set.of() : Set.copyOf(List.of(flags.split("\\s+")));
  }

  /// On Linux the kernel's own estimate, which counts the file cache as free.
  private static long available(OperatingSystemMXBean os) {
    var text = line(Path.of("/proc/meminfo"), "MemAvailable").replaceAll("\\D", "");
    long free = os.getFreeMemorySize();
    return text.isEmpty() ? free : Math.min(os.getTotalMemorySize(), Long.parseLong(text) * 1024);
  }

  private static String line(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException | java.io.UncheckedIOException _) {
      return "";
    }
  }
}
