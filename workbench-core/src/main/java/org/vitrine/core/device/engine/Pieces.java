package org.vitrine.core.device.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Which pieces of a file are there, kept in a small file beside it: a line that says of what, then a number a piece.
final class Pieces {
  private final Catalogue.Archive archive;
  private final Path file;
  private final Path list;
  private final int size;
  private final BitSet there = new BitSet();

  /// Bytes `from` .. `to`, both included.
  ///
  /// @param ranged whether it is asked for by its range; the whole file need not be
  record Piece(int number, long from, long to, boolean ranged) {
    long length() {
      return to - from + 1;
    }
  }

  private Pieces(Catalogue.Archive archive, Path file, int size) {
    this.archive = archive;
    this.file = file;
    this.list = file.resolveSibling(file.getFileName() + ".pieces");
    this.size = size;
  }

  static Pieces of(Catalogue.Archive archive, Path file, int size) throws IOException {
    var pieces = new Pieces(archive, file, size);
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (!pieces.read()) {
      Files.deleteIfExists(file);
      Files.writeString(pieces.list, pieces.head() + "\n");
    }
    return pieces;
  }

  private String head() {
    return archive.bytes() + " " + archive.sha1() + " " + size;
  }

  /// Whether what lies there belongs to this file, cut in the same way.
  private boolean read() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isRegularFile(list)) return false;
    var lines = Files.readAllLines(list, StandardCharsets.ISO_8859_1);
    if (lines.isEmpty() || !lines.getFirst().equals(head())) return false;
    for (var line : lines.subList(1, lines.size())) {
      // the last line may have been cut off by a kill
      if (line.matches("\\d{1,7};")) {
        int number = Integer.parseInt(line.substring(0, line.length() - 1));
        if (number < count() && piece(number).to() < Files.size(file)) there.set(number);
      }
    }
    return true;
  }

  private int count() {
    return Math.toIntExact((archive.bytes() + size - 1) / size);
  }

  private Piece piece(int number) {
    long from = (long) number * size;
    return new Piece(number, from, Math.min(archive.bytes(), from + size) - 1, true);
  }

  synchronized List<Piece> missing() {
    var missing = new ArrayList<Piece>();
    for (int i = there.nextClearBit(0); i < count(); i = there.nextClearBit(i + 1)) {
      missing.add(piece(i));
    }
    return missing;
  }

  Piece whole() {
    return new Piece(-1, 0, archive.bytes() - 1, false);
  }

  /// Bytes of the pieces that are there.
  synchronized long there() {
    return there.stream().mapToLong(number -> piece(number).length()).sum();
  }

  synchronized void add(Piece piece) throws IOException {
    if (!piece.ranged()) return;
    there.set(piece.number());
    Files.writeString(list, piece.number() + ";\n", StandardOpenOption.APPEND);
  }

  void forget() throws IOException {
    Files.deleteIfExists(list);
  }
}
