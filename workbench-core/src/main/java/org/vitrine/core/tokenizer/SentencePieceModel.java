package org.vitrine.core.tokenizer;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Protobuf;

/// What a SentencePiece file says [Kudo and Richardson 2018]: a protobuf message of pieces (field 1), how they were
/// trained (2) and how text is prepared for them (3). A field that a file leaves out has the format's default.
///
/// @param pieces in the order of their ids
/// @param unigram true for a unigram model [Kudo 2018], false for byte pair encoding [Sennrich et al. 2016]
/// @param unknown id of the piece that stands for what no other spells
/// @param bytes true if characters without a piece are spelt by the bytes of their UTF-8
/// @param charsmap replacements of characters as a double-array trie; empty for none
/// @param prefix true if a space goes before each text
/// @param tidy true if spaces at both ends go, and several become one
record SentencePieceModel(
    Path file,
    List<Piece> pieces,
    boolean unigram,
    int unknown,
    boolean bytes,
    byte[] charsmap,
    boolean prefix,
    boolean tidy) {

  static final String SPACE = "▁";
  private static final long LARGEST = 256L << 20;
  // SentencePiece makes pieces of at most 16 characters unless told otherwise.
  private static final int LONGEST = 1024;

  /// @param score log probability (unigram), or minus its turn among the merges
  record Piece(String text, float score, Kind kind) {}

  /// In the order of the numbers that files have for them, from 1 on.
  enum Kind {
    NORMAL,
    UNKNOWN,
    CONTROL,
    USER,
    UNUSED,
    BYTE
  }

  /// @throws Problem `tokenizer.broken` for a damaged file, `tokenizer.setting` for what the library cannot do
  static SentencePieceModel read(Path file) {
    byte[] content;
    try {
      if (Files.size(file) > LARGEST) throw new Problem("tokenizer.broken", file);
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
    return new Reading(file).whole(MemorySegment.ofArray(content));
  }

  private static final class Reading {
    private final Path file;
    private final List<Piece> pieces = new ArrayList<>();
    private long type = 1, unknown, bytes;
    private long prefix = 1, tidy = 1;
    private byte[] charsmap = {};

    Reading(Path file) {
      this.file = file;
    }

    SentencePieceModel whole(MemorySegment content) {
      var at = new Protobuf(file, "tokenizer.broken", content);
      while (at.next()) {
        switch (at.field()) {
          case 1 -> pieces.add(piece(at.message()));
          case 2 -> trainer(at.message());
          case 3 -> normalizer(at.message());
          default -> at.skip();
        }
      }
      if (type < 1 || type > 4) throw at.broken();
      if (type > 2)
        throw new Problem("tokenizer.setting", file, "model_type", type == 3 ? "word" : "char");
      if (unknown < 0 || unknown >= pieces.size() || !Charsmap.sound(charsmap)) throw at.broken();
      return new SentencePieceModel(
          file,
          List.copyOf(pieces),
          type == 1,
          (int) unknown,
          bytes == 1,
          charsmap,
          prefix == 1,
          tidy == 1);
    }

    private Piece piece(Protobuf at) {
      String text = "";
      float score = 0;
      long kind = 1;
      while (at.next()) {
        switch (at.field()) {
          case 1 -> text = at.text();
          case 2 -> score = at.float32();
          case 3 -> kind = at.varint();
          default -> at.skip();
        }
      }
      boolean sound = !text.isEmpty() && text.length() <= LONGEST && Float.isFinite(score);
      if (!sound || kind < 1 || kind > Kind.values().length) throw at.broken();
      return new Piece(text, score, Kind.values()[(int) kind - 1]);
    }

    private void trainer(Protobuf at) {
      while (at.next()) {
        switch (at.field()) {
          case 3 -> type = at.varint();
          case 24 -> {
            if (at.varint() != 0)
              throw new Problem("tokenizer.setting", file, "treat_whitespace_as_suffix", "true");
          }
          case 35 -> bytes = at.varint();
          case 40 -> unknown = at.varint();
          default -> at.skip();
        }
      }
    }

    private void normalizer(Protobuf at) {
      while (at.next()) {
        switch (at.field()) {
          case 2 -> charsmap = at.block().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
          case 3 -> prefix = at.varint();
          case 4 -> tidy = at.varint();
          case 5 -> {
            if (at.varint() == 0)
              throw new Problem("tokenizer.setting", file, "escape_whitespaces", "false");
          }
          default -> at.skip();
        }
      }
    }
  }

  /// True if a piece goes on after a space within it, so that text cannot be cut at spaces before it is split.
  boolean crossesSpaces() {
    return pieces.stream().anyMatch(p -> p.text().indexOf('▁', 1) > 0);
  }
}
