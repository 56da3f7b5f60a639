package org.vitrine.core.weights.python;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Weights;

/// A file that `numpy.savez` or `savez_compressed` wrote: a zip of `.npy` entries, each a short text that describes the
/// array, and its elements. Source: numpy.lib.format.
public final class NpzFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern DESCR = Pattern.compile("'descr': '([<|])([a-z]\\d+)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order': (True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([\\d, ]*)\\)");
  private static final int LONGEST_HEADER = 1 << 16;

  /// What a compressed entry may unpack to; larger arrays are for files that store them as they are.
  private static final int MOST_UNPACKED = 1 << 30;

  private static final Map<String, DType> TYPES =
      Map.of(
          "f8",
          DType.F64,
          "f4",
          DType.F32,
          "f2",
          DType.F16,
          "i8",
          DType.I64,
          "i4",
          DType.I32,
          "i2",
          DType.I16,
          "i1",
          DType.I8,
          "u1",
          DType.U8,
          "b1",
          DType.BOOL);

  private NpzFile() {}

  /// @throws Problem if it is damaged or holds something else than arrays of numbers
  @SuppressWarnings("MustBeClosedChecker") // the weights close it
  public static Weights open(Path file) {
    var arena = Arena.ofShared();
    try {
      var zip = StoredZip.open(file, Disk.map(file, arena));
      var views = new LinkedHashMap<String, Strided>();
      for (var name : zip.names()) {
        if (!name.endsWith(".npy")) throw broken(file, name);
        var bytes = unpacked(file, name, zip.entry(name));
        views.put(name.substring(0, name.length() - 4), array(file, name, bytes));
      }
      if (views.isEmpty()) throw new Problem("weights.pickle_empty", file);
      return new ViewedFile(file, arena, views);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private static Problem broken(Path file, String name) {
    return new Problem("weights.npy", file, name);
  }

  private static MemorySegment unpacked(Path file, String name, StoredZip.Entry entry) {
    if (entry.method() == 0) return entry.data();
    if (entry.method() != 8
        || entry.size() > MOST_UNPACKED
        || entry.data().byteSize() > MOST_UNPACKED)
      throw new Problem("weights.zip_packed", file, name);
    var packed = entry.data().toArray(ValueLayout.JAVA_BYTE);
    var inflater = new Inflater(true);
    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed), inflater)) {
      // Grows with what comes, not with what the file says.
      var bytes = in.readNBytes((int) entry.size());
      if (bytes.length != entry.size()) throw broken(file, name);
      return MemorySegment.ofArray(bytes).asReadOnly();
    } catch (IOException e) {
      throw new Problem("weights.npy", e, file, name);
    } finally {
      inflater.end();
    }
  }

  private static Strided array(Path file, String name, MemorySegment bytes) {
    try {
      for (int i = 0; i < MAGIC.length; i++) {
        if (bytes.get(ValueLayout.JAVA_BYTE, i) != MAGIC[i]) throw broken(file, name);
      }
      int version = bytes.get(ValueLayout.JAVA_BYTE, 6);
      var in = new PickleBytes(file, bytes, 8);
      long length = version == 1 ? in.unsignedShort() : in.unsignedInt();
      if (length > LONGEST_HEADER) throw broken(file, name);
      var header =
          new String(
              bytes.asSlice(in.at(), length).toArray(ValueLayout.JAVA_BYTE),
              StandardCharsets.UTF_8);
      return described(file, name, header, bytes.asSlice(in.at() + length));
    } catch (IndexOutOfBoundsException e) {
      throw new Problem("weights.npy", e, file, name);
    }
  }

  private static Strided described(Path file, String name, String header, MemorySegment data) {
    var descr = DESCR.matcher(header);
    var fortran = FORTRAN.matcher(header);
    var shaped = SHAPE.matcher(header);
    if (!descr.find() || !fortran.find() || !shaped.find()) throw broken(file, name);
    var type = TYPES.get(descr.group(2));
    if (type == null) throw broken(file, name);
    var shape = new ArrayList<Long>();
    for (var length : shaped.group(1).split(",")) {
      if (length.isBlank()) continue;
      if (!length.strip().matches("\\d{1,18}")) throw broken(file, name);
      shape.add(Long.parseLong(length.strip()));
    }
    var strides = strides(shape, fortran.group(1).equals("True"));
    long stored = data.byteSize() / type.bytes();
    if (!Strided.fits(stored, 0, shape, strides)) throw broken(file, name);
    return new Strided(data, type, 0, List.copyOf(shape), strides);
  }

  /// Rows one after another, or columns as Fortran has them.
  private static List<Long> strides(List<Long> shape, boolean fortran) {
    var strides = new Long[shape.size()];
    long step = 1;
    for (int i = 0; i < strides.length; i++) {
      int dimension = fortran ? i : strides.length - 1 - i;
      strides[dimension] = step;
      step *=
          Math.max(
              1, shape.get(dimension)); // an overflow shows when the view is held against its data
    }
    return List.of(strides);
  }
}
