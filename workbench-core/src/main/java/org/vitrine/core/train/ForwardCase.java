package org.vitrine.core.train;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices.Device;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.Losses;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.Weights;

/// One model, one batch, and every number that it gives, by the names of the reference: outputs, maps, hidden states,
/// gradients, and what a few updates do. The same classes compute them that train.
///
/// @param attentions also `attentions.I`; @param hiddenStates also `hidden_states.I`
/// @param gradients also `grad.NAME` of the loss, dropout off
/// @param updates so many AdamW updates: `adamw.losses` and `adamw.final.NAME`
/// @param device where to compute
public record ForwardCase(
    boolean attentions, boolean hiddenStates, boolean gradients, int updates, Device device) {

  private static final double RATE = 1e-3;
  private static final AdamW.Rates RATES = new AdamW.Rates(0.9, 0.999, 1e-8, 0.01);

  /// How a case wants to be run, from its `case.json`; evaluation where there is none.
  private record Case(@Nullable String mode, @Nullable Map<String, Object> forward) {
    static final Set<String> KEEPING = Set.of("use_cache", "use_mems");

    static Case of(Path folder) {
      var file = folder.resolve("case.json");
      var said = Files.isRegularFile(file) ? Json.read(file, Case.class) : new Case(null, null);
      if (said.forward != null) {
        for (var each : said.forward.entrySet()) {
          // A forward here never keeps what it read.
          if (KEEPING.contains(each.getKey()) && Boolean.FALSE.equals(each.getValue())) continue;
          // And it tells the loss whenever there is one.
          if (each.getKey().equals("return_loss")) continue;
          throw new Problem("train.switch", each.getKey());
        }
      }
      return said;
    }

    Pass pass() {
      return trains() ? Pass.training(0) : Pass.inference();
    }

    /// Norms measure the batch; dropout stays off.
    boolean trains() {
      return "train".equals(mode);
    }
  }

  /// Runs the model of `folder` on `inputs`, a safetensors file, and writes `out`.
  ///
  /// @throws Problem if gradients or updates are asked for where the inputs have no labels or the model no head
  public void run(Path folder, Path inputs, Path out) {
    run(folder, inputs, out, false);
  }

  /// @param leniently leaves gradients and updates out where there is no loss
  private void run(Path folder, Path inputs, Path out, boolean leniently) {
    var how = Case.of(folder);
    boolean learns = gradients || updates > 0;
    var opening = learns ? Opening.toLearn(0) : Opening.toLook();
    if (how.trains()) opening = opening.withDropout(0.0);
    // In this order: arrays over the mapped inputs go before the map does.
    try (var given = Weights.open(inputs);
        var model = Models.open(folder, null, null, device, opening);
        var scope = model.scope().inner()) {
      var batch = batch(given, scope);
      var entries = new LinkedHashMap<String, Entry>();
      forward(model, batch, how.pass(), entries);
      boolean scored = !leniently || hasLoss(model, batch);
      if (gradients && scored) gradients(model, batch, how, entries);
      if (updates > 0 && scored) updates(model, batch, how, entries);
      SafetensorsWriter.write(out, entries, Map.of());
    }
  }

  /// Runs every subfolder of `cases` that holds a model and inputs; writes `NAME.safetensors`, or `NAME.error.txt` with
  /// the sentences of what went wrong.
  ///
  /// @return the names of those that failed
  public List<String> each(Path cases, Path out, Locale locale) {
    var failed = new ArrayList<String>();
    for (var folder : folders(cases)) {
      var name = folder.getFileName().toString();
      try {
        run(folder, folder.resolve("inputs.safetensors"), out.resolve(name + ".safetensors"), true);
      } catch (Problem problem) {
        failed.add(name);
        Disk.write(out.resolve(name + ".error.txt"), problem.full(locale) + "\n");
      } catch (RuntimeException broken) {
        failed.add(name);
        // The engine tells a story first and says what went wrong in its last line.
        var why = String.valueOf(broken.getMessage()).strip();
        var last = why.substring(why.lastIndexOf('\n') + 1);
        var problem = new Problem("train.forward", broken, name, last);
        Disk.write(out.resolve(name + ".error.txt"), problem.full(locale) + "\n");
      }
    }
    return failed;
  }

  private static List<Path> folders(Path cases) {
    try (var inside = Files.list(cases)) {
      return inside.filter(ForwardCase::isCase).sorted().toList();
    } catch (IOException e) {
      throw new Problem("base.read", e, cases, Disk.reason(e));
    }
  }

  private static boolean isCase(Path folder) {
    return List.of("config.json", "model.safetensors", "inputs.safetensors").stream()
        .allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  private static Batch batch(Weights given, Scope scope) {
    var named = new LinkedHashMap<String, NDArray>();
    for (var each : given.tensors()) {
      var shape = each.shape().stream().mapToLong(Long::longValue).toArray();
      named.put(
          each.name(),
          scope.keep(
              Tensors.of(scope, given.bytes(each.name()), each.type(), shape)
                  .toDevice(scope.manager().getDevice(), false)));
    }
    return Batch.of(named);
  }

  private void forward(Model model, Batch batch, Pass pass, Map<String, Entry> entries) {
    var output = model.forward(batch, pass.capturing(attentions, hiddenStates));
    output.arrays().forEach((name, array) -> entries.put(name, entry(array)));
    if (hasLoss(model, batch)) {
      entries.put("loss", entry(loss(model, output, batch)));
    }
    if (pass.training()) {
      model.buffers().forEach((name, array) -> entries.put("buffers." + name, exact(array)));
    }
    for (var part : Part.values()) {
      // XLNet's two streams are `attentions.LAYER.0` and `attentions.LAYER.1`
      boolean streams = batch.more().containsKey("target_mapping");
      put(part.prefix() + "attentions.", pass.attentions(part), streams ? 2 : 1, entries);
      put(part.prefix() + "hidden_states.", pass.hiddenStates(part), 1, entries);
    }
  }

  /// @param each arrays of a layer
  private static void put(
      String prefix, List<NDArray> arrays, int each, Map<String, Entry> entries) {
    for (int i = 0; i < arrays.size(); i++) {
      var number = each == 1 ? "" + i : i / each + "." + i % each;
      entries.put(prefix + number, entry(arrays.get(i)));
    }
  }

  private static boolean hasLoss(Model model, Batch batch) {
    boolean answered = batch.labels() != null || batch.more().containsKey("start_positions");
    if (model.head() == Head.CONTRASTIVE)
      return batch.has("input_ids")
          && batch.has("pixel_values")
          && batch.pixelValues().getShape().get(0) == batch.inputIds().getShape().get(0);
    return model.head() != Head.BASE
        && model.head() != Head.PROJECTION
        && model.head() != Head.ENCODER
        && answered;
  }

  private static NDArray loss(Model model, Output output, Batch batch) {
    return Losses.of(model, 0).of(output, batch).mean();
  }

  private static void gradients(Model model, Batch batch, Case how, Map<String, Entry> entries) {
    try (var scope = model.scope().inner();
        var gradients = new Gradients(model, model.parameters(), scope)) {
      gradients.add(loss(model, model.forward(batch, how.pass().withGradients()), batch));
      gradients.byName().forEach((name, array) -> entries.put("grad." + name, entry(array)));
    }
  }

  private void updates(Model model, Batch batch, Case how, Map<String, Entry> entries) {
    var parameters = model.parameters();
    var losses = new float[updates];
    try (var scope = model.scope().inner();
        var gradients = new Gradients(model, parameters, scope)) {
      var optimizer = new AdamW(parameters, matrices(parameters)::contains, RATES, scope);
      for (int i = 0; i < updates; i++) {
        var loss = loss(model, model.forward(batch, how.pass().withGradients()), batch);
        losses[i] = Tensors.number(loss);
        gradients.add(loss);
        optimizer.step(gradients.byName(), RATE);
        gradients.clear();
      }
      entries.put("adamw.losses", entry(Tensors.of(scope, losses, updates)));
    }
    parameters.forEach((name, array) -> entries.put("adamw.final." + name, entry(array)));
  }

  private static Set<String> matrices(Map<String, NDArray> parameters) {
    return parameters.entrySet().stream()
        .filter(each -> each.getValue().getShape().dimension() >= 2)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// A copy of the values, so that the array may go.
  private static Entry entry(NDArray array) {
    return new Entry(DType.F32, array.getShape().getShape(), floats(array));
  }

  /// As it is stored.
  private static Entry exact(NDArray array) {
    var bytes = Tensors.bytes(array);
    var copy = MemorySegment.ofArray(new byte[Math.toIntExact(bytes.byteSize())]).copyFrom(bytes);
    return new Entry(Tensors.typeOf(array), array.getShape().getShape(), copy);
  }

  private static MemorySegment floats(NDArray array) {
    var values = Tensors.floats(array);
    var bytes = MemorySegment.ofArray(new byte[values.length * Float.BYTES]);
    return bytes.copyFrom(MemorySegment.ofArray(values));
  }
}
