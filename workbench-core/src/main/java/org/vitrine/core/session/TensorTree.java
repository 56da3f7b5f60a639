package org.vitrine.core.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.session.protocol.ModelPage;

/// Tensor names folded at their dots: the layers of a model as a tree with the parameters of each node.
final class TensorTree {
  private final Map<String, TensorTree> children = new LinkedHashMap<>();
  private long parameters;

  private TensorTree() {}

  static ModelPage.Node of(String model, List<ModelPage.Tensor> tensors) {
    var root = new TensorTree();
    for (var tensor : tensors) root.add(tensor.name().split("\\."), 0, tensor.parameters());
    return root.node(model, "");
  }

  private void add(String[] parts, int at, long count) {
    parameters += count;
    if (at < parts.length)
      children.computeIfAbsent(parts[at], _ -> new TensorTree()).add(parts, at + 1, count);
  }

  private ModelPage.Node node(String name, String path) {
    var nodes = new ArrayList<ModelPage.Node>();
    children.forEach(
        (part, child) -> nodes.add(child.node(part, path.isEmpty() ? part : path + "." + part)));
    return new ModelPage.Node(name, path, parameters, nodes);
  }
}
