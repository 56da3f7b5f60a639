package org.vitrine.core.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.Capture;
import org.vitrine.core.nn.Part;
import org.vitrine.core.session.protocol.AttentionReply.Patches;
import org.vitrine.core.session.protocol.PredictionList.Prediction;
import org.vitrine.core.session.protocol.TokenList.Token;

/// Everything that was captured of one part of a model over one text or picture.
///
/// @param queries that read, one a row; @param keys that are read, one a column
/// @param picture null for a text
/// @param speaks name of the head that predicts, null for none
record Look(
    Place place,
    Capture capture,
    List<Token> queries,
    List<Token> keys,
    @Nullable Patches picture,
    @Nullable String speaks,
    List<Prediction> prediction,
    double milliseconds) {

  /// Where in a model one looks.
  ///
  /// @param part its name; @param parts those that the model has
  record Place(String part, List<String> parts, boolean causal) {
    /// @param asked null for the first
    /// @throws Problem `session.part` if the model has no such part
    static Place of(@Nullable String asked, List<Part> parts, boolean causal, String model) {
      var names = parts.stream().map(Place::name).toList();
      var part = asked == null || asked.isBlank() ? names.getFirst() : asked;
      if (!names.contains(part))
        throw new Problem("session.part", model, part, String.join(", ", names));
      return new Place(part, names, causal);
    }

    private static String name(Part part) {
      return part.name().toLowerCase(java.util.Locale.ROOT);
    }

    Part where() {
      return Part.valueOf(part.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
