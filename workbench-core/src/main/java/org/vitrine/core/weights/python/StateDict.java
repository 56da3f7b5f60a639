package org.vitrine.core.weights.python;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vitrine.core.base.Problem;
import org.vitrine.core.weights.python.TorchCalls.Planned;

/// The named tensors in what a program saved: the dictionary itself, or the one inside it that holds the most tensors,
/// since many keep the weights under `model` or `state_dict` beside other things.
final class StateDict {
  /// Wrappers put these before every name.
  private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

  /// An optimizer keeps several tensors for each weight.
  private static final String OPTIMIZER = "optim";

  private StateDict() {}

  /// @throws Problem `weights.pickle_empty`
  static Map<String, Planned> of(Path file, Object root) {
    Map<String, Planned> best = Map.of();
    var seen = Collections.<Object>newSetFromMap(new IdentityHashMap<>());
    var open = new ArrayDeque<Object>(List.of(root));
    while (!open.isEmpty()) {
      var value = open.removeFirst();
      if (!(value instanceof Map<?, ?> map) || !seen.add(value)) continue;
      var tensors = tensors(map);
      if (tensors.size() > best.size()) best = tensors;
      map.forEach((name, inner) -> {
        if (!(name instanceof String text && text.startsWith(OPTIMIZER))) open.add(inner);
      });
    }
    if (best.isEmpty()) throw new Problem("weights.pickle_empty", file);
    for (var wrapper : WRAPPERS) best = without(wrapper, best);
    return best;
  }

  private static Map<String, Planned> tensors(Map<?, ?> map) {
    var tensors = new LinkedHashMap<String, Planned>();
    map.forEach((name, value) -> {
      if (name instanceof String text && value instanceof Planned tensor) tensors.put(text, tensor);
    });
    return tensors;
  }

  private static Map<String, Planned> without(String prefix, Map<String, Planned> tensors) {
    Set<String> names = tensors.keySet();
    if (!names.stream().allMatch(name -> name.startsWith(prefix))) return tensors;
    var shorter = new LinkedHashMap<String, Planned>();
    tensors.forEach((name, tensor) -> shorter.put(name.substring(prefix.length()), tensor));
    return shorter;
  }
}
