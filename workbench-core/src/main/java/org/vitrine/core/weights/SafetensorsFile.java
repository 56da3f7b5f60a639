package org.vitrine.core.weights;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.vitrine.core.base.Disk;

/// One safetensors file, mapped as a whole, so that files of any length can be read; [SafetensorsHeader] describes its
/// bytes.
final class SafetensorsFile implements Weights {
  private final Path file;
  private final Arena arena;
  private final MemorySegment mapped;
  private final Map<String, SafetensorsHeader.Place> places = new LinkedHashMap<>();
  private final Map<String, String> metadata;

  private SafetensorsFile(Path file, Arena arena, MemorySegment mapped) {
    this.file = file;
    this.arena = arena;
    this.mapped = mapped;
    long size = mapped.byteSize();
    int length = SafetensorsHeader.length(file, copy(mapped, 0, Math.min(size, 64)), size);
    var header = SafetensorsHeader.read(file, copy(mapped, 8, length), size);
    header.tensors().forEach(place -> places.put(place.info().name(), place));
    metadata = header.metadata();
  }

  @SuppressWarnings("MustBeClosedChecker") // close() closes it
  static SafetensorsFile open(Path file) {
    var arena = Arena.ofShared();
    try {
      return new SafetensorsFile(file, arena, Disk.map(file, arena));
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static byte[] copy(MemorySegment from, long start, long length) {
    return from.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public List<TensorInfo> tensors() {
    return places.values().stream().map(SafetensorsHeader.Place::info).toList();
  }

  @Override
  public Optional<TensorInfo> find(String name) {
    return Optional.ofNullable(places.get(name)).map(SafetensorsHeader.Place::info);
  }

  @Override
  public MemorySegment bytes(String name) {
    var place = place(name);
    return mapped.asSlice(place.start(), place.info().bytes());
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public Path file(String name) {
    place(name);
    return file;
  }

  private SafetensorsHeader.Place place(String name) {
    var place = places.get(name);
    if (place == null) throw new NoSuchElementException(name + " in " + file);
    return place;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) arena.close();
  }
}
