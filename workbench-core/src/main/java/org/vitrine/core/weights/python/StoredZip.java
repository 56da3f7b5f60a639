package org.vitrine.core.weights.python;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.vitrine.core.base.Problem;

/// A zip over mapped bytes, so that entries that are not compressed can be looked at where they lie; Java's own readers
/// would copy them. Entries over 4 GiB are there too. Source: PKWARE's APPNOTE 6.3.
final class StoredZip {
  private static final int LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50;
  private static final int END_64 = 0x06064b50, LOCATOR_64 = 0x07064b50;
  private static final int END_SIZE = 22, LOCATOR_SIZE = 20, CENTRAL_SIZE = 46, LOCAL_SIZE = 30;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long SHORT_MAX = 0xffffffffL;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// @param method 0 stored, 8 deflated
  /// @param data its bytes as they lie in the file
  /// @param size its length once unpacked, as the file says
  record Entry(int method, MemorySegment data, long size) {}

  private final Path file;
  private final MemorySegment bytes;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private StoredZip(Path file, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  static boolean is(MemorySegment bytes) {
    return bytes.byteSize() >= 4 && bytes.get(INT, 0) == LOCAL;
  }

  /// @throws Problem `weights.zip_broken`
  static StoredZip open(Path file, MemorySegment bytes) {
    var zip = new StoredZip(file, bytes);
    try {
      zip.read();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw new Problem("weights.zip_broken", e, file);
    }
    return zip;
  }

  Set<String> names() {
    return entries.keySet();
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  Entry entry(String name) {
    var entry = entries.get(name);
    if (entry == null) throw new NoSuchElementException(name);
    return entry;
  }

  /// @throws Problem `weights.zip_packed` if the entry is compressed
  MemorySegment stored(String name) {
    var entry = entry(name);
    if (entry.method != 0) throw new Problem("weights.zip_packed", file, name);
    return entry.data;
  }

  private void read() {
    long end = end();
    long count = unsigned(end + 10), at = long32(end + 16);
    if (end >= LOCATOR_SIZE && bytes.get(INT, end - LOCATOR_SIZE) == LOCATOR_64) {
      long end64 = bytes.get(LONG, end - LOCATOR_SIZE + 8);
      if (bytes.get(INT, end64) != END_64) throw new IllegalArgumentException();
      count = bytes.get(LONG, end64 + 32);
      at = bytes.get(LONG, end64 + 48);
    }
    for (long i = 0; i < count; i++) at = central(at);
  }

  private long end() {
    long last = bytes.byteSize() - END_SIZE;
    for (long at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
      if (bytes.get(INT, at) == END) return at;
    }
    throw new IllegalArgumentException();
  }

  /// Reads one entry of the directory.
  ///
  /// @return where the next one begins
  private long central(long at) {
    if (bytes.get(INT, at) != CENTRAL) throw new IllegalArgumentException();
    int method = unsigned(at + 10), nameLength = unsigned(at + 28), extra = unsigned(at + 30);
    long packed = long32(at + 20), size = long32(at + 24), local = long32(at + 42);
    var name =
        new String(
            bytes.asSlice(at + CENTRAL_SIZE, nameLength).toArray(ValueLayout.JAVA_BYTE),
            StandardCharsets.UTF_8);
    long field = at + CENTRAL_SIZE + nameLength, fields = field + extra;
    while (field + 4 <= fields) {
      int kind = unsigned(field), length = unsigned(field + 2);
      if (kind == 1) {
        // Only what does not fit above stands here, in this order.
        long value = field + 4;
        if (size == SHORT_MAX) {
          size = bytes.get(LONG, value);
          value += 8;
        }
        if (packed == SHORT_MAX) {
          packed = bytes.get(LONG, value);
          value += 8;
        }
        if (local == SHORT_MAX) local = bytes.get(LONG, value);
      }
      field += 4 + length;
    }
    entries.put(name, new Entry(method, data(local, packed), size));
    return fields + unsigned(at + 32);
  }

  private MemorySegment data(long local, long packed) {
    if (bytes.get(INT, local) != LOCAL) throw new IllegalArgumentException();
    long start = local + LOCAL_SIZE + unsigned(local + 26) + unsigned(local + 28);
    return bytes.asSlice(start, packed);
  }

  private int unsigned(long at) {
    return Short.toUnsignedInt(bytes.get(SHORT, at));
  }

  private long long32(long at) {
    return Integer.toUnsignedLong(bytes.get(INT, at));
  }
}
