package org.vitrine.ui.data;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Request.PictureShown;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.ui.kit.Latest;

/// The pictures of the rows in sight, asked for when one is looked at; the last few hundred are kept.
final class PictureCache {
  private static final int KEPT = 400;

  /// Pixels of the longer side: enough for a card at 200 %.
  static final int SIDE = 480;

  /// @param image null where the file cannot be read
  record Seen(int width, int height, int channels, @Nullable Image image) {}

  private final Workbench workbench;
  private final Latest latest;
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final ReadOnlyIntegerWrapper came = new ReadOnlyIntegerWrapper();
  private @Nullable Source source;

  PictureCache(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
  }

  /// Forgets the pictures of another file.
  void of(@Nullable Source now) {
    if (now != null && source != null && now.path().equals(source.path())) return;
    asked.forEach(cell -> latest.cancel(name(cell)));
    asked.clear();
    seen.clear();
    source = now;
    came.set(came.get() + 1);
  }

  /// @return null while nobody knows
  @Nullable Seen at(String cell) {
    var known = seen.get(cell);
    var from = source;
    if (known != null || from == null || !asked.add(cell)) return known;
    latest.ask(
        name(cell),
        () -> workbench.ask(new Request.ShowPicture(from, cell, SIDE)),
        found -> keep(cell, seen(found)),
        _ -> keep(cell, new Seen(0, 0, 0, null)));
    return seen.get(cell);
  }

  private static Seen seen(PictureShown found) {
    var image = new Image(new ByteArrayInputStream(found.png()));
    return new Seen(found.width(), found.height(), found.channels(), image);
  }

  private void keep(String cell, Seen picture) {
    asked.remove(cell);
    if (seen.size() >= KEPT) seen.remove(seen.keySet().iterator().next());
    seen.put(cell, picture);
    came.set(came.get() + 1);
  }

  private static String name(String cell) {
    return "data.picture." + cell;
  }

  /// Changes when pictures came or went.
  ReadOnlyIntegerProperty came() {
    return came.getReadOnlyProperty();
  }
}
