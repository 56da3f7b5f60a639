package org.vitrine.core.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.Capture;
import org.vitrine.core.insight.Fusion;
import org.vitrine.core.insight.HeadFacts;
import org.vitrine.core.insight.Maps;
import org.vitrine.core.insight.Rollout;
import org.vitrine.core.insight.Visible;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.session.OpenModels.Entry;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.core.session.protocol.TokenList.Token;
import org.vitrine.core.task.Answers;
import org.vitrine.core.task.generate.Writer;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tokenizer.Encoding;
import org.vitrine.core.tokenizer.Tokenizer;

/// A look at what a model reads in a text, or an encoder-decoder in the text that it reads and in the one that it writes.
final class TextLook {
  private final Entry entry;
  private final Subject subject;
  private final String text;
  private final String name;
  private final Encoding encoding;

  /// @param cut whether a text that is too long is cut; otherwise it is refused
  /// @param name of the model, for titles
  TextLook(Entry entry, Subject subject, boolean cut, String name) {
    this.entry = entry;
    this.subject = subject;
    this.name = name;
    text = Objects.requireNonNullElse(subject.text(), "");
    var whole = entry.tokenizer().encode(text, subject.pair(), 0);
    int length = whole.length();
    if (length == 0) throw new Problem("session.no_tokens");
    if (length > entry.limit() && !cut) throw new Problem("session.long", length, entry.limit());
    encoding =
        length > entry.limit()
            ? entry.tokenizer().encode(text, subject.pair(), entry.limit())
            : whole;
  }

  Look take() {
    long began = System.nanoTime();
    return entry.model().head() == Head.SEQUENCE_TO_SEQUENCE ? both(began) : one(began);
  }

  private Look one(long began) {
    var model = entry.model();
    var answers = new Answers(model, entry.tokenizer());
    try (var scope = model.scope().inner()) {
      var pass = Pass.inference().capturing(true, false);
      var output = model.forward(answers.batch(scope, List.of(encoding)), pass);
      // an encoder-decoder without a head has read and written nothing
      var part = pass.attentions().isEmpty() ? Part.ENCODER : Part.WHOLE;
      if (pass.attentions(part).isEmpty()) throw new Problem("session.attention", entry.folder());
      var place = Look.Place.of(subject.part(), List.of(part), model.causal(), name);
      var maps = maps(pass, part, Visible.of(encoding.length(), model.causal()));
      var facts = HeadFacts.all(maps, encoding.ids(), separators(entry.tokenizer()));
      var tokens = TextDesk.tokens(encoding, entry.tokenizer());
      var prediction =
          TextDesk.predictions(
              entry,
              answers,
              output,
              List.of(encoding),
              List.of(text),
              Collections.singletonList(subject.pair()));
      return new Look(
          place,
          Capture.of(name, List.of(encoding.tokens()), maps, facts),
          tokens,
          tokens,
          null,
          TextDesk.speaks(entry),
          prediction,
          since(began));
    }
  }

  private Look both(long began) {
    var model = entry.model();
    var place =
        Look.Place.of(subject.part(), List.of(Part.ENCODER, Part.DECODER, Part.CROSS), false, name);
    var writer = new Writer(model, entry.tokenizer(), entry.folder());
    var text = written(writer);
    var before = inputs(text.ids());
    try (var scope = model.scope().inner()) {
      var read = Tensors.of(scope, encoding.ids(), 1, encoding.length());
      var more = Map.of("decoder_input_ids", Tensors.of(scope, before, 1, before.length));
      var pass = Pass.inference().capturing(true, false);
      model.forward(new Batch(read, read.onesLike(), null, null, null, more), pass);
      var encoder = maps(pass, Part.ENCODER, Visible.of(encoding.length(), false));
      var decoder = maps(pass, Part.DECODER, Visible.of(before.length, true));
      var cross = maps(pass, Part.CROSS, Visible.all(before.length, encoding.length()));
      var source = TextDesk.tokens(encoding, entry.tokenizer());
      var target = tokens(before);
      var said = List.of(TextDesk.written(text));
      var capture =
          switch (place.where()) {
            case DECODER ->
                Capture.rolled(
                    name,
                    names(target),
                    names(target),
                    decoder,
                    rollout(encoder, decoder, cross).written(),
                    HeadFacts.all(decoder, before, separators(entry.tokenizer().target())));
            case CROSS ->
                Capture.rolled(
                    name,
                    names(target),
                    names(source),
                    cross,
                    rollout(encoder, decoder, cross).read(),
                    HeadFacts.crossing(cross));
            default ->
                Capture.of(
                    name,
                    names(source),
                    encoder,
                    HeadFacts.all(encoder, encoding.ids(), separators(entry.tokenizer())));
          };
      boolean ahead = place.where() == Part.DECODER;
      return new Look(
          new Look.Place(place.part(), place.parts(), ahead),
          capture,
          place.where() == Part.ENCODER ? source : target,
          ahead ? target : source,
          null,
          TextDesk.speaks(entry),
          said,
          since(began));
    }
  }

  private static Rollout.Both rollout(Maps encoder, Maps decoder, Maps cross) {
    return Rollout.of(
        encoder.fused(Fusion.MEAN),
        encoder.visible(),
        decoder.fused(Fusion.MEAN),
        decoder.visible(),
        cross.fused(Fusion.MEAN));
  }

  /// What is asked for, or what the model writes itself; ids with the start token.
  private Writer.Text written(Writer writer) {
    var asked = subject.written();
    if (asked == null || asked.isBlank()) return writer.write(encoding.ids());
    var target = entry.tokenizer().target().encode(asked, null, entry.limit() - 1);
    long start = entry.model().config().json().path("decoder_start_token_id").asLong(-1);
    if (start < 0) throw new Problem("model.no_start");
    var ids = new long[target.length() + 1];
    ids[0] = start;
    System.arraycopy(target.ids(), 0, ids, 1, target.length());
    return writer.told(encoding.ids(), ids);
  }

  /// The end token is said and not read again.
  private long[] inputs(long[] written) {
    int last = written.length - 1;
    boolean ended = last > 0 && written[last] == entry.tokenizer().special().eos();
    return ended ? Arrays.copyOf(written, last) : written;
  }

  private List<Token> tokens(long[] ids) {
    var tokenizer = entry.tokenizer().target();
    var special = tokenizer.special();
    var marks = List.of(special.pad(), special.eos(), special.bos(), special.cls());
    var all = new ArrayList<Token>();
    for (int i = 0; i < ids.length; i++) {
      boolean mark = i == 0 || marks.contains(ids[i]);
      var token = Objects.requireNonNullElse(tokenizer.token(ids[i]), Long.toString(ids[i]));
      all.add(new Token(token, ids[i], -1, -1, mark ? -1 : 0, mark, ids[i] == special.unk()));
    }
    return all;
  }

  private static List<String> names(List<Token> tokens) {
    return tokens.stream().map(Token::text).toList();
  }

  private Maps maps(Pass pass, Part part, Visible visible) {
    var layers = pass.attentions(part).stream().map(Tensors::floats).toList();
    int cells = visible.queries() * visible.keys();
    if (layers.isEmpty()) throw new Problem("session.attention", entry.folder());
    return new Maps(layers, layers.getFirst().length / cells, visible);
  }

  private static Set<Long> separators(Tokenizer tokenizer) {
    var special = tokenizer.special();
    Set<Long> separators = new HashSet<>();
    for (long id : new long[] {special.sep(), special.eos()}) if (id >= 0) separators.add(id);
    return separators;
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e6;
  }
}
