package org.vitrine.core.session;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.Description;
import org.vitrine.core.model.Layout;
import org.vitrine.core.session.protocol.Anatomy;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.train.Footprint;

/// A layout as it travels.
final class Anatomies {
  private Anatomies() {}

  static @Nullable Anatomy of(
      Description about, List<ModelPage.Tensor> tensors, @Nullable Footprint need) {
    var layout = about.layout();
    if (layout == null) return null;
    var picture = layout.picture();
    return new Anatomy(
        layout.reads().name(),
        layout.stacks().stream().map(Anatomies::stack).toList(),
        layout.causal(),
        picture == null
            ? null
            : new Anatomy.Picture(
                picture.channels(), picture.height(), picture.width(), picture.patch()),
        layout.features(),
        storage(tensors),
        need == null ? null : new Anatomy.Load(need.batch(), need.tokens()));
  }

  private static Anatomy.Stack stack(Layout.Stack stack) {
    return new Anatomy.Stack(
        stack.kind().name(),
        stack.layers(),
        stack.width(),
        stack.heads(),
        stack.tokens(),
        stack.crosses(),
        stack.both());
  }

  /// Types of floats, that with the most parameters first.
  static List<String> storage(List<ModelPage.Tensor> tensors) {
    var counts =
        tensors.stream()
            .filter(each -> each.type().startsWith("F") || each.type().startsWith("BF"))
            .collect(
                Collectors.groupingBy(
                    ModelPage.Tensor::type, Collectors.summingLong(ModelPage.Tensor::parameters)));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
