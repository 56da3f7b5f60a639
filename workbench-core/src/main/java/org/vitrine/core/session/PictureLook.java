package org.vitrine.core.session;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.Capture;
import org.vitrine.core.insight.HeadFacts;
import org.vitrine.core.insight.Maps;
import org.vitrine.core.insight.Visible;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.picture.Picture;
import org.vitrine.core.picture.PictureFile;
import org.vitrine.core.session.OpenModels.Entry;
import org.vitrine.core.session.protocol.AttentionReply.Patches;
import org.vitrine.core.session.protocol.PredictionList.Prediction;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.core.session.protocol.TokenList.Token;
import org.vitrine.core.task.Answers;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// A look at what a vision transformer reads in a picture: which patches each patch reads.
final class PictureLook {
  private static final List<String> SPECIAL = List.of("[CLS]", "[DIST]");

  private final Entry entry;
  private final Subject subject;
  private final String name;

  /// @param name of the model, for titles
  PictureLook(Entry entry, Subject subject, String name) {
    this.entry = entry;
    this.subject = subject;
    this.name = name;
  }

  /// @throws Problem `task.no_pictures` if the model sees none, `session.attention` if it has no heads
  Look take() {
    long began = System.nanoTime();
    var model = entry.model();
    var preprocessing = entry.pictures();
    var file = Path.of(Objects.requireNonNull(subject.picture()));
    var seen = preprocessing.seen(PictureFile.read(file));
    var values = preprocessing.values(seen);
    int patch = Objects.requireNonNull(model.layout().picture()).patch();
    try (var scope = model.scope().inner()) {
      Map<String, NDArray> inputs = new TreeMap<>();
      inputs.put(
          "pixel_values",
          Tensors.of(
              scope, values.values(), 1, values.channels(), values.height(), values.width()));
      boolean towers = model.layout().stacks().size() > 1;
      if (towers) inputs.put("input_ids", words(scope));
      var pass = Pass.inference().capturing(true, false);
      var output = model.forward(Batch.of(inputs), pass);
      var part = towers ? Part.VISION : Part.WHOLE;
      if (patch == 0 || pass.attentions(part).isEmpty())
        throw new Problem("session.attention", entry.folder());
      var place = Look.Place.of(subject.part(), List.of(part), false, name);
      return look(place, pass, output, seen, patch, began);
    }
  }

  /// Two towers want a text beside every picture; what it says does not reach the picture's heads.
  private NDArray words(Scope scope) {
    var said = subject.text();
    var ids = entry.tokenizer().encode(said == null ? "" : said, null, entry.limit()).ids();
    return Tensors.of(scope, ids, 1, ids.length);
  }

  private Look look(
      Look.Place place, Pass pass, Output output, Picture seen, int patch, long began) {
    var layers = pass.attentions(place.where()).stream().map(Tensors::floats).toList();
    int rows = seen.height() / patch, columns = seen.width() / patch;
    int heads = (int) pass.attentions(place.where()).getFirst().getShape().get(1);
    int tokens = (int) Math.round(Math.sqrt(layers.getFirst().length / (double) heads));
    int specials = tokens - rows * columns;
    var maps = new Maps(layers, heads, Visible.of(tokens, false));
    var named = tokens(specials, columns, tokens);
    var facts = HeadFacts.ofPicture(maps, specials, columns, patch);
    var capture = Capture.of(name, named.stream().map(Token::text).toList(), maps, facts);
    var patches = new Patches(PictureFile.png(seen), rows, columns, specials);
    return new Look(
        place,
        capture,
        named,
        named,
        patches,
        TextDesk.speaks(entry),
        prediction(output),
        (System.nanoTime() - began) / 1e6);
  }

  private List<Prediction> prediction(Output output) {
    if (!entry.model().head().classifiesPictures()) return List.of();
    var scores = Answers.classes(entry.model(), output.logits(), 1);
    return scores.stream().map(TextDesk::scores).toList();
  }

  /// Patches by row and column, from 1.
  private static List<Token> tokens(int specials, int columns, int count) {
    var all = new ArrayList<Token>();
    for (int i = 0; i < count; i++) {
      int at = i - specials;
      boolean special = at < 0;
      var text =
          special
              ? SPECIAL.get(Math.min(i, SPECIAL.size() - 1))
              : (at / columns + 1) + "·" + (at % columns + 1);
      all.add(new Token(text, i, -1, -1, special ? -1 : 0, special, false));
    }
    return all;
  }
}
