package org.vitrine.core.hub;

import java.nio.file.Path;
import java.util.List;

/// One revision of a model in the cache.
///
/// @param repo `google-bert/bert-base-uncased`
/// @param commit name of the snapshot
/// @param refs branches and tags that point at it, `main` for example
/// @param folder the snapshot, whose files are links to blobs
/// @param bytes of the blobs behind its links
/// @param missing names of files whose blob is not there, or lies outside the cache; empty for a whole snapshot
public record CachedModel(
    String repo, String commit, List<String> refs, Path folder, long bytes, List<String> missing) {
  public boolean whole() {
    return missing.isEmpty();
  }
}
