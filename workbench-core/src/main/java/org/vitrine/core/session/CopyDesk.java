package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.model.Description;
import org.vitrine.core.model.certificate.Apart;
import org.vitrine.core.model.certificate.Certificate;
import org.vitrine.core.model.certificate.Reopened;
import org.vitrine.core.model.convert.Converter;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.train.Reopening;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.core.weights.Weights;

/// Models written anew, each opened again and held against what it was made from.
final class CopyDesk {
  private final OpenModels models;

  CopyDesk(OpenModels models) {
    this.models = models;
  }

  Request.Written convert(Request.Convert ask, Progress progress) {
    var type = ask.dtype() == null ? null : DType.valueOf(ask.dtype().toUpperCase(Locale.ROOT));
    Path source = Path.of(ask.source()), out = Path.of(ask.out());
    Converter.convert(source, out, type, null, progress);
    return new Request.Written(List.of(ask.out()), List.of(converted(source, out)));
  }

  /// The converter has read every tensor back; what is left is what both folders answer.
  private Notice converted(Path source, Path out) {
    int tensors;
    boolean exact;
    try (var written = Weights.open(out)) {
      tensors = written.tensors().size();
      exact = exact(source, written);
    }
    if (!computed(source) || !computed(out)) return Notice.of("session.converted", tensors);
    double most = exact ? Certificate.TOLERANCE : Double.MAX_VALUE;
    var again = Reopened.outputs(source, out, models.device(), most);
    if (again.values() == 0) return Notice.of("session.converted", tensors);
    return Notice.of(
        exact ? "session.converted.same" : "session.converted.rounded",
        tensors,
        Apart.written(again.apart().difference()),
        Apart.written(again.apart().share()),
        again.values());
  }

  /// Whether no float became shorter.
  private static boolean exact(Path source, Weights written) {
    try (var before = Weights.open(source)) {
      return before.tensors().stream()
          .allMatch(each ->
              written
                  .find(each.name())
                  .filter(
                      now -> now.type() == each.type() || now.type().bytes() > each.type().bytes())
                  .isPresent());
    } catch (Problem _) {
      return false; // another kind of file, which no folder is compared with
    }
  }

  private static boolean computed(Path folder) {
    try {
      var about = Description.of(folder);
      return about.family() != null && about.problems().isEmpty();
    } catch (Problem _) {
      return false;
    }
  }

  /// @throws Problem `model.reopened_tensor`, `model.reopened_outputs`
  Request.Compared compare(Request.Compare ask) {
    Path source = Path.of(ask.source()), written = Path.of(ask.written());
    int tensors = tensors(source, written);
    @Nullable Reopened outputs =
        computed(source)
            ? Reopened.outputs(source, written, models.device(), Certificate.TOLERANCE)
            : null;
    long values = outputs == null ? 0 : outputs.values();
    var apart = outputs == null ? Apart.NOT : outputs.apart();
    return new Request.Compared(Reopening.notice(new Reopened(tensors, values, apart)));
  }

  private static int tensors(Path source, Path written) {
    try (var one = Weights.open(source);
        var two = Weights.open(written)) {
      for (var tensor : one.tensors()) {
        var other = two.find(tensor.name());
        if (other.isEmpty()
            || other.get().type() != tensor.type()
            || !other.get().shape().equals(tensor.shape())
            || two.bytes(tensor.name()).mismatch(one.bytes(tensor.name())) >= 0)
          throw new Problem("model.reopened_tensor", tensor.name(), written);
      }
      return one.tensors().size();
    }
  }
}
