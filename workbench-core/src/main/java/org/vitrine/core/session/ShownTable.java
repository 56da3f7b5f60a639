package org.vitrine.core.session;

import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.PictureCells;
import org.vitrine.core.data.Table;
import org.vitrine.core.train.Recipe;

/// The table that was shown last stays open: scrolling asks for its rows, and for their pictures, again and again.
final class ShownTable {
  private Recipe.@Nullable Source shown;
  private @Nullable Table table;
  private @Nullable PictureCells pictures;

  synchronized Table table(Recipe.Source source, Progress progress) {
    var key =
        new Recipe.Source(
            source.path(),
            null,
            null,
            null,
            source.encoding(),
            source.delimiter(),
            source.header(),
            0);
    var known = table;
    if (known != null && key.equals(shown)) return known;
    if (known != null) known.close();
    table = null;
    pictures = null;
    var opened = DataFiles.open(source, progress);
    shown = key;
    table = opened;
    return opened;
  }

  synchronized PictureCells pictures(Recipe.Source source, Progress progress) {
    var opened = table(source, progress);
    var known = pictures;
    if (known != null) return known;
    var cells = PictureCells.of(opened);
    pictures = cells;
    return cells;
  }
}
