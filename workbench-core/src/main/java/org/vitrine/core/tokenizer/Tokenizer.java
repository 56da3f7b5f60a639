package org.vitrine.core.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.djl.util.PairList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// A checkpoint's tokenizer. It never pads, and it cuts only where a caller gives a limit: padding and truncation that
/// a `tokenizer.json` carries are switched off. Any number of threads may use one at the same time.
public final class Tokenizer implements AutoCloseable {
  private static final int AT_ONCE = 1000;

  private final HuggingFaceTokenizer library;
  private final Definition definition;
  private final Vocabulary vocabulary;
  private final Special special;
  private final boolean left;
  private final boolean tidy;
  // The library's memory must not go while another thread is inside.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private Tokenizer(HuggingFaceTokenizer library, Definition definition) {
    this.library = library;
    this.definition = definition;
    vocabulary = Vocabulary.of(definition.json());
    special =
        Special.of(Special.names(definition.config(), definition.map(), vocabulary), vocabulary);
    left = definition.config().path("truncation_side").asString("right").equals("left");
    var decoder = definition.json().path("decoder");
    tidy =
        definition
            .config()
            .path("clean_up_tokenization_spaces")
            .asBoolean(decoder.path("cleanup").asBoolean(false));
  }

  /// @param place a model's folder (`tokenizer.json`, or `vocab.txt`, or `vocab.json` with `merges.txt`), or a file in it
  /// @throws Problem `tokenizer.missing` if there is none of these, `tokenizer.broken` if the file cannot be used,
  ///     `tokenizer.kind` and `tokenizer.sentencepiece` for kinds that need a `tokenizer.json`
  public static Tokenizer open(Path place) {
    var file = place.toAbsolutePath().normalize();
    var parent = file.getParent();
    var definition = Definition.read(Files.isRegularFile(file) && parent != null ? parent : file);
    Library.load();
    try {
      var library =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(definition.bytes()),
              Map.of("padding", "false", "truncation", "false"));
      return new Tokenizer(library, definition);
    } catch (IOException | RuntimeException e) {
      throw new Problem("tokenizer.broken", e, definition.source());
    }
  }

  /// @param pair second text, null for none
  /// @param maxLength most tokens, special ones included; 0 for no limit
  /// @throws Problem `tokenizer.limit` if not even the special tokens fit
  public Encoding encode(String text, @Nullable String pair, int maxLength) {
    return encode(text, pair, maxLength, Truncation.LONGEST_FIRST);
  }

  public Encoding encode(String text, @Nullable String pair, int maxLength, Truncation how) {
    var first = Chars.of(text);
    var second = pair == null ? null : Chars.of(pair);
    var raw =
        with(() ->
            second == null
                ? library.encode(first.text(), true, false)
                : library.encode(first.text(), second.text(), true, false));
    return limited(encoding(raw, first, second), maxLength, how);
  }

  /// Many texts at once, on all processors.
  ///
  /// @param pairs second texts, one for each, or null
  public List<Encoding> encodeAll(List<String> texts, @Nullable List<String> pairs, int maxLength) {
    var all = new ArrayList<Encoding>(texts.size());
    for (int from = 0; from < texts.size(); from += AT_ONCE) {
      int to = Math.min(texts.size(), from + AT_ONCE);
      var first = texts.subList(from, to).stream().map(Chars::of).toList();
      var second = pairs == null ? null : pairs.subList(from, to).stream().map(Chars::of).toList();
      var raw = with(() -> batch(first, second));
      for (int i = 0; i < raw.length; i++) {
        var one = encoding(raw[i], first.get(i), second == null ? null : second.get(i));
        all.add(limited(one, maxLength, Truncation.LONGEST_FIRST));
      }
    }
    return all;
  }

  private ai.djl.huggingface.tokenizers.Encoding[] batch(
      List<Chars> first, @Nullable List<Chars> second) {
    var texts = first.stream().map(Chars::text).toList();
    if (second == null) return library.batchEncode(texts, true, false);
    var pairs = new PairList<>(texts, second.stream().map(Chars::text).toList());
    return library.batchEncode(pairs, true, false);
  }

  /// The text's own tokens, without start, end or separator.
  public long[] plain(String text) {
    return plainAll(List.of(text)).getFirst();
  }

  /// The same for many texts, on all processors.
  public List<long[]> plainAll(List<String> texts) {
    var clean = texts.stream().map(t -> Chars.of(t).text()).toArray(String[]::new);
    return with(() -> idsAlone(clean));
  }

  /// Straight from the native library: for a book, spans and spellings that nobody reads take most of the time.
  private List<long[]> idsAlone(String[] texts) {
    var rust = TokenizersLibrary.LIB;
    var encodings = rust.batchEncode(library.getHandle(), texts, false);
    try {
      return Arrays.stream(encodings).mapToObj(rust::getTokenIds).toList();
    } finally {
      for (long each : encodings) rust.deleteEncoding(each);
    }
  }

  /// @param skipSpecial true to leave out start, end, padding and their like
  /// @return the text; ids outside the vocabulary are passed over
  public String decode(long[] ids, boolean skipSpecial) {
    var known = Arrays.stream(ids).filter(id -> vocabulary.name(id) != null).toArray();
    var text = with(() -> library.decode(known, skipSpecial));
    return tidy ? tidied(text) : text;
  }

  /// Spaces before punctuation and inside English contractions taken away, as `clean_up_tokenization` does.
  private static String tidied(String text) {
    return text.replace(" .", ".")
        .replace(" ?", "?")
        .replace(" !", "!")
        .replace(" ,", ",")
        .replace(" ' ", "'")
        .replace(" n't", "n't")
        .replace(" 'm", "'m")
        .replace(" 's", "'s")
        .replace(" 've", "'ve")
        .replace(" 're", "'re");
  }

  /// How the vocabulary spells a token, null for an id that it does not have.
  public @Nullable String token(long id) {
    return vocabulary.name(id);
  }

  /// A token's id, −1 if the vocabulary does not have it.
  public long id(String token) {
    return vocabulary.id(token);
  }

  public Special special() {
    return special;
  }

  /// One more than the highest id.
  public int vocabSize() {
    return Math.toIntExact(vocabulary.size());
  }

  /// The limit that `tokenizer_config.json` states, 0 if it states none.
  public int modelMaxLength() {
    double limit = definition.config().path("model_max_length").asDouble(0);
    return limit >= 1 && limit <= 1 << 30
        ? (int) limit
        : 0; // 1e30 is the reference's word for "none"
  }

  /// The files that a saved model needs to have the same tokenizer.
  public List<Path> files() {
    return definition.files();
  }

  private Encoding limited(Encoding whole, int maxLength, Truncation how) {
    return maxLength <= 0 ? whole : how.cut(whole, maxLength, left);
  }

  private Encoding encoding(
      ai.djl.huggingface.tokenizers.Encoding raw, Chars first, @Nullable Chars second) {
    var ids = raw.getIds();
    var added = raw.getSpecialTokenMask();
    var spans = raw.getCharTokenSpans();
    var sequences = raw.getSequenceIds();
    var wordIds = raw.getWordIds();
    int n = ids.length;
    var tokens = raw.getTokens();
    if (tokens.length != n || spans.length != n || added.length != n)
      throw new Problem("tokenizer.broken", definition.source());
    int[] starts = new int[n], ends = new int[n], sequence = new int[n], words = new int[n];
    var marked = new boolean[n];
    for (int i = 0; i < n; i++) {
      var span = spans[i];
      // Where a mask swallows the space before it, the library writes that space too.
      tokens[i] = Objects.requireNonNullElse(vocabulary.name(ids[i]), tokens[i]);
      sequence[i] = added[i] == 1 ? -1 : (int) sequences[i];
      words[i] = added[i] == 1 ? -1 : (int) wordIds[i];
      marked[i] = added[i] == 1 || (vocabulary.special(ids[i]) && !unknown(ids[i]));
      var text = sequence[i] == 1 && second != null ? second : first;
      starts[i] = span == null || added[i] == 1 ? -1 : text.at(span.getStart());
      ends[i] = span == null || added[i] == 1 ? -1 : text.at(span.getEnd());
    }
    return new Encoding(
        ids, raw.getTypeIds(), tokens, starts, ends, sequence, words, marked, false);
  }

  /// True for the token that stands for text which the vocabulary cannot spell; GPT-2's is also its end mark.
  private boolean unknown(long id) {
    return id == special.unk() && !special.marks(id);
  }

  private <T> T with(Supplier<T> work) {
    use.readLock().lock();
    try {
      if (closed) throw new IllegalStateException("the tokenizer is closed");
      return work.get();
    } catch (RuntimeException e) {
      // The file was good enough to load and still contradicts itself.
      throw closed ? e : new Problem("tokenizer.broken", e, definition.source());
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) library.close();
      closed = true;
    } finally {
      use.writeLock().unlock();
    }
  }
}
