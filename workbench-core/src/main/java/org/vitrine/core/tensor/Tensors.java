package org.vitrine.core.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;

/// Arrays from memory and back.
public final class Tensors {
  private Tensors() {}

  /// An array over `bytes`, without a copy on the CPU where the type allows it; bf16 takes one copy.
  ///
  /// The memory must outlive the array, and no in-place operation may reach an array over a read-only map.
  ///
  /// @param bytes little-endian elements, exactly as many as `shape` asks for; under 2 GiB
  /// @throws IllegalArgumentException if the sizes do not agree
  public static NDArray of(Scope scope, MemorySegment bytes, DType type, long... shape) {
    long elements = 1;
    for (long extent : shape) elements = Math.multiplyExact(elements, extent);
    if (Math.multiplyExact(elements, (long) type.bytes()) != bytes.byteSize()) {
      throw new IllegalArgumentException(
          bytes.byteSize() + " bytes for " + type + Arrays.toString(shape));
    }
    var manager = scope.manager();
    var buffer =
        (bytes.isNative() ? bytes : MemorySegment.ofBuffer(direct(bytes)))
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
    if (elements == 0) return manager.create(new Shape(shape), dataType(type));
    if (type == DType.BF16 || type == DType.I16) {
      try (var raw = scope.inner()) {
        var flat = raw.manager().create(buffer, new Shape(bytes.byteSize()), DataType.UINT8);
        return scope.keep(Kernels.array("view_as", flat, type == DType.BF16 ? 15 : 2, shape));
      }
    }
    return manager.create(buffer, new Shape(shape), dataType(type));
  }

  private static java.nio.ByteBuffer direct(MemorySegment heap) {
    var copy = java.nio.ByteBuffer.allocateDirect(Math.toIntExact(heap.byteSize()));
    MemorySegment.ofBuffer(copy).copyFrom(heap);
    return copy;
  }

  private static DataType dataType(DType type) {
    return switch (type) {
      case F64 -> DataType.FLOAT64;
      case F32 -> DataType.FLOAT32;
      case F16 -> DataType.FLOAT16;
      case I64 -> DataType.INT64;
      case I32 -> DataType.INT32;
      case I8 -> DataType.INT8;
      case U8 -> DataType.UINT8;
      case BOOL -> DataType.BOOLEAN;
      // DJL knows neither; naming bfloat16 to it ends the process.
      case BF16, I16 -> throw new IllegalArgumentException(type.name());
    };
  }

  /// The element type of an array, F32 for float32 and so on.
  public static DType typeOf(NDArray array) {
    return switch (array.getDataType()) {
      case FLOAT64 -> DType.F64;
      case FLOAT32 -> DType.F32;
      case FLOAT16 -> DType.F16;
      case INT64 -> DType.I64;
      case INT32 -> DType.I32;
      case INT8 -> DType.I8;
      case UINT8 -> DType.U8;
      case BOOLEAN -> DType.BOOL;
      default -> throw new IllegalArgumentException(array.getDataType().name());
    };
  }

  /// The same values in float32; the array itself if they are so already.
  public static NDArray asFloat(NDArray array) {
    return Kernels.array("to_float", array);
  }

  /// The same values in float32 and in memory of their own.
  public static NDArray ownFloat(NDArray array) {
    return Kernels.array("own_float", array);
  }

  /// The same values in int64.
  public static NDArray asLong(NDArray array) {
    return Kernels.array("to_long", array);
  }

  /// On a card the values are on their way when this returns: nothing waits for what the card was given before.
  public static NDArray of(Scope scope, float[] values, long... shape) {
    return sent(scope.manager(), here -> here.create(values, new Shape(shape)));
  }

  /// As [#of(Scope, float[], long...)].
  public static NDArray of(Scope scope, long[] values, long... shape) {
    return of(scope.manager(), values, new Shape(shape));
  }

  /// The same beside arrays of `manager`.
  public static NDArray of(NDManager manager, long[] values, Shape shape) {
    return sent(manager, here -> here.create(values, shape));
  }

  private static NDArray sent(NDManager to, Function<NDManager, NDArray> make) {
    var device = to.getDevice();
    if (!device.isGpu()) return make.apply(to);
    try (var here = to.newSubManager(Device.cpu())) {
      return send(to, make.apply(here), "cuda:" + device.getDeviceId());
    }
  }

  /// Copies to a device by libtorch's name for it. From ordinary memory the copy has left it when the call returns.
  static NDArray send(NDManager to, NDArray x, String device) {
    return Kernels.bridge().array(to, "send", x, device);
  }

  /// Draws from a normal distribution with mean 0; libtorch's generator is seeded with `key` first.
  public static NDArray normal(Scope scope, double deviation, long key, long... shape) {
    return onDevice(
        scope, Kernels.bridge().array(scope.manager(), "normal", shape, deviation, key));
  }

  public static NDArray full(Scope scope, double value, long... shape) {
    return onDevice(scope, Kernels.bridge().array(scope.manager(), "full", shape, value));
  }

  private static NDArray onDevice(Scope scope, NDArray array) {
    return array.toDevice(scope.manager().getDevice(), false);
  }

  /// All values of any numeric array, widened or narrowed to float.
  public static float[] floats(NDArray array) {
    try (var scope = Scope.open()) {
      var wide = Kernels.withoutGradients(() -> Kernels.array("to_float", array));
      scope.keep(wide);
      return wide.toFloatArray();
    }
  }

  /// All values of any integer or boolean array.
  public static long[] longs(NDArray array) {
    try (var scope = Scope.open()) {
      return scope.keep(Kernels.array("to_long", array)).toLongArray();
    }
  }

  /// The bytes of an array, little-endian.
  public static MemorySegment bytes(NDArray array) {
    return MemorySegment.ofBuffer(array.toByteBuffer());
  }

  /// Reads one float of a one-element array.
  public static float number(NDArray scalar) {
    return floats(scalar)[0];
  }
}
