package org.vitrine.ui.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.vitrine.ui.kit.Fonts;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Palette;

/// JFreeChart in Vitrine's clothes: horizontal hairlines only, no frame, small numbers in JetBrains Mono.
final class ChartLook {
  static final Shape[] MARKS = {
    new Ellipse2D.Double(-3.5, -3.5, 7, 7),
    new Rectangle2D.Double(-3.25, -3.25, 6.5, 6.5),
    triangle(4.2),
    diamond(4.4)
  };

  /// Size of the numbers at the axes, pixels at 100 %.
  static final double TYPE = 10.5;

  private static final Font MONO = mono();

  private ChartLook() {}

  static void dress(JFreeChart chart, XYPlot plot, Palette palette, double unit) {
    chart.setBackgroundPaint(null);
    chart.setBorderVisible(false);
    chart.setPadding(new RectangleInsets(9 * unit, 0, 0, 9 * unit));
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(awt(palette.hairline()));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setRangeZeroBaselineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    axis(plot.getDomainAxis(), palette, unit);
    axis(plot.getRangeAxis(), palette, unit);
    plot.getRangeAxis().setAxisLineVisible(false);
  }

  static void axis(ValueAxis axis, Palette palette, double unit) {
    axis.setTickLabelFont(MONO.deriveFont((float) (TYPE * unit)));
    axis.setTickLabelPaint(awt(palette.muted()));
    axis.setAxisLinePaint(awt(palette.line()));
    axis.setTickMarksVisible(false);
    axis.setTickLabelInsets(new RectangleInsets(3 * unit, 4 * unit, 3 * unit, 5 * unit));
    axis.setAutoRange(false);
  }

  static Color awt(javafx.scene.paint.Color colour) {
    return new Color(
        (float) colour.getRed(),
        (float) colour.getGreen(),
        (float) colour.getBlue(),
        (float) colour.getOpacity());
  }

  /// @param pattern from 1
  /// @param dense whether corners lie so close that round ones cannot be seen
  static Stroke stroke(double width, int pattern, boolean dense) {
    var dash = Palette.dash(pattern);
    int join = dense ? BasicStroke.JOIN_BEVEL : BasicStroke.JOIN_ROUND;
    int cap = dense ? BasicStroke.CAP_BUTT : BasicStroke.CAP_ROUND;
    if (dash.length == 0) return new BasicStroke((float) width, cap, join);
    var lengths = new float[dash.length];
    for (int k = 0; k < dash.length; k++) lengths[k] = (float) (dash[k] * width / 1.8);
    return new BasicStroke((float) width, BasicStroke.CAP_BUTT, join, 1, lengths, 0);
  }

  /// Numbers beside an axis: 1,000, 0.4, 2e-5.
  ///
  /// @param brief 10k for 10,000
  static NumberFormat numbers(double step, boolean brief) {
    return new AxisNumbers(step, brief);
  }

  @SuppressWarnings("serial") // never serialized
  private static final class AxisNumbers extends NumberFormat {
    private final double step;
    private final boolean brief;

    AxisNumbers(double step, boolean brief) {
      this.step = step;
      this.brief = brief;
    }

    @Override
    public StringBuffer format(double value, StringBuffer into, FieldPosition place) {
      return into.append(text(value));
    }

    private String text(double value) {
      if (Math.abs(value) < step / 1000) return step < 1 && step >= 0.001 ? digits(0) : "0";
      if (step >= 1_000_000) return Numbers.count(Math.round(value / 1e6)) + "M";
      if (step >= 1000 && brief) return Numbers.count(Math.round(value / 1e3)) + "k";
      if (step >= 1) return Numbers.count(Math.round(value));
      return step < 0.001 ? Numbers.compact(value) : digits(value);
    }

    private String digits(double value) {
      int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
      return String.format(Locale.ROOT, "%." + digits + "f", value).replace('-', '−');
    }

    @Override
    public StringBuffer format(long value, StringBuffer into, FieldPosition place) {
      return format((double) value, into, place);
    }

    @Override
    public Number parse(String source, ParsePosition place) {
      throw new UnsupportedOperationException();
    }
  }

  private static Shape triangle(double r) {
    var path = new Path2D.Double();
    path.moveTo(0, -r);
    path.lineTo(r * 0.95, r * 0.7);
    path.lineTo(-r * 0.95, r * 0.7);
    path.closePath();
    return path;
  }

  private static Shape diamond(double r) {
    var path = new Path2D.Double();
    path.moveTo(0, -r);
    path.lineTo(r, 0);
    path.lineTo(0, r);
    path.lineTo(-r, 0);
    path.closePath();
    return path;
  }

  /// JFreeChart names fonts the AWT way, so the AWT must know the family too.
  private static Font mono() {
    try (var in =
        Fonts.class.getResourceAsStream("/org/vitrine/ui/fonts/JetBrainsMono-Regular.ttf")) {
      if (in != null) {
        var font = Font.createFont(Font.TRUETYPE_FONT, in);
        GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
        return font;
      }
    } catch (IOException | FontFormatException _) {
      // the system's does as well
    }
    return new Font(Font.MONOSPACED, Font.PLAIN, 1);
  }
}
