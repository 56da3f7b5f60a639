package org.vitrine.app.command;

import java.util.ArrayList;
import java.util.stream.Collectors;
import org.vitrine.core.session.protocol.Anatomy;
import org.vitrine.core.session.protocol.Anatomy.Stack;

/// What a model reads and is made of, in words of the command line.
final class AnatomyLines {
  /// A text in the user's language.
  interface Words {
    String text(String key, Object... facts);
  }

  private final Words words;

  AnatomyLines(Words words) {
    this.words = words;
  }

  String layout(Anatomy anatomy) {
    return anatomy.stacks().stream().map(this::stack).collect(Collectors.joining(" + "));
  }

  private String stack(Stack stack) {
    return switch (stack.kind()) {
      case "RECURRENT" ->
          words.text(
              stack.both() ? "model.layers.both" : "model.layers.recurrent",
              stack.layers(),
              stack.width());
      case "CONVOLUTION" -> words.text("model.layers.convolution", stack.layers(), stack.width());
      case "LINEAR" -> words.text("model.layers.linear", stack.layers(), stack.width());
      default -> words.text("model.layers", stack.layers(), stack.heads(), stack.width());
    };
  }

  String reads(Anatomy anatomy, int vocabulary) {
    var all = new ArrayList<String>();
    var first = anatomy.first();
    switch (anatomy.reads()) {
      case "SERIES" -> all.add(words.text("model.series", anatomy.features()));
      case "ROWS" -> all.add(words.text("model.rows", anatomy.features()));
      case "PICTURES" -> {}
      default ->
          all.add(
              first.tokens() == Integer.MAX_VALUE
                  ? words.text("model.any_length", vocabulary)
                  : words.text("model.positions", first.tokens(), vocabulary));
    }
    var picture = anatomy.picture();
    if (picture != null) {
      all.add(
          picture.height() == 0
              ? words.text("model.pictures.any", picture.channels())
              : words.text(
                  "model.pictures",
                  picture.height(),
                  picture.width(),
                  picture.patch(),
                  picture.channels()));
    }
    return String.join("; ", all);
  }
}
