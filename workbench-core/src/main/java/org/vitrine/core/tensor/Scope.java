package org.vitrine.core.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.vitrine.core.device.EngineLibrary;

/// How long arrays live: every array made in a scope is freed when the scope closes, native memory included.
///
/// One scope a step keeps memory flat over thousands of steps; nothing else collects native arrays in time.
public final class Scope implements AutoCloseable {
  private final NDManager manager;

  private Scope(NDManager manager) {
    this.manager = manager;
  }

  /// A scope of its own on the CPU.
  public static Scope open() {
    return open(Device.cpu());
  }

  /// A scope of its own whose new arrays lie on `device`.
  public static Scope open(Device device) {
    EngineLibrary.prepare();
    return new Scope(NDManager.newBaseManager(device, "PyTorch"));
  }

  /// A scope on a device as [org.vitrine.core.device.Devices] names it.
  public static Scope open(org.vitrine.core.device.Devices.Device device) {
    return open(org.vitrine.core.device.Devices.engineDevice(device));
  }

  /// A scope that ends with this one at the latest.
  public Scope inner() {
    return new Scope(manager.newSubManager());
  }

  public NDManager manager() {
    return manager;
  }

  /// Makes an array live as long as this scope, wherever it was made.
  public <T extends NDArray> T keep(T array) {
    array.attach(manager);
    return array;
  }

  /// Hands an array of this scope over to a longer-lived one.
  public <T extends NDArray> T pass(T array, Scope outer) {
    return outer.keep(array);
  }

  @Override
  public void close() {
    manager.close();
  }
}
