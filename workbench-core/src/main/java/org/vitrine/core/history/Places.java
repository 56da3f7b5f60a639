package org.vitrine.core.history;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Home;

/// Paths as the file keeps them: relative where they lie in the home folder, so that it can be moved.
record Places(Home home) {
  @Nullable String kept(@Nullable Path path) {
    if (path == null) return null;
    var whole = path.toAbsolutePath().normalize();
    if (!whole.startsWith(home.root())) return whole.toString();
    return home.root().relativize(whole).toString().replace('\\', '/');
  }

  @Nullable String shown(@Nullable String kept) {
    return kept == null ? null : of(kept).toString();
  }

  Path of(String kept) {
    return home.root().resolve(kept).normalize();
  }

  boolean exists(String kept) {
    return Files.exists(of(kept));
  }
}
