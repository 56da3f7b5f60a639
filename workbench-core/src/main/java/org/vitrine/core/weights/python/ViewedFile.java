package org.vitrine.core.weights.python;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.vitrine.core.weights.TensorInfo;
import org.vitrine.core.weights.Weights;

/// A mapped file whose tensors are views of what it stores.
final class ViewedFile implements Weights {
  private final Path file;
  private final Arena arena;
  private final Map<String, Strided> views;
  private final Map<String, MemorySegment> rows = new LinkedHashMap<>();

  /// @param arena of the mapping; closed with this
  ViewedFile(Path file, Arena arena, Map<String, Strided> views) {
    this.file = file;
    this.arena = arena;
    this.views = views;
  }

  private static TensorInfo info(String name, Strided view) {
    return new TensorInfo(name, view.type(), view.shape(), view.elements() * view.type().bytes());
  }

  @Override
  public List<TensorInfo> tensors() {
    return views.entrySet().stream().map(each -> info(each.getKey(), each.getValue())).toList();
  }

  @Override
  public Optional<TensorInfo> find(String name) {
    return Optional.ofNullable(views.get(name)).map(view -> info(name, view));
  }

  @Override
  public synchronized MemorySegment bytes(String name) {
    return rows.computeIfAbsent(name, _ -> view(name).rows(arena));
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Path file(String name) {
    view(name);
    return file;
  }

  private Strided view(String name) {
    var view = views.get(name);
    if (view == null) throw new NoSuchElementException(name + " in " + file);
    return view;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) arena.close();
  }
}
