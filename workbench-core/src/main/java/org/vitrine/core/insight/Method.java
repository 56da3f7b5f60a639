package org.vitrine.core.insight;

import java.util.Locale;

/// What of the attention is shown: as it is (METHODS 1.1), or rolled out through the layers (1.3).
public enum Method {
  RAW,
  ROLLOUT;

  /// The name on the command line and in message keys.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
