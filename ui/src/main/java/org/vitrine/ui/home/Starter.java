package org.vitrine.ui.home;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.ui.kit.Fonts;

/// The models that came with the program, and the one of them that reads a given text.
final class Starter {
  private final Workbench workbench;
  private List<ModelHead> models = List.of();

  Starter(Workbench workbench) {
    this.workbench = workbench;
  }

  /// Every layer and head of the starter for one text, with the head that has most to show.
  ///
  /// The future fails with `ui.starter` if no starter model is there.
  CompletableFuture<Look> look(String text) {
    return models()
        .thenCompose(all -> {
          var model =
              reading(all, text).orElseThrow(() -> new Problem("ui.starter", workbench.starters()));
          return workbench
              .ask(new Request.Attend(model.path(), Subject.of(text, null), true))
              .thenApply(reply -> Look.of(model.path(), text, reply));
        });
  }

  private CompletableFuture<List<ModelHead>> models() {
    if (!models.isEmpty()) return CompletableFuture.completedFuture(models);
    return workbench
        .ask(new Request.ListModels(List.of()))
        .thenApply(list -> {
          models =
              list.models().stream()
                  .filter(m -> m.source().equals("starter") && m.problem() == null)
                  .toList();
          return models;
        });
  }

  /// The starter that can be tuned to classify texts of this language: the encoder as it came rather than one that was
  /// tuned before.
  CompletableFuture<Optional<ModelHead>> tunable(boolean chinese) {
    return models().thenApply(all -> tunable(all, chinese));
  }

  static Optional<ModelHead> tunable(List<ModelHead> models, boolean chinese) {
    var able = models.stream().filter(m -> m.tasks().contains("text-classification")).toList();
    var fresh = able.stream().filter(m -> speaksChinese(m) == chinese && !classifies(m)).toList();
    return best(fresh.isEmpty() ? able : fresh, chinese);
  }

  static Optional<ModelHead> reading(List<ModelHead> models, String text) {
    return best(models, Fonts.isHan(text));
  }

  /// One that speaks the language before one that does not, one that classifies before others.
  private static Optional<ModelHead> best(List<ModelHead> models, boolean chinese) {
    return models.stream()
        .max(
            java.util.Comparator.<ModelHead>comparingInt(m -> speaksChinese(m) == chinese ? 1 : 0)
                .thenComparingInt(m -> classifies(m) ? 1 : 0)
                .thenComparingInt(m -> "bert".equals(m.family()) ? 1 : 0));
  }

  private static boolean classifies(ModelHead model) {
    return "SEQUENCE_CLASSIFICATION".equals(model.head());
  }

  private static boolean speaksChinese(ModelHead model) {
    var name = model.name().toLowerCase(Locale.ROOT);
    return name.contains("zh") || name.contains("chinese");
  }
}
