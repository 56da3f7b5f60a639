package org.vitrine.core.train;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.Model;

/// Which parameters learn.
final class Learning {
  private static final Pattern LAST = Pattern.compile("last:(\\d{1,9})");
  private static final Pattern LAYER = Pattern.compile("\\.(?:layer|h|layers)\\.(\\d+)\\.");

  private Learning() {}

  /// @param what `all`, `head`, or `last:N` for the head and the last N layers
  static Map<String, NDArray> chosen(String what, Model model) {
    var last = LAST.matcher(what);
    int layers = what.equals("head") ? 0 : last.matches() ? Integer.parseInt(last.group(1)) : -1;
    if (layers < 0 && !what.equals("all")) throw new Problem("train.learns", what);
    var chosen = new LinkedHashMap<String, NDArray>();
    model
        .parameters()
        .forEach((name, array) -> {
          if (layers < 0 || model.ofHead(name) || layer(name) >= model.config().layers() - layers) {
            chosen.put(name, array);
          }
        });
    if (chosen.isEmpty()) throw new Problem("train.learns", what);
    return chosen;
  }

  private static int layer(String name) {
    var found = LAYER.matcher("." + name);
    return found.find() ? Integer.parseInt(found.group(1)) : -1;
  }
}
