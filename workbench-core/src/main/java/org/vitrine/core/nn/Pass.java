package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Streams;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Precision;

/// What a forward takes besides the batch: training or not, what to capture, which heads are cut out, the keys and values
/// of what was read before. It travels through the layers as an argument, and afterwards holds what was captured. One pass
/// is for one forward.
public final class Pass {
  /// What somebody looks at.
  public enum Look {
    /// maps [B, H, Tq, Tk], before dropout
    ATTENTIONS,
    /// the embedding output and each layer's output [B, T, d]
    HIDDEN_STATES,
    /// A·V of each head [B, H, Tq, dh]
    HEAD_OUTPUTS,
    /// value vectors [B, H, Tk, dh]
    VALUES,
    /// the word-embedding lookup [B, T, d]
    EMBEDDINGS
  }

  private final boolean training;
  private final long dropoutSeed;
  private final Set<Look> looks = EnumSet.noneOf(Look.class);
  private Precision precision = Precision.FLOAT32;
  private @Nullable Recomputation recomputation;
  private int layers;
  private boolean gradients;
  private boolean labelledOnly;
  private boolean lastOnly;
  private int read;
  private @Nullable Cache cache;
  private int past;
  private Ablation ablation = Ablation.NONE;
  private @Nullable NDArray replacement;
  private @Nullable NDManager owner;
  private @Nullable NDArray embeddings;
  private @Nullable NDArray lastHidden;
  private final Map<Part, List<NDArray>> attentions = new EnumMap<>(Part.class);
  private final Map<Part, List<NDArray>> headOutputs = new EnumMap<>(Part.class);
  private final Map<Part, List<NDArray>> values = new EnumMap<>(Part.class);
  private final Map<Part, List<NDArray>> hiddenStates = new EnumMap<>(Part.class);

  private Pass(boolean training, long dropoutSeed) {
    this.training = training;
    this.dropoutSeed = dropoutSeed;
    gradients = training;
  }

  /// Evaluation: no dropout, no gradients.
  public static Pass inference() {
    return new Pass(false, 0);
  }

  /// @param dropoutSeed key of [org.vitrine.core.base.Streams#DROPOUT] for this micro-batch
  public static Pass training(long dropoutSeed) {
    return new Pass(true, dropoutSeed);
  }

  public Pass capturing(boolean attentions, boolean hiddenStates) {
    if (attentions) looks.add(Look.ATTENTIONS);
    if (hiddenStates) looks.add(Look.HIDDEN_STATES);
    return this;
  }

  public Pass looking(Look... more) {
    looks.addAll(List.of(more));
    return this;
  }

  /// Matrix products in this precision; norms, softmax and outputs stay float32 (METHODS 2.13).
  public Pass in(Precision precision) {
    this.precision = precision;
    return this;
  }

  /// Layers keep their inputs alone and are computed again when gradients are asked for, to the same bits. What was
  /// recorded must then be handed to whoever asks; somebody who looks sees layers as they are, and nothing is recorded.
  public Pass recomputing() {
    recomputation = new Recomputation(precision);
    return this;
  }

  /// Keeps the graph, so that gradients can be asked for, without switching dropout on.
  public Pass withGradients() {
    gradients = true;
    return this;
  }

  public Pass without(Ablation heads) {
    ablation = heads;
    return this;
  }

  /// Language models: logits only where the batch has labels, `[N, V]`, which saves most of the head's work.
  public Pass labelledOnly() {
    labelledOnly = true;
    return this;
  }

  /// Language models: logits of the last position alone, `[B, 1, V]`.
  public Pass lastOnly() {
    lastOnly = true;
    return this;
  }

  /// The head reads the first so many tokens of each text; 0 for all.
  public Pass reading(int tokens) {
    read = tokens;
    return this;
  }

  /// Goes on from what `cache` holds: the batch brings only the tokens after it, and its attention mask covers both.
  ///
  /// @throws IllegalStateException while training, where keys and values change at every step
  public Pass caching(Cache cache) {
    if (training) throw new IllegalStateException("a training pass has no cache");
    this.cache = cache;
    past = cache.length();
    return this;
  }

  /// Puts `embeddings` [B, T, d] in the place of the word-embedding lookup.
  public Pass replacingEmbeddings(NDArray embeddings) {
    replacement = embeddings;
    return this;
  }

  public boolean training() {
    return training;
  }

  public long dropoutSeed() {
    return dropoutSeed;
  }

  public Precision precision() {
    return precision;
  }

  public boolean recomputes() {
    return recomputation != null;
  }

  /// The layers to be computed again for their gradients; null if all of the graph was kept.
  public @Nullable Recomputation recomputation() {
    var recorded = recomputation;
    return recorded == null || recorded.isEmpty() ? null : recorded;
  }

  public boolean gradients() {
    return gradients;
  }

  public boolean onlyLabelled() {
    return labelledOnly;
  }

  public boolean onlyLast() {
    return lastOnly;
  }

  /// How many tokens of each text, from the first on, the last layer must give; 0 for all, as for somebody who looks.
  public int read() {
    return looks.isEmpty() ? read : 0;
  }

  /// Tokens before this batch, whose keys and values are cached: its first token stands at this position.
  public int past() {
    return past;
  }

