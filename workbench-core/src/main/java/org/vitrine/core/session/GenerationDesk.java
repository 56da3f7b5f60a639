package org.vitrine.core.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Progress;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.session.OpenModels.Entry;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.task.generate.DecodingFile;
import org.vitrine.core.task.generate.Generation;
import org.vitrine.core.task.generate.Generation.Result;
import org.vitrine.core.tokenizer.ChatTemplate;
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
    var prompts = prompts(ask, entry);
    boolean aside = ask.chat() != null || model.head() == Head.SEQUENCE_TO_SEQUENCE;
    long began = System.nanoTime();
    var generation = new Generation(model, how);
    var words = entry.words();
    if (!how.stops().isEmpty())
      generation.stoppingWhere(new StopStrings(entry.tokenizer(), how.stops()));
    var results =
        prompts.size() > 1
            ? generation.runAll(prompts, ask.seed(), progress)
            : List.of(alone(generation, prompts.getFirst(), ask, aside, words, progress));
    return new Request.Generated(
        results.stream().map(r -> Arrays.stream(r.sequence()).boxed().toList()).toList(),
        words == null ? List.of() : results.stream().map(r -> text(words, r, ask)).toList(),
        results.stream().map(Result::prompt).toList(),
        results.stream().map(r -> r.ending().name()).toList(),
        model.config().maxPositions(),
        (System.nanoTime() - began) / 1e9);
  }

  /// @param aside whether the prompt is none of what is written
  private static Result alone(
      Generation generation,
      long[] prompt,
      Request.Generate ask,
      boolean aside,
      @Nullable Tokenizer words,
      Progress progress) {
    var written = words == null ? null : new Written(words, aside ? new long[0] : prompt, progress);
    return generation.run(
        prompt,
        ask.seed(),
        progress,
        id -> {
          if (written != null) written.add(id);
        });
  }

  private static String text(Tokenizer words, Result result, Request.Generate ask) {
    var ids = result.sequence();
    return words.decode(
        ask.chat() == null ? ids : Arrays.copyOfRange(ids, result.prompt(), ids.length), true);
  }

  private static List<long[]> prompts(Request.Generate ask, Entry entry) {
    var ids = ask.ids();
    if (ids != null) return List.of(ids.stream().mapToLong(Long::longValue).toArray());
    var chat = ask.chat();
    if (chat != null) {
      var text = ChatTemplate.of(entry.folder()).prompt(chat);
      return List.of(entry.tokenizer().plain(text));
    }
    return ask.prompts().stream().map(p -> entry.tokenizer().encode(p, null, 0).ids()).toList();
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
