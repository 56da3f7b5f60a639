package org.vitrine.core.session.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model reads and the stacks of layers that it is made of.
///
/// @param reads `TEXT`, `PICTURES`, `TEXT_AND_PICTURES`, `SERIES` (of numbers) or `ROWS` (of numbers)
/// @param stacks in the order of reading: one; encoder and decoder; or a tower of texts and one of pictures
/// @param causal whether a token sees only what comes before it
/// @param picture null where no pictures are read
/// @param features numbers of a row, or of a step of a series; 0 elsewhere
/// @param storage types of the stored floats, `F32` say, commonest first
/// @param tuned what an update reads where its memory is told, null where it is not
public record Anatomy(
    String reads,
    List<Stack> stacks,
    boolean causal,
    @Nullable Picture picture,
    int features,
    List<String> storage,
    @Nullable Load tuned) {

  public Anatomy(
      String reads,
      List<Stack> stacks,
      boolean causal,
      @Nullable Picture picture,
      int features,
      List<String> storage) {
    this(reads, stacks, causal, picture, features, storage, null);
  }

  /// For how much at a time the memory for tuning is told.
  ///
  /// @param tokens of each example, 0 where there are none
  public record Load(int batch, int tokens) {}

  /// @param kind `ATTENTION`, `RECURRENT`, `CONVOLUTION` or `LINEAR`
  /// @param width numbers for a token, a step or a place
  /// @param heads of attention, 1 elsewhere
  /// @param tokens that it reads at most, [Integer#MAX_VALUE] for any number; 0 where there are none
  /// @param crosses whether it also attends to the stack before it; @param both whether it reads in both directions
  public record Stack(
      String kind, int layers, int width, int heads, int tokens, boolean crosses, boolean both) {}

  /// @param height in pixels, 0 for any; @param patch height of a patch, 0 where there are none
  public record Picture(int channels, int height, int width, int patch) {}

  public Stack first() {
    return stacks.getFirst();
  }

  public Stack last() {
    return stacks.getLast();
  }
}
