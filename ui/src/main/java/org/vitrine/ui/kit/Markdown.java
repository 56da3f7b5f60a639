package org.vitrine.ui.kit;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/// Markdown as labels and text flows. Nothing in it is run or fetched: HTML is left out, pictures become their words, links
/// are told and not followed.
public final class Markdown {
  private static final int MOST = 200_000;

  private Markdown() {}

  public static VBox of(String markdown) {
    var page = Boxes.column(10);
    var text = withoutHead(markdown.length() > MOST ? markdown.substring(0, MOST) : markdown);
    Parser.builder().build().parse(text).accept(new Blocks(page));
    return page;
  }

  /// Model cards begin with facts for machines between two lines of dashes.
  static String withoutHead(String markdown) {
    if (!markdown.startsWith("---")) return markdown;
    int end = markdown.indexOf("\n---", 3);
    if (end < 0) return markdown;
    int line = markdown.indexOf('\n', end + 1);
    return line < 0 ? "" : markdown.substring(line + 1);
  }

  private static final class Blocks extends AbstractVisitor {
    private final VBox page;
    private String mark = "";

    Blocks(VBox page) {
      this.page = page;
    }

    private void add(Node node) {
      page.getChildren().add(node);
    }

    @Override
    public void visit(Heading heading) {
      var flow = flow(heading, heading.getLevel() <= 1 ? "v-section" : "v-heading", "v-strong");
      add(Boxes.pad(new VBox(flow), heading.getLevel() <= 2 ? 8 : 2, 0, 0, 0));
    }

    @Override
    public void visit(Paragraph paragraph) {
      var flow = flow(paragraph);
      if (mark.isEmpty()) {
        add(flow);
        return;
      }
      var row = Boxes.row(8, Labels.muted(mark), Boxes.grow(flow));
      row.setAlignment(javafx.geometry.Pos.TOP_LEFT);
      mark = "";
      add(row);
    }

    @Override
    public void visit(BulletList list) {
      list(list, -1);
    }

    @Override
    public void visit(OrderedList list) {
      var start = list.getMarkerStartNumber();
      list(list, start == null ? 1 : start);
    }

    private void list(org.commonmark.node.Node list, int number) {
      var inner = Boxes.pad(Boxes.column(5), 0, 0, 0, 12);
      for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
        if (!(item instanceof ListItem)) continue;
        var blocks = new Blocks(inner);
        blocks.mark = number < 0 ? "•" : number++ + ".";
        blocks.visitChildren(item);
      }
      add(inner);
    }

    @Override
    public void visit(BlockQuote quote) {
      var inner = Boxes.pad(Boxes.column(6), 4, 0, 4, 14);
      inner.getStyleClass().add("v-quote");
      new Blocks(inner).visitChildren(quote);
      add(inner);
    }

    @Override
    public void visit(FencedCodeBlock code) {
      code(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      code(code.getLiteral());
    }

    private void code(String text) {
      var box = new VBox(Labels.wrapped(text.stripTrailing(), "v-mono", "v-caption"));
      box.getStyleClass().add("v-code");
      add(box);
    }

    @Override
    public void visit(ThematicBreak rule) {
      add(Boxes.rule());
    }

    @Override
    public void visit(HtmlBlock html) {
      // left out: it would be markup in front of people
    }
  }

  private static TextFlow flow(org.commonmark.node.Node block, String... classes) {
    var flow = new TextFlow();
    flow.setLineSpacing(2);
    var words = new Words(flow, classes);
    words.all(block);
    return flow;
  }

  private static final class Words extends AbstractVisitor {
    private final TextFlow flow;
    private final String[] classes;
    private String style = "";

    Words(TextFlow flow, String... classes) {
      this.flow = flow;
      this.classes = classes;
    }

    void all(org.commonmark.node.Node block) {
      visitChildren(block);
    }

    private void add(String words, String... more) {
      var text = Icons.styled(Icons.styled(new Text(words), classes), more);
      if (!style.isEmpty()) text.getStyleClass().add(style);
      if (Fonts.isHan(words)) text.getStyleClass().add("v-han");
      flow.getChildren().add(text);
    }

    @Override
    public void visit(org.commonmark.node.Text text) {
      add(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      add(code.getLiteral(), "v-mono");
    }

    @Override
    public void visit(SoftLineBreak line) {
      add(" ");
    }

    @Override
    public void visit(HardLineBreak line) {
      add("\n");
    }

    @Override
    public void visit(StrongEmphasis strong) {
      inside("v-strong", strong);
    }

    @Override
    public void visit(Emphasis emphasis) {
      inside("v-emphasis", emphasis);
    }

    @Override
    public void visit(org.commonmark.node.Link link) {
      inside("v-accent", link);
      if (link.getDestination().startsWith("http"))
        add(" (" + link.getDestination() + ")", "v-muted");
    }

    @Override
    public void visit(Image image) {
      inside("v-muted", image);
    }

    private void inside(String with, org.commonmark.node.Node node) {
      var before = style;
      style = with;
      visitChildren(node);
      style = before;
    }
  }
}