  @Nullable Cache cache() {
    return cache;
  }

  public Ablation ablation() {
    return ablation;
  }

  boolean looksAtHeads() {
    return looks.contains(Look.ATTENTIONS)
        || looks.contains(Look.HEAD_OUTPUTS)
        || looks.contains(Look.VALUES);
  }

  /// Begins: what is captured will live as long as `owner`.
  public void begin(NDManager owner) {
    if (this.owner != null) throw new IllegalStateException("a pass is for one forward");
    this.owner = owner;
  }

  void attention(Part part, NDArray map, NDArray outputs, NDArray value) {
    note(Look.ATTENTIONS, attentions, part, map);
    note(Look.HEAD_OUTPUTS, headOutputs, part, outputs);
    note(Look.VALUES, values, part, value);
  }

  private void note(Look look, Map<Part, List<NDArray>> all, Part part, NDArray x) {
    if (looks.contains(look)) all.computeIfAbsent(part, _ -> new ArrayList<>()).add(kept(x));
  }

  /// Notes a hidden state and hands it on.
  public NDArray hidden(NDArray x) {
    return hidden(Part.WHOLE, x);
  }

  /// The same in the encoder or decoder of a model that has both.
  public NDArray hidden(Part part, NDArray x) {
    note(Look.HIDDEN_STATES, hiddenStates, part, x);
    if (looks.contains(Look.HIDDEN_STATES)) lastHidden = x;
    return x;
  }

  /// Notes the word-embedding lookup, or puts the replacement in its place.
  public NDArray words(NDArray lookup) {
    var x = replacement != null ? replacement : lookup;
    if (looks.contains(Look.EMBEDDINGS)) embeddings = kept(x);
    return x;
  }

  /// As [#layer(NDArray,List,Layer)] where the layer sees nothing else that learns.
  public NDArray layer(NDArray x, UnaryOperator<NDArray> layer) {
    return layer(x, List.of(), (in, _) -> layer.apply(in));
  }

  /// What one layer computes, from its input and what it shares with other layers.
  @FunctionalInterface
  public interface Layer {
    NDArray of(NDArray x, List<NDArray> shared);
  }

  /// Runs one layer and frees what it made along the way, but for its result and what was captured. What the graph of
  /// a training pass needs stays: libtorch holds it. Dropout is drawn anew from (seed, layer), so that a layer that is
  /// computed twice draws the same.
  ///
  /// @param shared arrays through which gradients flow to other layers too: a relative bias, an encoder's states. Arrays
  ///     that depend on weights reach a layer in no other way
  public NDArray layer(NDArray x, List<NDArray> shared, Layer layer) {
    long key = Streams.DROPOUT.key(dropoutSeed, ++layers);
    var seeded = training ? seeding(key, layer) : layer;
    var recorded = recomputation;
    if (recorded != null && gradients && looks.isEmpty() && Recomputation.pays(x, shared)) {
      return recorded.run(x, shared, seeded);
    }
    return once(x, in -> seeded.of(in, shared));
  }

  /// As [#layer(NDArray,UnaryOperator)] for a layer that measures what passes it: it is never computed twice.
  public NDArray once(NDArray x, UnaryOperator<NDArray> layer) {
    var outer = x.getManager();
    try (var inner = outer.newSubManager()) {
      // A captured state stays; any other input ends with the layer that used it.
      var input = isHidden(x) ? Kernels.alias(inner, x) : moved(x, inner);
      return moved(layer.apply(input), outer);
    }
  }

  /// Whether a training pass leaves the next layer out, which happens with this probability: Fan et al. 2019,
  /// arXiv:1909.11556.
  public boolean skipsLayer(double rate) {
    return training && rate > 0 && Streams.DROPOUT.at(dropoutSeed, ++layers).nextDouble() < rate;
  }

  private static Layer seeding(long key, Layer layer) {
    return (x, shared) -> {
      Kernels.seed(key);
      return layer.of(x, shared);
    };
  }

  private boolean isHidden(NDArray x) {
    return lastHidden == x;
  }

  private static NDArray moved(NDArray x, NDManager manager) {
    x.attach(manager);
    return x;
  }

  private NDArray kept(NDArray x) {
    var manager = owner;
    if (manager != null && x.getManager() != manager) x.attach(manager);
    return x;
  }

  public List<NDArray> attentions() {
    return attentions(Part.WHOLE);
  }

  public List<NDArray> attentions(Part part) {
    return attentions.getOrDefault(part, List.of());
  }

  public List<NDArray> headOutputs() {
    return headOutputs(Part.WHOLE);
  }

  public List<NDArray> headOutputs(Part part) {
    return headOutputs.getOrDefault(part, List.of());
  }

  public List<NDArray> values() {
    return values(Part.WHOLE);
  }

  public List<NDArray> values(Part part) {
    return values.getOrDefault(part, List.of());
  }

  public List<NDArray> hiddenStates() {
    return hiddenStates(Part.WHOLE);
  }

  public List<NDArray> hiddenStates(Part part) {
    return hiddenStates.getOrDefault(part, List.of());
  }

  /// The word-embedding lookup, or what stood in its place; null unless it was looked at.
  public @Nullable NDArray embeddings() {
    return embeddings;
  }
}
