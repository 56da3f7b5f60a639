package org.vitrine.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.nn.Param;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.TensorInfo;
import org.vitrine.core.weights.Weights;

/// Which stored tensor goes where: a tree of layers laid against a file, before any array is made.
///
/// @param stored by the tree's name, the tensor of the file
/// @param report what did not fit
/// @param problems why the body of the model cannot be filled; empty if it can
record Fitting(Map<String, TensorInfo> stored, Report report, List<Problem> problems) {

  /// @param all what the tree declares
  static Fitting of(Family family, Map<String, Param> all, Weights weights) {
    var stored = new LinkedHashMap<String, TensorInfo>();
    var fresh = new ArrayList<String>();
    var missing = new ArrayList<String>();
    var problems = new ArrayList<Problem>();
    var left = new LinkedHashSet<String>();
    weights.tensors().forEach(each -> left.add(each.name()));
    for (var param : all.values()) {
      var found = find(family, param.name(), all, weights);
      left.removeAll(family.namesOf(param.name()));
      if (found != null && found.shape().equals(param.shape()) && fits(param, found)) {
        stored.put(param.name(), found);
        continue;
      }
      fresh.add(param.name());
      if (found == null) missing.add(param.name());
      if (!param.ofHead()) problems.add(problem(param, found, weights));
    }
    left.removeIf(family::ignores);
    left.removeIf(name -> isTiedDecoder(name, all));
    var report = new Report(List.copyOf(fresh), List.copyOf(missing), List.copyOf(left));
    return new Fitting(stored, report, problems);
  }

  /// Where a head's bias stands, too, if its decoder has parted from the words; null elsewhere. Where a file holds two, that
  /// one counts.
  static @Nullable String ownBias(String name, Set<String> all) {
    if (!name.endsWith(".bias")) return null;
    var head = name.substring(0, name.length() - "bias".length());
    return all.contains(head + "decoder.weight") ? head + "decoder.bias" : null;
  }

  private static boolean fits(Param param, TensorInfo found) {
    return param.counts() ? found.type() == DType.I64 : found.type().floating();
  }

  private static @Nullable TensorInfo find(
      Family family, String name, Map<String, Param> all, Weights weights) {
    var own = ownBias(name, all.keySet());
    if (own != null && weights.find(own).isPresent()) return weights.find(own).get();
    for (var each : family.namesOf(name)) {
      var found = weights.find(each);
      if (found.isPresent()) return found.get();
    }
    return null;
  }

  /// A decoder that the tree takes from the word embeddings may be stored a second time under its own name.
  private static boolean isTiedDecoder(String name, Map<String, Param> all) {
    return !all.containsKey(name)
        && name.matches(
            "(cls\\.)?predictions\\.decoder\\.weight|lm_head\\.(decoder\\.)?weight|vocab_projector\\.weight"
                + "|generator_lm_head\\.weight|lm_loss\\.weight");
  }

  private static Problem problem(Param param, @Nullable TensorInfo found, Weights weights) {
    if (found == null) return new Problem("model.missing", param.name());
    var file = weights.file(found.name()).getFileName();
    if (!found.type().floating())
      return new Problem("model.type", found.name(), file, found.type());
    return new Problem("model.shape", found.name(), file, found.shape(), param.shape());
  }
}
