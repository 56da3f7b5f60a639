package org.vitrine.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Problem;

/// Something went wrong: what happened, what to try with buttons that do it, details folded, a report to copy.
public final class ProblemBox extends VBox {
  /// @param tone [Tone#BAD] lost or impossible, [Tone#WARN] risky, [Tone#ACCENT] recovered
  /// @param remedies buttons, likeliest first
  public ProblemBox(Words words, Problem problem, Tone tone, Node... remedies) {
    var kit = words.of(ProblemBox.class);
    getStyleClass().addAll("v-card", "v-tint-" + tone.name().toLowerCase(java.util.Locale.ROOT));
    var text = Boxes.column(4, Labels.wrapped(problem.sentence(kit.locale()), "v-heading"));
    var tries = Labels.wrapped(problem.remedy(kit.locale()));
    text.getChildren().addAll(Labels.strong(kit.get("problem.try")), tries);
    var head = new HBox(Icons.of(tone.icon(), tone), Boxes.grow(text));
    Boxes.style(head, "-fx-spacing", Boxes.em(12));
    var report = Buttons.quiet(kit.get("problem.copy"), Feather.COPY, () -> copy(report(problem)));
    var row = Boxes.row(8, remedies);
    row.getChildren().addAll(Boxes.spring(), report);
    getChildren().addAll(head, Boxes.pad(row, 4, 0, 0, 30), details(kit, problem));
    setFillWidth(true);
  }

  private static Node details(Words kit, Problem problem) {
    var facts = Labels.wrapped(report(problem), "v-mono", "v-caption");
    var box = new VBox(facts);
    box.getStyleClass().add("v-code");
    var pane = new TitledPane(kit.get("problem.details"), box);
    pane.setExpanded(false);
    pane.setAnimated(false);
    pane.getStyleClass().add("v-details");
    return Boxes.pad(new VBox(pane), 0, 0, 0, 30);
  }

  /// Key, numbers, file names without their folders, versions: nothing that a user wrote.
  static String report(Problem problem) {
    var report = new StringBuilder("code   ").append(problem.key());
    for (var fact : problem.facts()) {
      if (fact instanceof Number || isName(fact.toString()))
        report.append("\nfact   ").append(shortened(fact));
    }
    report.append("\njava   ").append(Runtime.version());
    report
        .append("\nsystem ")
        .append(System.getProperty("os.name"))
        .append(' ')
        .append(System.getProperty("os.arch"));
    return report.toString();
  }

  /// A path, tensor or setting has no spaces; a sentence of a user does.
  private static boolean isName(String fact) {
    return !fact.contains(" ") && fact.length() < 200;
  }

  private static String shortened(Object fact) {
    var text = fact.toString();
    return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  }

  public static void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
