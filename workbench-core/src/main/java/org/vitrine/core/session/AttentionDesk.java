package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.AttentionFiles;
import org.vitrine.core.insight.Capture;
import org.vitrine.core.insight.HeadFacts;
import org.vitrine.core.insight.Method;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.session.protocol.AttentionReply;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.Request;

/// What the heads of a model read, as arrays for a window or as files.
final class AttentionDesk {
  private final OpenModels models;
  private final Path scratch;
  private final AtomicLong files = new AtomicLong();

  /// @param scratch folder for arrays that replies name; it ends with the client
  AttentionDesk(OpenModels models, Path scratch) {
    this.models = models;
    this.scratch = scratch;
  }

  AttentionReply attend(Request.Attend ask) {
    var look = look(ask, Locale.ROOT);
    var file = scratch.resolve("attention-" + files.incrementAndGet() + ".safetensors");
    AttentionWriter.write(file, look.capture());
    var facts = new ArrayList<AttentionReply.HeadFacts>();
    for (var each : look.capture().facts()) facts.add(facts(each));
    var maps = look.capture().maps();
    return new AttentionReply(
        file.toString(),
        maps.depth(),
        maps.heads(),
        look.place().part(),
        look.place().parts(),
        look.place().causal(),
        look.queries(),
        look.keys(),
        look.picture(),
        new PredictionList(look.speaks(), look.prediction(), look.milliseconds()),
        facts,
        look.milliseconds());
  }

  private Look look(Request.Attend ask, Locale locale) {
    var entry = models.get(ask.path());
    var name = RunNames.of(models.home(), Places.model(ask.path()), locale);
    boolean sees = entry.model().layout().picture() != null;
    if (sees && ask.subject().picture() == null) throw new Problem("session.wants_picture", name);
    return ask.subject().picture() != null
        ? new PictureLook(entry, ask.subject(), name).take()
        : new TextLook(entry, ask.subject(), ask.cut(), name).take();
  }

  private static AttentionReply.HeadFacts facts(HeadFacts each) {
    return new AttentionReply.HeadFacts(
        each.layer(),
        each.head(),
        each.entropy().orElse(Double.NaN),
        each.distance().orElse(Double.NaN),
        each.role().key());
  }

  Request.Written export(Request.ExportAttention ask) {
    var locale =
        ask.language() == null ? Locale.getDefault() : Locale.forLanguageTag(ask.language());
    Capture capture = look(new Request.Attend(ask.path(), ask.subject(), true), locale).capture();
    var out = Path.of(ask.out()).toAbsolutePath();
    var method = Method.valueOf(ask.method().toUpperCase(Locale.ROOT));
    var choice =
        new AttentionFiles.Choice(
            method,
            ask.layer() < 0 ? null : ask.layer(),
            ask.head() < 0 ? null : ask.head(),
            Scale.SQRT,
            false,
            locale);
    AttentionFiles.write(out, capture, choice);
    return new Request.Written(java.util.List.of(out.toString()));
  }
}
