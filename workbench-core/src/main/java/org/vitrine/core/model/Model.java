package org.vitrine.core.model;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices.Device;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// A model in memory: a family's tree of layers filled with arrays. For one thread at a time.
public final class Model implements AutoCloseable {
  private final Family family;
  private final Head head;
  private final ModelConfig config;
  private final Net net;
  private final Map<String, Param> params;
  private final Report report;
  private final Device device;
  private final Scope scope;
  private final @Nullable Weights weights;
  private final boolean learning;

  Model(
      Family family,
      Head head,
      ModelConfig config,
      Net net,
      Map<String, Param> params,
      Report report,
      Device device,
      Scope scope,
      @Nullable Weights weights,
      boolean learning) {
    this.family = family;
    this.head = head;
    this.config = config;
    this.net = net;
    this.params = params;
    this.report = report;
    this.device = device;
    this.scope = scope;
    this.weights = weights;
    this.learning = learning;
  }

  /// Runs the model. Outputs and captures live as long as the batch's scope.
  ///
  /// @throws Problem `model.too_long` or `model.vocabulary` if the batch holds what the tables do not
  public Output forward(Batch batch, Pass pass) {
    for (var name : batch.arrays().keySet()) {
      if (!family.reads(name)) throw new Problem("model.input", name);
    }
    if (batch.has("input_ids")) checkText(batch, pass);
    pass.begin(batch.owner());
    if (pass.training()) Kernels.seed(pass.dropoutSeed());
    return Kernels.withGradients(
        pass.gradients(),
        () -> {
          if (!pass.precision().mixed()) return net.forward(batch, pass);
          return pass.precision().during(() -> net.forward(batch, pass)).inFloat32();
        });
  }

  private void checkText(Batch batch, Pass pass) {
    // an encoder-decoder goes on with what it writes; what it reads stays as it is
    int length = batch.decoderInputIds() == null ? pass.past() + batch.length() : batch.length();
    if (length > config.maxPositions()) {
      throw new Problem("model.too_long", length, config.maxPositions());
    }
    long largest = batch.largest("input_ids");
    if (largest >= config.vocabSize())
      throw new Problem("model.vocabulary", largest, config.vocabSize());
  }

  /// Whether a token sees only itself and what comes before it.
  public boolean causal() {
    return net.causal();
  }

  /// Logits over the vocabulary of a hidden state of a layer (METHODS 1.17).
  ///
  /// @param last whether it is the last of [Pass#hiddenStates]
  public NDArray lens(NDArray hidden, boolean last) {
    return Kernels.withoutGradients(() -> net.lens(hidden, last));
  }

  /// W_O of a layer's attention as formulas have it, [in, out]: rows h·dh..(h+1)·dh belong to head h (METHODS 1.6).
  public NDArray attentionOutput(int layer) {
    return attentionOutput(Part.WHOLE, layer);
  }

  /// The same in a part of an encoder-decoder.
  public NDArray attentionOutput(Part part, int layer) {
    var projection = net.attentionOutput(part, layer);
    var weight = projection.weight().array();
    // XLNet's has an axis for heads
    var flat = weight.reshape(weight.getShape().get(0), -1);
    return projection.inputFirst() ? flat : flat.transpose();
  }

  /// Every array that can learn, by its name in a checkpoint. They are float32 leaves and share the model's life.
  public Map<String, NDArray> parameters() {
    return arrays(Param::learns);
  }

  /// Arrays that belong to the checkpoint and do not learn, by name.
  public Map<String, NDArray> buffers() {
    return arrays(param -> !param.learns());
  }

  private Map<String, NDArray> arrays(Predicate<Param> which) {
    var all = new LinkedHashMap<String, NDArray>();
    for (var each : params.values()) if (which.test(each)) all.put(each.name(), each.array());
    return Collections.unmodifiableMap(all);
  }

  /// Whether weight decay reaches a parameter (METHODS 2.1): not those with `bias` in their name, nor a norm's.
  public boolean decays(String name) {
    var param = params.get(name);
    return param != null && !param.ofNorm() && !name.contains("bias");
  }

  /// Whether a parameter belongs to the head and not to the body.
  public boolean ofHead(String name) {
    var param = params.get(name);
    return param != null && param.ofHead();
  }

  public long parameterCount() {
    return params.values().stream().filter(Param::learns).mapToLong(Param::elements).sum();
  }

  /// Whether the weights have memory of their own and may be changed.
  public boolean learning() {
    return learning;
  }

  /// Whether its texts are to come with token types.
  public boolean typed() {
    return family.typed(config);
  }

  /// Whether a family reads an input that not all read: `perm_mask`, `pixel_values`, ...
  public boolean reads(String input) {
    return family.reads(input);
  }

  /// Whether padding is to go before the texts of a batch.
  public boolean padsLeft() {
    return family.padsLeft(head);
  }

  public ModelConfig config() {
    return config;
  }

  public Head head() {
    return head;
  }

  /// What it reads, and the stacks of layers that it is made of.
  public Layout layout() {
    return Layout.of(family, head, config, net.causal());
  }

  /// `model_type`: `bert`, `gpt2`, ...
  public String family() {
    return family.name();
  }

  public Report report() {
    return report;
  }

  public Device device() {
    return device;
  }

  /// The scope in which the weights live; batches belong in inner ones.
  public Scope scope() {
    return scope;
  }

  /// Writes `config.json` and `model.safetensors` into a folder that exists; `transformers` opens it.
  public void save(Path folder) {
    Saving.save(this, folder);
  }

  /// The configuration as it will be saved.
  public ObjectNode savedConfig() {
    return Saving.config(this, family.architecture(head));
  }

  @Override
  public void close() {
    scope.close();
    if (weights != null) weights.close();
  }
}
