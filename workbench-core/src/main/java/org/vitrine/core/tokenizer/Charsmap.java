package org.vitrine.core.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The replacements of characters in a SentencePiece file, `precompiled_charsmap`: the length of a trie in bytes (four
/// bytes, little-endian), the trie as a double array of four-byte units, and the replacements in UTF-8, each closed by 0.
///
/// A unit holds, from the lowest bit: its label (8), whether a replacement ends here (1), and the way to its children;
/// with the highest bit set it is a leaf, and the other 31 bits are the place of its replacement. The library follows
/// these ways without looking where they lead, and a wrong one would end the whole process; so they are walked here
/// before it sees them.
///
/// @see <a href="https://github.com/s-yata/darts-clone">Darts-clone</a>, whose units these are
final class Charsmap {
  private Charsmap() {}

  /// True if every way within the trie stays in it and each replacement begins at a character of the text behind it.
  static boolean sound(byte[] bytes) {
    if (bytes.length == 0) return true;
    if (bytes.length < 8) return false;
    var content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = content.getInt();
    if (length < 4 || length % 4 != 0 || length > content.remaining()) return false;
    var units = new int[length / 4];
    content.asIntBuffer().get(units);
    content.position(4 + length);
    return utf8(content.slice()) && stays(units, content.slice());
  }

  private static boolean utf8(ByteBuffer texts) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(texts);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean stays(int[] units, ByteBuffer texts) {
    var seen = new boolean[units.length];
    var open = new int[units.length];
    int count = 0;
    open[count++] = 0;
    seen[0] = true;
    while (count > 0) {
      int place = open[--count], unit = units[place];
      int children = place ^ ((unit >>> 10) << ((unit & 1 << 9) >>> 6));
      if (children < 0 || (children | 0xff) >= units.length) return false;
      if ((unit & 1 << 8) != 0 && !begins(texts, units[children] & Integer.MAX_VALUE)) return false;
      for (int label = 1; label < 256; label++) {
        int next = children ^ label;
        if (seen[next] || (units[next] & (1 << 31 | 0xff)) != label) continue;
        seen[next] = true;
        open[count++] = next;
      }
    }
    return true;
  }

  private static boolean begins(ByteBuffer texts, int place) {
    return place < texts.limit() && (texts.get(place) & 0xc0) != 0x80;
  }
}
