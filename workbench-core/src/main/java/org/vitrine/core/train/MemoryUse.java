package org.vitrine.core.train;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.vitrine.core.device.Devices;

/// How much memory a run takes now: on the processor that of this process (resident where the system tells it, else
/// committed), on a card what is not free of it. Read every second or five at most, for asking a card costs time.
final class MemoryUse {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double MEGA = 1024 * 1024;

  private final Devices.Device device;
  private final long every;
  private long read;
  private double last = Double.NaN;

  MemoryUse(Devices.Device device) {
    this.device = device;
    every = TimeUnit.SECONDS.toNanos(device.gpu() ? 5 : 1);
  }

  /// In MiB, NaN where nobody knows.
  double megabytes() {
    long now = System.nanoTime();
    if (!Double.isNaN(last) && now - read < every) return last;
    read = now;
    return last = device.gpu() ? card() : process();
  }

  private double card() {
    var now = Devices.choose(device.id());
    return (now.memoryBytes() - now.freeBytes()) / MEGA;
  }

  private static double process() {
    try {
      if (Files.isReadable(STATUS))
        for (var line : Files.readAllLines(STATUS, StandardCharsets.UTF_8))
          if (line.startsWith("VmRSS:"))
            return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
    } catch (IOException | NumberFormatException _) {
      // the system's other answer does as well
    }
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean
        ? bean.getCommittedVirtualMemorySize() / MEGA
        : Double.NaN;
  }
}
