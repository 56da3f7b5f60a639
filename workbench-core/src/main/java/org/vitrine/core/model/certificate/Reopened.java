package org.vitrine.core.model.certificate;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.Devices.Device;
import org.vitrine.core.model.Model;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Tensors;

/// A folder that was written, opened again from the disk and held against the model that it was written from.
///
/// @param tensors that are the same bit for bit
/// @param values of outputs that were compared; 0 where a card had no room for a second model, or no batch fits
/// @param apart how far these lie from those of the model in memory
public record Reopened(int tensors, long values, Apart apart) {
  /// Beyond the weights, what a forward of a small batch takes.
  private static final long ROOM = 256L << 20;

  /// Compares every tensor bit for bit and the outputs on a small batch.
  ///
  /// @param folder a model of the same family and head
  /// @param named how a sentence calls it, where it will be moved
  /// @throws Problem `model.reopened_tensor`, `model.reopened_outputs`, or what opening it says
  public static Reopened compare(Model model, Path folder, Path named) {
    var device = place(model);
    try (var again = Models.open(folder, model.head(), null, device, Opening.toLook())) {
      int tensors = tensors(arrays(model), arrays(again), named);
      if (!device.id().equals(model.device().id())) return new Reopened(tensors, 0, Apart.NOT);
      return near(model, again, tensors, named, Certificate.TOLERANCE);
    }
  }

  /// Compares two folders: the outputs alone, since their tensors may be of different types.
  ///
  /// @param share of the range by which the outputs may differ
  /// @throws Problem `model.reopened_outputs`, or what opening them says
  public static Reopened outputs(Path source, Path written, Device device, double share) {
    try (var one = Models.open(source, null, null, device, Opening.toLook());
        var two = Models.open(written, null, null, device, Opening.toLook())) {
      return near(one, two, 0, written, share);
    }
  }

  /// The model's own device, or the processor where a card has no room for its weights a second time.
  private static Device place(Model model) {
    var device = model.device();
    if (!device.gpu()) return device;
    long needed = model.parameterCount() * Float.BYTES + ROOM;
    return Devices.choose(device.id()).freeBytes() > needed ? device : Devices.choose("cpu");
  }

  private static Map<String, NDArray> arrays(Model model) {
    var all = new LinkedHashMap<>(model.parameters());
    all.putAll(model.buffers());
    return all;
  }

  private static int tensors(Map<String, NDArray> wanted, Map<String, NDArray> found, Path folder) {
    wanted.forEach((name, array) -> {
      var other = found.get(name);
      // one tensor's copies at a time
      if (other == null
          || !other.getShape().equals(array.getShape())
          || Tensors.bytes(other).mismatch(Tensors.bytes(array)) >= 0)
        throw new Problem("model.reopened_tensor", name, folder);
    });
    return wanted.size();
  }

  private static Reopened near(Model model, Model again, int tensors, Path folder, double most) {
    try (var scope = model.scope().inner()) {
      var batch = ProbeBatch.of(model, scope);
      Output wanted;
      try {
        wanted = model.forward(batch, Pass.inference());
      } catch (Problem _) {
        return new Reopened(tensors, 0, Apart.NOT); // a model that asks for more than any batch has
      }
      var found = again.forward(batch, Pass.inference());
      return compare(wanted, found, tensors, folder, most);
    }
  }

  private static Reopened compare(
      Output wanted, Output found, int tensors, Path folder, double most) {
    double difference = 0, share = 0;
    long values = 0;
    for (var each : wanted.arrays().entrySet()) {
      var numbers = Tensors.floats(each.getValue());
      var other = found.arrays().get(each.getKey());
      var apart = Apart.of(other == null ? new float[0] : Tensors.floats(other), numbers);
      values += numbers.length;
      difference = Math.max(difference, apart.difference());
      share = Math.max(share, apart.share());
    }
    if (!(share <= most)) throw new Problem("model.reopened_outputs", folder, share);
    return new Reopened(tensors, values, new Apart(difference, share));
  }
}
