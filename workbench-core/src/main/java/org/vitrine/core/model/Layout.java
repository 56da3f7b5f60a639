package org.vitrine.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;

/// What a model reads, and the stacks of layers that it is made of: enough for a sentence about it, for an estimate of its
/// memory and for a batch to try it on.
///
/// @param stacks in the order of reading: one, encoder and decoder, or a tower of texts and one of pictures
/// @param causal whether a token sees only what comes before it
/// @param picture null where no pictures are read
/// @param features numbers of a row, or of a step of a series; 0 elsewhere
public record Layout(
    Reads reads, List<Stack> stacks, boolean causal, @Nullable Picture picture, int features) {

  /// What goes in.
  public enum Reads {
    TEXT,
    PICTURES,
    TEXT_AND_PICTURES,
    /// numbers, step by step
    SERIES,
    /// numbers, all at once
    ROWS
  }

  /// What the layers of a stack do.
  public enum Kind {
    ATTENTION,
    RECURRENT,
    CONVOLUTION,
    LINEAR
  }

  /// Layers of the same form, one upon the other.
  ///
  /// @param width numbers for a token, a step or a place; @param inner of the feed-forward
  /// @param keyHeads heads of keys and values; @param headSize of each head
  /// @param tokens that it reads at most; of a picture, as many as it always reads
  /// @param crosses whether it also attends to the stack before it, or where recurrent begins with that one's last state
  /// @param both whether it reads in both directions
  public record Stack(
      Kind kind,
      int layers,
      int width,
      int inner,
      int heads,
      int keyHeads,
      int headSize,
      boolean gated,
      int tokens,
      boolean crosses,
      boolean both) {}

  /// @param height in pixels, 0 for any; so `width`; @param patch height of a patch, 0 where there are none
  public record Picture(int channels, int height, int width, int patch) {}

  public Stack first() {
    return stacks.getFirst();
  }

  /// Whether it reads one text and writes another.
  public boolean writesAnother() {
    return stacks.getLast().crosses();
  }

  static Layout of(Family family, Head head, ModelConfig c, boolean causal) {
    var s = new Settings(c.json(), null);
    boolean pictures = family.reads("pixel_values"), texts = family.reads("input_ids");
    if (pictures && texts) return towers(c, s);
    if (pictures) return pictures(family, c, s);
    boolean steps = family.reads("lengths");
    if (family.reads("inputs") && !steps) {
      var layers = stack(Kind.LINEAR, c, 0, false);
      return new Layout(Reads.ROWS, List.of(layers), false, null, s.integer("input_size", 1, 1));
    }
    if (steps) {
      boolean numbers = c.vocabSize() == 0;
      var layers = stack(Kind.RECURRENT, c, c.maxPositions(), s.flag("bidirectional", false));
      return new Layout(
          numbers ? Reads.SERIES : Reads.TEXT,
          List.of(layers),
          false,
          null,
          numbers ? s.integer("input_size", 1, 1) : 0);
    }
    var kind = family.name().startsWith("torch-") ? Kind.RECURRENT : Kind.ATTENTION;
    var stacks = new ArrayList<Stack>();
    stacks.add(stack(kind, c, c.maxPositions(), false));
    if (family.reads("decoder_input_ids") && head != Head.ENCODER) stacks.add(decoder(kind, c, s));
    return new Layout(Reads.TEXT, List.copyOf(stacks), causal, null, 0);
  }

  private static Stack stack(Kind kind, ModelConfig c, int tokens, boolean both) {
    return new Stack(
        kind,
        c.layers(),
        c.hiddenSize(),
        c.innerSize(),
        c.heads(),
        c.keyHeads(),
        c.headSize(),
        c.gated(),
        tokens,
        false,
        both);
  }

  /// The writing half, by BART's names and by T5's.
  private static Stack decoder(Kind kind, ModelConfig c, Settings s) {
    int layers = s.integer("num_decoder_layers", 0, s.integer("decoder_layers", 0, c.layers()));
    int heads = s.integer("decoder_attention_heads", 1, c.heads());
    boolean own = s.has("decoder_attention_heads");
    return new Stack(
        kind,
        layers,
        c.hiddenSize(),
        s.integer("decoder_ffn_dim", 1, c.innerSize()),
        heads,
        heads,
        own ? c.hiddenSize() / heads : c.headSize(),
        c.gated(),
        c.maxPositions(),
        true,
        false);
  }

  private static Layout towers(ModelConfig c, Settings s) {
    var vision = Objects.requireNonNullElse(s.inside("vision_config"), Settings.empty());
    int patch = vision.integer("patch_size", 1, 32), image = vision.integer("image_size", 1, 224);
    int width = vision.integer("hidden_size", 1, 768);
    int heads = vision.integer("num_attention_heads", 1, 12);
    int side = image / patch;
    var seeing =
        new Stack(
            Kind.ATTENTION,
            vision.integer("num_hidden_layers", 0, 12),
            width,
            vision.integer("intermediate_size", 1, 3072),
            heads,
            heads,
            width / heads,
            false,
            side * side + 1,
            false,
            false);
    var picture = new Picture(vision.integer("num_channels", 1, 3), image, image, patch);
    var reading = stack(Kind.ATTENTION, c, c.maxPositions(), false);
    return new Layout(Reads.TEXT_AND_PICTURES, List.of(reading, seeing), true, picture, 0);
  }

  private static Layout pictures(Family family, ModelConfig c, Settings s) {
    int channels = s.integer("num_channels", 1, 3);
    if (family.name().startsWith("torchvision-")) {
      var stages = stack(Kind.CONVOLUTION, c, 0, false);
      return new Layout(Reads.PICTURES, List.of(stages), false, new Picture(channels, 0, 0, 0), 0);
    }
    boolean tower = family.name().startsWith("clip");
    int[] image = s.sizes("image_size", 224), patch = s.sizes("patch_size", tower ? 32 : 16);
    return new Layout(
        Reads.PICTURES,
        List.of(stack(Kind.ATTENTION, c, c.maxPositions(), false)),
        false,
        new Picture(channels, image[0], image[1], patch[0]),
        0);
  }
}
