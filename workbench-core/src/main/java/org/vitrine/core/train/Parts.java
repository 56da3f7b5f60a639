package org.vitrine.core.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;

/// In how many parts a micro-batch runs since memory ran out, kept in the run's folder: a run that goes on from an earlier
/// checkpoint cuts the same steps alike, or its sums would be others in the last bits.
final class Parts {
  private static final String NAME = "parts.json";

  /// @param parts from update `step` on
  record Since(long step, int parts) {}

  private record Kept(List<Since> since) {}

  private final Path file;
  private final List<Since> all = new ArrayList<>();

  Parts(Path run) {
    file = run.resolve(NAME);
    if (Files.exists(file)) all.addAll(Json.read(file, Kept.class).since());
  }

  /// 1 for whole micro-batches.
  int at(long step) {
    return all.stream().filter(each -> each.step <= step).mapToInt(Since::parts).max().orElse(1);
  }

  /// Whether the micro-batches of this update are the first that are cut so.
  boolean change(long step) {
    return at(step) > at(step - 1);
  }

  /// Twice as many from this update on.
  void halve(long step) {
    all.add(new Since(step, at(step) * 2));
    Disk.write(file, Json.pretty(new Kept(all)) + "\n");
  }
}
