package org.vitrine.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.vitrine.core.session.protocol.TokenList.Token;

/// A text as its tokens, with ids below on wish. A piece that goes on with a word has another tint, an unknown one is
/// underlined twice, special ones are grey.
public final class TokenStrip extends FlowPane {
  private static final int MOST = 400;

  private final boolean ids;
  private Consumer<Token> hover = _ -> {};
  private Runnable leave = () -> {};

  /// @param ids whether the numbers stand below
  public TokenStrip(boolean ids) {
    this.ids = ids;
    getStyleClass().add("v-tokens");
  }

  /// @param hover hears of the token under the mouse or with the focus, `leave` of none
  public TokenStrip hearing(Consumer<Token> hover, Runnable leave) {
    this.hover = hover;
    this.leave = leave;
    return this;
  }

  /// At most the first 400; the rest is counted by the caller.
  public void show(List<Token> tokens) {
    var nodes = new ArrayList<Node>();
    Token last = null;
    for (var token : tokens.subList(0, Math.min(MOST, tokens.size()))) {
      boolean goesOn =
          last != null
              && !token.special()
              && !last.special()
              && last.end() == token.start()
              && isWordPart(token.text());
      nodes.add(chip(token, goesOn));
      last = token;
    }
    getChildren().setAll(nodes);
  }

  private static boolean isWordPart(String text) {
    return text.startsWith("##")
        || !text.isEmpty() && Character.isLetter(text.charAt(0)) && text.charAt(0) < 0x2E80;
  }

  private Node chip(Token token, boolean goesOn) {
    var text = Labels.of(shown(token.text()), "v-mono", "v-token");
    text.getStyleClass()
        .add(token.special() ? "v-token-special" : goesOn ? "v-token-piece" : "v-token-word");
    if (token.unknown()) text.getStyleClass().add("v-token-unknown");
    var box = new VBox(text);
    box.setAlignment(Pos.CENTER);
    if (ids) {
      Label id = Labels.of(Long.toString(token.id()), "v-mono", "v-small", "v-muted");
      box.getChildren().add(id);
    }
    box.setFocusTraversable(true);
    box.getStyleClass().add("v-token-box");
    box.setAccessibleText(token.text() + " " + token.id());
    box.setOnMouseEntered(_ -> hover.accept(token));
    box.setOnMouseExited(_ -> leave.run());
    box.focusedProperty()
        .subscribe(on -> {
          if (on) hover.accept(token);
        });
    return box;
  }

  /// Spaces and line ends made visible: byte-level vocabularies write a space as Ġ and a line end as Ċ.
  static String shown(String token) {
    return token
        .replace('Ġ', '␣')
        .replace('Ċ', '⏎')
        .replace('▁', '␣')
        .replace(' ', '␣')
        .replace('\n', '⏎')
        .replace('\t', '⇥');
  }
}
