package org.vitrine.core.nn;

/// Where in a model attention happens: in its only stack of layers, in one of the three places of an
/// encoder-decoder, or in one of two towers.
public enum Part {
  /// the layers of a model that has one stack
  WHOLE(""),
  /// tokens of the text that is read, among themselves
  ENCODER("encoder_"),
  /// tokens of the text that is written, among themselves
  DECODER("decoder_"),
  /// tokens of the text that is written, to those of the text that is read
  CROSS("cross_"),
  /// the tower of a two-tower model that reads text
  TEXT("text_model_output."),
  /// the tower that reads pictures
  VISION("vision_model_output.");

  private final String prefix;

  Part(String prefix) {
    this.prefix = prefix;
  }

  /// What stands before `attentions` and `hidden_states` in the reference's names.
  public String prefix() {
    return prefix;
  }

  /// Whether keys and values of what was read before go on here while a text grows.
  boolean grows() {
    return this == WHOLE || this == DECODER;
  }
}
