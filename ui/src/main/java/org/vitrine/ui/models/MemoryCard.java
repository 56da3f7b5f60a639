package org.vitrine.ui.models;

import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.Anatomy;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// What running and tuning need of this computer's memory.
final class MemoryCard extends Card {
  MemoryCard(Ui ui, ModelsModel model, ModelPage page) {
    Words words = ui.wordsOf(ModelsScreen.class);
    Live.follow(this, model.machine(), _ -> fill(ui, model, page, words));
    Boxes.minHeight(this, 200);
  }

  private void fill(Ui ui, ModelsModel model, ModelPage page, Words words) {
    var device = model.device();
    long whole = device.map(d -> d.memory()).orElse(0L),
        free = device.map(d -> d.free()).orElse(0L);
    var of = whole > 0 ? words.get("memory.of", words.bytes(whole)) : "";
    var caption = Labels.caption(of);
    device.ifPresent(d -> caption.setTooltip(org.vitrine.ui.kit.Buttons.tip(d.name())));
    getChildren().setAll(Card.head(words.get("memory"), caption));
    page.memory()
        .forEach((what, bytes) -> {
          var name = words.has("memory." + what) ? words.get("memory." + what) : what;
          var bar = new Bar(ui.theme());
          if (whole > 0) bar.show(parts(page.head().parameters() * 4, what, bytes, whole, free));
          Boxes.height(bar, 13);
          var number = Labels.of("≈ " + words.bytes(bytes), "v-mono", "v-strong");
          getChildren()
              .addAll(
                  Boxes.row(8, Labels.strong(name), Boxes.spring(), number),
                  bar,
                  Labels.wrapped(
                      verdict(words, page, what, bytes, whole, free), "v-caption", "v-muted"));
        });
  }

  /// Tuning everything holds the weights once more as gradients, and what is left for AdamW, activations and the engine.
  private static Bar.Part[] parts(long weights, String what, long bytes, long whole, long free) {
    double all = whole;
    if (free > 0 && bytes > free) return new Bar.Part[] {new Bar.Part(bytes / all, "bad")};
    if (!what.equals("tune") || weights <= 0 || bytes <= 2 * weights)
      return new Bar.Part[] {new Bar.Part(bytes / all, "series-1")};
    return new Bar.Part[] {
      new Bar.Part(weights / all, "series-1"),
      new Bar.Part(weights / all, "series-2"),
      new Bar.Part((bytes - 2 * weights) / all, "series-4")
    };
  }

  private static String verdict(
      Words words, ModelPage page, String what, long bytes, long whole, long free) {
    var anatomy = page.anatomy();
    var load = what.equals("tune") && anatomy != null ? anatomy.tuned() : null;
    var read = load == null ? "" : words.get(key(anatomy, load), load.batch(), load.tokens());
    var verdict =
        whole <= 0
            ? words.get("memory.unknown")
            : free > 0 && bytes > free
                ? words.get(bytes > whole ? "memory.never" : "memory.tight", words.bytes(free))
                : words.get("memory.fits");
    return read.isEmpty() ? verdict : words.get("memory.for", verdict, read);
  }

  private static String key(@Nullable Anatomy anatomy, Anatomy.Load load) {
    if (anatomy != null && anatomy.reads().equals("PICTURES")) return "memory.places";
    return load.tokens() == 0 ? "memory.examples" : "memory.texts";
  }
}
