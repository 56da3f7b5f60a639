package org.vitrine.ui.insight;

import java.util.Random;
import javafx.scene.canvas.GraphicsContext;
import org.vitrine.core.insight.Role;
import org.vitrine.ui.charts.Inks;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;

/// What will be here: a few small maps, each like a role.
final class EmptyPicture extends Drawing {
  private static final Role[] ROLES = {
    Role.MIXED, Role.PREVIOUS, Role.INDUCTION, Role.SELF, Role.NEXT, Role.BROAD,
    Role.MIXED, Role.MIXED, Role.SEPARATOR, Role.FIRST, Role.LOCAL, Role.SEPARATOR
  };
  private static final int CELLS = 7;

  EmptyPicture(Theme theme) {
    super(theme);
    Boxes.height(Boxes.width(this, 190), 64);
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    double step = width / 6, side = step * 0.88, cell = side / CELLS;
    for (int k = 0; k < ROLES.length; k++) {
      var random = new Random(k + 11);
      double left = k % 6 * step, top = k / 6 * step;
      for (int i = 0; i < CELLS; i++)
        for (int j = 0; j < CELLS; j++) {
          double shade = shade(ROLES[k], i, j, random);
          g.setFill(Inks.colour(ROLES[k].ink(), shade, palette));
          g.fillRect(left + j * cell, top + i * cell, cell + 0.5, cell + 0.5);
        }
    }
  }

  private static double shade(Role role, int i, int j, Random random) {
    double faint = 0.05 + 0.12 * random.nextDouble();
    boolean strong =
        switch (role) {
          case PREVIOUS -> j == i - 1;
          case NEXT -> j == i + 1;
          case SELF -> j == i;
          case SEPARATOR -> j == CELLS - 1;
          case FIRST -> j == 0;
          case LOCAL -> Math.abs(i - j) <= 1;
          default -> random.nextDouble() < 0.14;
        };
    return role == Role.BROAD ? 0.24 : strong ? 0.8 : faint;
  }
}
