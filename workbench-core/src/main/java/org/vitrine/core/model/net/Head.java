package org.vitrine.core.model.net;

import org.vitrine.core.nn.Pass;

/// What stands on top of a model, and so what it is good for.
public enum Head {
  BASE("Model"),
  SEQUENCE_CLASSIFICATION("ForSequenceClassification"),
  TOKEN_CLASSIFICATION("ForTokenClassification"),
  QUESTION_ANSWERING("ForQuestionAnswering"),
  MASKED_LM("ForMaskedLM"),
  CAUSAL_LM("ForCausalLM"),
  IMAGE_CLASSIFICATION("ForImageClassification"),
  /// a class from each of two tokens, of which one learnt from another model: DeiT's
  DISTILLED_IMAGE_CLASSIFICATION("ForImageClassificationWithTeacher"),
  /// how well each picture fits each text: CLIP
  CONTRASTIVE("Model"),
  /// one vector in the room where texts and pictures meet: one of CLIP's towers
  PROJECTION("ModelWithProjection"),
  /// for each token whether it was put in the place of another: ELECTRA's discriminator
  REPLACED_TOKENS("ForPreTraining"),
  SEQUENCE_TO_SEQUENCE("ForConditionalGeneration"),
  /// the reading half of an encoder-decoder alone
  ENCODER("EncoderModel");

  private final String ending;

  Head(String ending) {
    this.ending = ending;
  }

  /// How `architectures` in `config.json` ends.
  public String ending() {
    return ending;
  }

  /// Whether it has one output a label.
  public boolean labelled() {
    return switch (this) {
      case SEQUENCE_CLASSIFICATION,
          TOKEN_CLASSIFICATION,
          IMAGE_CLASSIFICATION,
          DISTILLED_IMAGE_CLASSIFICATION ->
          true;
      default -> false;
    };
  }

  /// Whether an example as a whole is sorted into classes, several at once if `problem_type` says so.
  public boolean classifies() {
    return labelled() && this != TOKEN_CLASSIFICATION;
  }

  /// Whether it gives a distribution over the vocabulary.
  public boolean speaks() {
    return this == MASKED_LM || this == CAUSAL_LM || this == SEQUENCE_TO_SEQUENCE;
  }

  /// Whether it tells a picture's class.
  public boolean classifiesPictures() {
    return this == IMAGE_CLASSIFICATION || this == DISTILLED_IMAGE_CLASSIFICATION;
  }

  /// That a family registers a head and builds none: a slip of its author.
  public IllegalArgumentException unbuilt() {
    return new IllegalArgumentException(name());
  }

  /// The layers of a head: from the last hidden state [B, T, d] to outputs by name.
  public interface Layers {
    Output forward(ai.djl.ndarray.NDArray x, Batch batch, Pass pass);
  }
}
