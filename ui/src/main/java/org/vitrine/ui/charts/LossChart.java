package org.vitrine.ui.charts;

import java.awt.geom.Rectangle2D;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.transform.Scale;
import javafx.util.Duration;
import org.jfree.chart.fx.ChartCanvas;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Fonts;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Words;

/// Curves over steps. The wheel zooms x, dragging pans, a double click shows all; the pointer moves a crosshair, which
/// several charts may share, as they may share what is in sight. With the keyboard: ← → move the crosshair, + − zoom, 0 shows
/// all.
public final class LossChart extends Region {
  private static final Duration BETWEEN_DRAWINGS = Duration.millis(220);
  private static final double CLOSEST = 4;

  private final Theme theme;
  private final Words words;
  private final ChartData data;
  private final boolean small;
  private final ChartPlot plots = new ChartPlot();
  private final ChartCanvas canvas = new ChartCanvas(plots.chart());
  private final Canvas over = new Canvas();
  private final ChartOverlay overlay;
  private final DoubleProperty smoothing = new SimpleDoubleProperty(0.6);
  private final BooleanProperty logarithmic = new SimpleBooleanProperty();
  private final DoubleProperty crosshair = new SimpleDoubleProperty(Double.NaN);
  private final ObjectProperty<@Nullable Range> range = new SimpleObjectProperty<>();
  private final PauseTransition pause = new PauseTransition(BETWEEN_DRAWINGS);
  private final ChangeListener<Palette> onTheme = (_, _, _) -> redraw();
  private Consumer<Double> onMark = _ -> {};
  private boolean waiting, stale = true;
  private double dragX = Double.NaN;

  /// @param data stays the caller's, who changes it and calls [#changed]
  /// @param small without words and end value: one of several small charts
  public LossChart(Theme theme, Words words, ChartData data, boolean small) {
    this.theme = theme;
    this.words = words.of(LossChart.class);
    this.data = data;
    this.small = small;
    overlay = new ChartOverlay(this.words, data, plots, small);
    getChildren().addAll(canvas, over);
    canvas.setManaged(false);
    canvas.setTooltipEnabled(false);
    over.setManaged(false);
    canvas.setMouseTransparent(true);
    over.setMouseTransparent(true);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Boxes.classes(this, "v-focusable");
    theme.palette().addListener(new WeakChangeListener<>(onTheme));
    smoothing.addListener((_, _, _) -> redraw());
    logarithmic.addListener((_, _, _) -> redraw());
    range.addListener((_, _, _) -> redraw());
    crosshair.addListener((_, _, _) -> drawOver());
    pause.setOnFinished(_ -> {
      if (waiting) changed();
    });
    pointer();
  }

