package org.vitrine.ui.kit;

import java.util.regex.Pattern;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A sentence in which `**some words**` are bold and `` `others` `` are set in the monospaced face.
public final class Rich {
  private static final Pattern PART = Pattern.compile("\\*\\*(.+?)\\*\\*|`([^`]+)`");

  private Rich() {}

  /// @param classes of every part: `v-muted` for example
  public static TextFlow text(String sentence, String... classes) {
    var flow = new TextFlow();
    flow.setLineSpacing(2);
    var match = PART.matcher(sentence);
    int from = 0;
    while (match.find()) {
      add(flow, sentence.substring(from, match.start()), classes);
      if (match.group(1) != null) add(flow, match.group(1), with(classes, "v-strong"));
      else add(flow, match.group(2), with(classes, "v-mono"));
      from = match.end();
    }
    add(flow, sentence.substring(from), classes);
    return flow;
  }

  private static void add(TextFlow flow, String words, String... classes) {
    if (words.isEmpty()) return;
    var text = Icons.styled(new Text(words), classes);
    if (Fonts.isHan(words)) text.getStyleClass().add("v-han");
    flow.getChildren().add(text);
  }

  private static String[] with(String[] classes, String more) {
    var all = java.util.Arrays.copyOf(classes, classes.length + 1);
    all[classes.length] = more;
    return all;
  }
}
