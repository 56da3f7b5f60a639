package org.vitrine.ui.models;

import org.vitrine.core.session.protocol.Anatomy;
import org.vitrine.core.session.protocol.Anatomy.Stack;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Words;

/// What a model reads, through what, and how large it is: the first half of its sentence.
final class Reading {
  private final Words words;

  Reading(Words words) {
    this.words = words;
  }

  String of(Anatomy anatomy, ModelPage page) {
    return words.get("summary.size", reads(anatomy, page), words.about(page.head().parameters()));
  }

  private String reads(Anatomy anatomy, ModelPage page) {
    var first = anatomy.first();
    return switch (anatomy.reads()) {
      case "PICTURES" -> pictures(anatomy);
      case "TEXT_AND_PICTURES" ->
          words.get(
              "summary.towers",
              length(first),
              pixels(anatomy),
              layers(first),
              layers(anatomy.last()));
      case "SERIES" ->
          words.get("summary.series", words.count(anatomy.features()), recurrent(first, page));
      case "ROWS" ->
          words.get(
              "summary.rows",
              words.count(anatomy.features()),
              words.count(first.layers()),
              words.count(first.width()));
      default -> text(anatomy, page);
    };
  }

  private String text(Anatomy anatomy, ModelPage page) {
    var first = anatomy.first();
    boolean steps = first.kind().equals("RECURRENT");
    if (steps && anatomy.last().crosses())
      return words.get(
          "summary.two_steps", recurrent(first, page), recurrent(anatomy.last(), page));
    if (steps) return words.get("summary.steps", recurrent(first, page));
    var width = words.count(first.width());
    if (anatomy.last().crosses())
      return words.get("summary.two", length(first), width, layers(first), layers(anatomy.last()));
    return words.get(
        anatomy.causal() ? "summary.causal" : "summary.reads", length(first), width, layers(first));
  }

  private String pictures(Anatomy anatomy) {
    var first = anatomy.first();
    if (first.kind().equals("CONVOLUTION"))
      return words.get(
          "summary.convolutions", words.count(first.layers()), words.count(first.width()));
    return words.get(
        "summary.pictures",
        pixels(anatomy),
        words.count(first.tokens()),
        words.count(first.width()),
        layers(first));
  }

  private String pixels(Anatomy anatomy) {
    var picture = anatomy.picture();
    if (picture == null || picture.height() == 0) return words.get("summary.any_size");
    return words.get("summary.pixels", picture.height(), picture.width(), picture.patch());
  }

  private String length(Stack stack) {
    return stack.tokens() == Integer.MAX_VALUE
        ? words.get("summary.any_length")
        : words.get("summary.length", words.count(stack.tokens()));
  }

  private String layers(Stack stack) {
    return words.get("summary.layers", words.count(stack.layers()), words.count(stack.heads()));
  }

  private String recurrent(Stack stack, ModelPage page) {
    var family = String.valueOf(page.head().family());
    var cell =
        family
            .replaceFirst("torch-", "")
            .replaceFirst("-.*", "")
            .toUpperCase(java.util.Locale.ROOT);
    return words.get(
        stack.both() ? "summary.both_ways" : "summary.one_way",
        stack.layers(),
        cell,
        words.count(stack.width()));
  }
}