  private void pointer() {
    setOnMouseMoved(e -> crosshair.set(overlay.value(e.getX())));
    setOnMouseExited(_ -> crosshair.set(Double.NaN));
    setOnMousePressed(e -> {
      requestFocus();
      dragX = e.getX();
    });
    setOnMouseDragged(this::pan);
    setOnMouseClicked(e -> {
      if (e.getClickCount() == 2) range.set(null);
    });
    setOnScroll(this::zoom);
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /// Says that the data has changed. Drawn at most four or five times a second, however often this is called.
  public void changed() {
    if (pause.getStatus() == javafx.animation.Animation.Status.RUNNING) {
      waiting = true;
      return;
    }
    waiting = false;
    pause.playFromStart();
    redraw();
  }

  /// Weight of the past, 0 .. below 1 (METHODS 2.15).
  public DoubleProperty smoothing() {
    return smoothing;
  }

  public BooleanProperty logarithmic() {
    return logarithmic;
  }

  /// x of the crosshair, NaN for none. Bind several charts' both ways to have one for all.
  public DoubleProperty crosshair() {
    return crosshair;
  }

  /// The part of x in sight, null for all.
  public ObjectProperty<@Nullable Range> range() {
    return range;
  }

  /// What happens when M is pressed: x of the crosshair.
  public void onMark(Consumer<Double> work) {
    onMark = work;
  }

  /// The last value as it is drawn, smoothed where that is so; NaN without one.
  public double lastValue(Line line) {
    return plots.shown(line, smoothing.get()).last();
  }

  /// The chart as a picture, twice as fine as on the screen.
  public WritableImage image() {
    var how = new SnapshotParameters();
    how.setFill(theme.palette().get().paper());
    how.setTransform(new Scale(2, 2));
    return snapshot(how, null);
  }

  /// All points of all lines as a table: x, then a column a line, smoothed ones beside the raw.
  public String csv() {
    return ChartTable.csv(data, plots, smoothing.get(), words);
  }

  /// The chart as an SVG drawing, as large as on the screen; empty before it was on one.
  public String svg() {
    var area = area();
    if (area == null) return "";
    var unit = theme.scale().get();
    return new ChartSvg(data, plots, theme.palette().get(), area, unit)
        .of(getWidth(), getHeight(), smoothing.get());
  }

  private @Nullable Rectangle2D area() {
    var info = canvas.getRenderingInfo();
    return info == null ? null : info.getPlotInfo().getDataArea();
  }

  private Range whole() {
    double from = Double.POSITIVE_INFINITY, to = Double.NEGATIVE_INFINITY;
    for (var line : data.lines()) {
      if (line.curve().isEmpty()) continue;
      from = Math.min(from, line.curve().x(0));
      to = Math.max(to, line.curve().end());
    }
    if (data.end() > to) to = data.end();
    else if (to > from) to += (small ? 0.025 : 0.008) * (to - from); // room for the last mark
    if (!(from < to)) return new Range(0, Math.max(1, Double.isFinite(to) ? to : 1));
    return new Range(from > 0 && from <= 0.1 * to ? 0 : from, to);
  }

  private Range inSight() {
    var whole = whole();
    var chosen = range.get();
    return chosen == null ? whole : chosen.inside(whole);
  }

  private void zoom(ScrollEvent e) {
    if (e.getDeltaY() == 0) return;
    closer(e.getDeltaY() > 0 ? 1.25 : 0.8, overlay.share(e.getX()));
    e.consume();
  }

  private void closer(double by, double at) {
    var whole = whole();
    var next = inSight().zoom(by, at);
    if (next.length() < CLOSEST) return;
    range.set(next.length() >= whole.length() * 0.999 ? null : next.inside(whole));
  }

  private void pan(MouseEvent e) {
    var sight = inSight();
    double moved = overlay.value(dragX) - overlay.value(e.getX());
    dragX = e.getX();
    if (range.get() == null || Double.isNaN(moved)) return;
    range.set(new Range(sight.from() + moved, sight.to() + moved).inside(whole()));
  }

  private void pressed(KeyEvent e) {
    var sight = inSight();
    double now = Double.isNaN(crosshair.get()) ? sight.to() : crosshair.get();
    switch (e.getCode()) {
      case LEFT -> crosshair.set(Math.max(sight.from(), now - sight.length() / 100));
      case RIGHT -> crosshair.set(Math.min(sight.to(), now + sight.length() / 100));
      case PLUS, EQUALS, ADD -> closer(1.25, 0.5);
      case MINUS, SUBTRACT -> closer(0.8, 0.5);
      case DIGIT0, NUMPAD0 -> range.set(null);
      case M -> {
        if (!Double.isNaN(crosshair.get())) onMark.accept(crosshair.get());
      }
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void redraw() {
    stale = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth(), height = getHeight();
    if (width < 40 || height < 30) return;
    if (!stale && canvas.getWidth() == width && canvas.getHeight() == height) return;
    stale = false;
    var palette = theme.palette().get();
    double unit = theme.scale().get();
    int columns = (int) Math.max(1, width);
    int ticks = (int) Math.clamp(height / (60 * unit), 2, 6);
    plots.fill(
        data,
        new ChartPlot.View(smoothing.get(), logarithmic.get(), small, inSight(), columns, ticks),
        palette,
        unit * theme.stroke());
    canvas.setWidth(width);
    canvas.setHeight(height);
    // JFreeChart sets a font only where it changes, and restores what the canvas had before each
    // drawing
    var font = Font.font(Fonts.MONO, ChartLook.TYPE * unit * theme.stroke());
    canvas.getGraphicsContext2D().setFont(font);
    canvas.draw();
    over.setWidth(width);
    over.setHeight(height);
    drawOver();
  }

  private void drawOver() {
    var area = area();
    if (area == null || area.getWidth() < 1) return;
    overlay.draw(
        over.getGraphicsContext2D(),
        area,
        theme.palette().get(),
        theme.scale().get(),
        smoothing.get(),
        crosshair.get(),
        isHover() || isFocused());
    setAccessibleText(overlay.sentence(smoothing.get(), crosshair.get()));
  }
}
