package org.vitrine.ui.models;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitrine.core.session.protocol.Anatomy;
import org.vitrine.core.session.protocol.Anatomy.Picture;
import org.vitrine.core.session.protocol.Anatomy.Stack;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Words;

/// Every kind of model has a sentence that is true of it, without a number that makes no sense.
class SummaryTest {
  private static final int ANY = Integer.MAX_VALUE;

  @Test
  void of_an_encoder() {
    says(
        page("bert", "MASKED_LM", text(false, attention(12, 12, 768, 512))),
        "Reads up to **512 tokens** and turns each token into 768 numbers, through **12 layers of 12 heads**; "
            + "**1.2 M parameters**. It fills blanks");
    says(
        page("xlnet", "SEQUENCE_CLASSIFICATION", text(false, attention(2, 3, 24, ANY)), "a", "b"),
        "Reads texts of **any length** and",
        "It sorts texts into 2 classes as it stands: “a”, “b”.");
    says(
        page("bert", "SEQUENCE_CLASSIFICATION", text(false, attention(2, 3, 24, 9)), "LABEL_0"),
        "It gives one number as it stands.");
  }

  @Test
  void of_a_decoder() {
    says(
        page("gpt2", "CAUSAL_LM", text(true, attention(2, 3, 24, 32))),
        "Reads up to **32 tokens** from left to right",
        "It writes a text on as it stands");
  }

  @Test
  void of_an_encoder_decoder() {
    var decoder = new Stack("ATTENTION", 4, 24, 3, ANY, true, false);
    says(
        page("t5", "SEQUENCE_TO_SEQUENCE", text(false, attention(6, 8, 24, ANY), decoder)),
        "Reads texts of **any length** through **6 layers of 8 heads** and writes another text through "
            + "**4 layers of 3 heads**, with 24 numbers for each token",
        "translation");
  }

  @Test
  void of_pictures() {
    var patches = new Picture(3, 224, 192, 16);
    var vit =
        new Anatomy(
            "PICTURES", List.of(attention(12, 12, 768, 169)), false, patches, 0, List.of("F32"));
    says(
        page("vit", "IMAGE_CLASSIFICATION", vit, "cat", "dog"),
        "Reads pictures of **224 × 192 pixels** in patches of 16 as 169 tokens of 768 numbers",
        "It sorts pictures into 2 classes as it stands: “cat”, “dog”.");
    var stages = new Stack("CONVOLUTION", 4, 512, 1, 0, false, false);
    var resnet =
        new Anatomy("PICTURES", List.of(stages), false, new Picture(3, 0, 0, 0), 0, List.of());
    says(
        page("torchvision-resnet", "IMAGE_CLASSIFICATION", resnet, "cat", "dog"),
        "Reads pictures of **any size** through **4 stages of convolutions**, the last with 512 channels");
    var towers =
        new Anatomy(
            "TEXT_AND_PICTURES",
            List.of(attention(12, 8, 512, 77), attention(12, 12, 768, 50)),
            true,
            new Picture(3, 224, 224, 32),
            0,
            List.of());
    says(
        page("clip", "CONTRASTIVE", towers),
        "Reads up to **77 tokens** through **12 layers of 8 heads**, and pictures of **224 × 224 pixels** "
            + "in patches of 32 through **12 layers of 12 heads**",
        "how well pictures and texts fit");
    says(page("clip_vision_model", "BASE", vit), "It gives vectors and has no task of its own.");
  }

  @Test
  void of_recurrent_nets_and_perceptrons() {
    var both = new Stack("RECURRENT", 2, 9, 1, ANY, false, true);
    says(
        page("torch-lstm", "TOKEN_CLASSIFICATION", text(false, both), "B", "I", "O"),
        "Reads texts of **any length**, token by token, through **2 LSTM layers** of 9 units in each direction",
        "It marks every word with one of 3 classes");
    var one = new Stack("RECURRENT", 1, 9, 1, ANY, false, false);
    says(
        page(
            "torch-gru",
            "SEQUENCE_CLASSIFICATION",
            new Anatomy("SERIES", List.of(one), false, null, 5, List.of()),
            "LABEL_0"),
        "Reads series of **any length** with 5 numbers a step, through **one GRU layer** of 9 units;",
        "one number");
    var reads = new Stack("RECURRENT", 1, 256, 1, ANY, false, false);
    var writes = new Stack("RECURRENT", 1, 256, 1, ANY, true, false);
    says(
        page("torch-gru-seq2seq", "SEQUENCE_TO_SEQUENCE", text(true, reads, writes)),
        "Reads texts of **any length**, token by token, through **one GRU layer** of 256 units and writes another "
            + "text through **one GRU layer** of 256 units;",
        "It writes the text that it was taught");
    var linear = new Stack("LINEAR", 3, 13, 1, 0, false, false);
    says(
        page(
            "torch-mlp",
            "SEQUENCE_CLASSIFICATION",
            new Anatomy("ROWS", List.of(linear), false, null, 6, List.of()),
            "x",
            "y"),
        "Reads rows of **6 numbers** through **3 linear layers**, the widest of 13",
        "It sorts rows into 2 classes as it stands");
  }

  private static void says(ModelPage page, String... parts) {
    var english = new Summary(Words.in(Locale.ENGLISH).of(ModelsModel.class)).of(page);
    then(english).contains(parts).doesNotContain("2,147,483,647", " 0 ", "{");
    var chinese = new Summary(Words.in(Locale.SIMPLIFIED_CHINESE).of(ModelsModel.class)).of(page);
    then(chinese).containsPattern("\\p{IsHan}").doesNotContain("2,147,483,647", "{", "Reads");
  }

  private static Stack attention(int layers, int heads, int width, int tokens) {
    return new Stack("ATTENTION", layers, width, heads, tokens, false, false);
  }

  private static Anatomy text(boolean causal, Stack... stacks) {
    return new Anatomy("TEXT", List.of(stacks), causal, null, 0, List.of("F32"));
  }

  private static ModelPage page(
      String family, @Nullable String head, Anatomy anatomy, String... labels) {
    var about =
        new ModelHead("x", "/x", family, head, "folder", 1_234_567, 5_000_000, List.of(), null);
    var first = anatomy.first();
    return new ModelPage(
        about,
        "{}",
        List.of(labels),
        first.layers(),
        first.heads(),
        first.width(),
        0,
        first.tokens(),
        new ModelPage.Node("x", "", 1, List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        Map.of(),
        anatomy);
  }
}
