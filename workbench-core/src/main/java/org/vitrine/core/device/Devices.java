package org.vitrine.core.device;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// What can compute: the processor, always, and the graphics cards that the engine can use.
public final class Devices {
  private Devices() {}

  /// One of them.
  ///
  /// @param id `cpu` or `cuda:0`
  /// @param memoryBytes in all; @param freeBytes now
  /// @param card what else is known of a graphics card, null for the processor
  public record Device(
      String id, String name, long memoryBytes, long freeBytes, NvidiaCards.@Nullable Card card) {
    public Device(String id, String name, long memoryBytes, long freeBytes) {
      this(id, name, memoryBytes, freeBytes, null);
    }

    public boolean gpu() {
      return id.startsWith("cuda:");
    }

    ai.djl.Device djl() {
      return gpu()
          ? ai.djl.Device.gpu(Integer.parseInt(id.substring("cuda:".length())))
          : ai.djl.Device.cpu();
    }
  }

  /// The processor first, then the cards; loads the engine only where a card might be used.
  public static List<Device> list() {
    var machine = Machine.read();
    var all = new ArrayList<Device>();
    all.add(new Device("cpu", machine.processor(), machine.memoryBytes(), machine.freeBytes()));
    if (Graphics.look().usable()) all.addAll(Graphics.cards());
    return all;
  }

  public static Device cpu() {
    var machine = Machine.read();
    return new Device("cpu", machine.processor(), machine.memoryBytes(), machine.freeBytes());
  }

  /// @param wanted `auto` for the first card, else the processor; `cpu`; `cuda:N` (or `cuda` for the first)
  /// @throws Problem `device.unknown` if there is no such device, `device.no_gpu` with the reason if no card can be used
  public static Device choose(String wanted) {
    if (wanted.equals("cpu")) return cpu();
    var all = list();
    if (wanted.equals("auto")) return all.getLast().gpu() ? all.get(1) : all.getFirst();
    if (!wanted.matches("cuda(:\\d{1,3})?")) throw new Problem("device.unknown", wanted);
    var id = wanted.equals("cuda") ? "cuda:0" : wanted;
    return all.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Graphics.look().problem(id));
  }

  /// How the engine calls it.
  public static ai.djl.Device engineDevice(Device device) {
    return device.djl();
  }
}
