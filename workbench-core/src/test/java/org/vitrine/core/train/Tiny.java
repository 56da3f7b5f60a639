package org.vitrine.core.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vitrine.core.base.Streams;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;

/// Models of a few thousand parameters and tables of a few dozen rows, so that a whole run takes a second.
public final class Tiny {
  private static final List<String> GOOD = List.of("good", "fine", "great", "lovely", "warm");
  private static final List<String> BAD = List.of("bad", "poor", "awful", "cold", "slow");
  private static final List<String> REST =
      List.of("the", "film", "is", "a", "an", "story", "and", "very");

  private Tiny() {}

  /// A BERT with 2 layers of width 16 and random weights, with its vocabulary.
  public static Path bert(Path folder) {
    var vocabulary = new StringBuilder("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n");
    for (var words : List.of(GOOD, BAD, REST))
      for (var word : words) vocabulary.append(word).append('\n');
    return write(
        folder,
        """
        {"model_type": "bert", "architectures": ["BertModel"], "vocab_size": 23, "hidden_size": 16,
         "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 32,
         "type_vocab_size": 2, "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1, "pad_token_id": 0}
        """,
        vocabulary.toString());
  }

  private static Path write(Path folder, String config, String vocabulary) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("config.json"), config);
      Files.writeString(folder.resolve("vocab.txt"), vocabulary);
      var opening = Opening.toLearn(7).fromScratch(true);
      try (var model = Models.open(folder, null, null, Devices.cpu(), opening)) {
        model.save(folder);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sentences of which one word tells the label.
  public static Path reviews(Path file, int rows) {
    var random = Streams.DATA_ORDER.at(3, 0);
    var text = new StringBuilder("text,label\n");
    for (int i = 0; i < rows; i++) {
      boolean good = i % 2 == 0;
      var words = good ? GOOD : BAD;
      text.append("the film is ").append(i % 3 == 0 ? "a very " : "");
      text.append(words.get(Streams.below(random, words.size()))).append(' ');
      text.append(i % 5 == 0 ? "story and film" : "story").append(good ? ",good\n" : ",bad\n");
    }
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
