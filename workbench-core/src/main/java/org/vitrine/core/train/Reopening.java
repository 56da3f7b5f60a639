package org.vitrine.core.train;

import org.vitrine.core.model.certificate.Apart;
import org.vitrine.core.model.certificate.Reopened;
import org.vitrine.core.train.RunEvent.Notice;

/// Says that a written model was opened again and is the one in memory.
public final class Reopening {
  private Reopening() {}

  public static Notice notice(Reopened again) {
    if (again.values() == 0) return Notice.of("reopened.tensors", again.tensors());
    return Notice.of(
        "reopened", again.tensors(), Apart.written(again.apart().difference()), again.values());
  }
}
