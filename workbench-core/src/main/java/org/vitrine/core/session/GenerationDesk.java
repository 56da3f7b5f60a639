package org.vitrine.core.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Progress;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.session.OpenModels.Entry;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.task.generate.DecodingFile;
import org.vitrine.core.task.generate.Generation;
import org.vitrine.core.tokenizer.Tokenizer;
import tools.jackson.databind.node.ObjectNode;

/// Texts that a language model writes.
final class GenerationDesk {
  private static final char INCOMPLETE = '\uFFFD'; // what a decoder writes for half a character

  private final OpenModels models;

  GenerationDesk(OpenModels models) {
    this.models = models;
  }

  Request.Generated generate(Request.Generate ask, Progress progress) {
    var entry = models.get(ask.path());
    var model = entry.model();
    var settings = (ObjectNode) Json.mapper().valueToTree(ask.settings());
    var how = DecodingFile.read(Places.model(ask.path()), model.config().json(), settings);
    var prompt = prompt(ask, entry);
    var written =
        entry.words() == null ? null : new Written(entry.words(), begun(prompt, entry), progress);
    long began = System.nanoTime();
    var result =
        new Generation(model, how)
            .run(
                prompt,
                ask.seed(),
                progress,
                id -> {
                  if (written != null) written.add(id);
                });
    var text = entry.words() == null ? null : entry.words().decode(result.sequence(), true);
    return new Request.Generated(
        List.of(Arrays.stream(result.sequence()).boxed().toList()),
        text == null ? List.of() : List.of(text),
        result.prompt(),
        result.ending().name(),
        model.config().maxPositions(),
        (System.nanoTime() - began) / 1e9);
  }

  /// What stands before the first new token: a text that is read is none of what is written.
  private static long[] begun(long[] prompt, Entry entry) {
    return entry.model().head() == Head.SEQUENCE_TO_SEQUENCE ? new long[0] : prompt;
  }

  private static long[] prompt(Request.Generate ask, Entry entry) {
    var ids = ask.ids();
    if (ids != null) return ids.stream().mapToLong(Long::longValue).toArray();
    return entry.tokenizer().encode(Objects.requireNonNull(ask.prompt()), null, 0).ids();
  }

  /// A text as it grows: what was added is told as soon as it is whole characters.
  private static final class Written {
    private final Tokenizer tokenizer;
    private final Progress progress;
    private final List<Long> ids = new ArrayList<>();
    private String shown = "";

    Written(Tokenizer tokenizer, long[] prompt, Progress progress) {
      this.tokenizer = tokenizer;
      this.progress = progress;
      for (long id : prompt) ids.add(id);
    }

    void add(long id) {
      ids.add(id);
      var text = tokenizer.decode(ids.stream().mapToLong(Long::longValue).toArray(), true);
      int whole = text.length();
      while (whole > 0 && text.charAt(whole - 1) == INCOMPLETE) whole--;
      // A decoder that changes what it said, say a space before a mark, has shown enough: the end
      // says all.
      if (whole <= shown.length() || !text.startsWith(shown)) return;
      progress.piece(text.substring(shown.length(), whole));
      shown = text.substring(0, whole);
    }
  }
}
