package org.vitrine.core.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.djl.util.PairList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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
  private final @Nullable Tokenizer target;
  private final boolean left;
  private final boolean tidy;
  private final @Nullable NumberCommas commas;
  // The library's memory must not go while another thread is inside.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private Tokenizer(
      HuggingFaceTokenizer library, Definition definition, @Nullable Tokenizer target) {
    this.library = library;
    this.definition = definition;
    this.target = target;
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
    commas =
        definition.pieces() == Definition.Pieces.NUMBER_COMMAS
            ? NumberCommas.of(vocabulary, text -> alone(library, text), special.unk())
            : null;
  }

  /// @param place a model's folder (`tokenizer.json`, or `vocab.txt`, or `vocab.json` with `merges.txt`, or SentencePiece
  ///     files), or a file in it
  /// @throws Problem `tokenizer.missing` if there is none of these, `tokenizer.broken` if the file cannot be used,
  ///     `tokenizer.kind` and `tokenizer.sentencepiece` for kinds that need a `tokenizer.json`, `tokenizer.setting` for
  ///     a setting of a SentencePiece file that is not supported
  public static Tokenizer open(Path place) {
    var file = place.toAbsolutePath().normalize();
    var parent = file.getParent();
    var definition = Definition.read(Files.isRegularFile(file) && parent != null ? parent : file);
    Library.load();
    return of(definition);
  }

  private static Tokenizer of(Definition definition) {
    var other = definition.target();
    var target = other == null ? null : of(other);
    try {
      var library = VanishingTokens.load(definition);
      return new Tokenizer(library, definition, target);
    } catch (IOException | RuntimeException e) {
      if (target != null) target.close();
      throw new Problem("tokenizer.broken", e, definition.source());
    }
  }

  /// The tokenizer of the language that a translator writes, for texts that it is to learn; itself for all others. It
  /// is closed together with this one.
  public Tokenizer target() {
    return target == null ? this : target;
  }

  /// @param pair second text, null for none
  /// @param maxLength most tokens, special ones included; 0 for no limit
  /// @throws Problem `tokenizer.limit` if not even the special tokens fit
  public Encoding encode(String text, @Nullable String pair, int maxLength) {
    return encode(text, pair, maxLength, Truncation.LONGEST_FIRST);
  }

  public Encoding encode(String text, @Nullable String pair, int maxLength, Truncation how) {
    return limited(whole(text, pair, true), maxLength, how);
  }

  /// The language code that a translator's text begins with, mostly empty.
  private String code(String text) {
    return definition.byName() ? text.substring(0, Marian.code(text)) : "";
  }

  private Encoding behind(String code, Encoding rest) {
    if (code.isEmpty()) return rest;
    long id = vocabulary.id(code);
    return id >= 0
        ? rest.behind(code, id, code.length())
        : rest.behind(
            Objects.requireNonNullElse(vocabulary.name(special.unk()), code),
            special.unk(),
            code.length());
  }

  private Encoding whole(String text, @Nullable String pair, boolean marks) {
    var code = code(text);
    var first = Chars.of(text.substring(code.length()));
    var second = pair == null ? null : Chars.of(pair);
    var raw =
        with(() ->
            second == null
                ? library.encode(first.text(), marks, false)
                : library.encode(first.text(), second.text(), marks, false));
    return behind(code, encoding(raw, first, second));
  }

  /// Many texts at once, on all processors.
  ///
  /// @param pairs second texts, one for each, or null
  public List<Encoding> encodeAll(List<String> texts, @Nullable List<String> pairs, int maxLength) {
    var all = new ArrayList<Encoding>(texts.size());
    for (int from = 0; from < texts.size(); from += AT_ONCE) {
      int to = Math.min(texts.size(), from + AT_ONCE);
      var codes = texts.subList(from, to).stream().map(this::code).toList();
      var first = new ArrayList<Chars>();
      for (int i = from; i < to; i++)
        first.add(Chars.of(texts.get(i).substring(codes.get(i - from).length())));
      var second = pairs == null ? null : pairs.subList(from, to).stream().map(Chars::of).toList();
      var raw = with(() -> batch(first, second));
      for (int i = 0; i < raw.length; i++) {
        var one = encoding(raw[i], first.get(i), second == null ? null : second.get(i));
        all.add(limited(behind(codes.get(i), one), maxLength, Truncation.LONGEST_FIRST));
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
    if (definition.byName())
      return texts.stream().map(text -> whole(text, null, false).ids()).toList();
    var clean = texts.stream().map(t -> Chars.of(t).text()).toArray(String[]::new);
    return with(() -> idsAlone(clean));
  }

  /// Straight from the native library: for a book, spans and spellings that nobody reads take most of the time.
  private List<long[]> idsAlone(String[] texts) {
    var ids = alone(library, texts);
    return commas == null ? ids : ids.stream().map(commas::cut).toList();
  }

  private static long[] alone(HuggingFaceTokenizer library, String text) {
    return alone(library, new String[] {text}).getFirst();
  }

  private static List<long[]> alone(HuggingFaceTokenizer library, String[] texts) {
    var rust = TokenizersLibrary.LIB;
    var encodings = rust.batchEncode(library.getHandle(), texts, false);
    try {
      return Arrays.stream(encodings).mapToObj(rust::getTokenIds).toList();
    } finally {
      for (long each : encodings) rust.deleteEncoding(each);
    }
  }

  /// @param skipSpecial true to leave out start, end, padding and their like
  /// @return the text, a translator's in the language that it writes; ids outside the vocabulary are passed over
  public String decode(long[] ids, boolean skipSpecial) {
    if (target != null) return target.decode(ids, skipSpecial);
    if (definition.byName()) return named(ids, skipSpecial);
    var known = Arrays.stream(ids).filter(id -> vocabulary.name(id) != null).toArray();
    var text = with(() -> library.decode(known, skipSpecial));
    return tidy ? tidied(text) : text;
  }

  private String named(long[] ids, boolean skipSpecial) {
    var names = new ArrayList<String>();
    var own = new HashSet<String>();
    for (long id : ids) {
      var name = vocabulary.name(id);
      if (name == null) continue;
      boolean special = vocabulary.special(id);
      if (special) own.add(name);
      if (!special || !skipSpecial) names.add(name);
    }
    var text = Marian.decode(names, own);
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

  /// How it cuts words into pieces, as `tokenizer.json` calls it: `WordPiece`, `BPE`, `Unigram` or `WordLevel`.
  public String kind() {
    return definition.json().path("model").path("type").asString("");
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
    if (definition.byName()) named(ids, tokens);
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
    var whole =
        new Encoding(ids, raw.getTypeIds(), tokens, starts, ends, sequence, words, marked, false);
    return commas == null ? whole : commas.cut(whole);
  }

  /// A translator's ids are those of the pieces' names; what has none is unknown.
  private void named(long[] ids, String[] tokens) {
    for (int i = 0; i < ids.length; i++) {
      long id = vocabulary.id(tokens[i]);
      ids[i] = id >= 0 ? id : special.unk();
    }
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
      if (target != null) target.close();
      closed = true;
    } finally {
      use.writeLock().unlock();
    }
  }
}
