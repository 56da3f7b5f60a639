package ai.djl.pytorch.jni;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls methods of a TorchScript module on arrays that carry gradients.
///
/// DJL's public `IValueUtils.runMethod` always runs in inference mode, and its results can enter no graph later; the
/// call underneath it takes a flag, but only for classes of this package. Every handle made here is freed here.
///
/// Arguments: [NDArray], lists of them, [Long], [Integer], [Double], [Boolean], [String], `long[]`; null stands for `None`.
public final class KernelBridge {
  /// Tells every call, at its finest level.
  private static final System.Logger LOG = System.getLogger("org.vitrine.kernels");

  private static final PyTorchLibrary LIB = PyTorchLibrary.LIB;

  private final PtSymbolBlock module;
  private final long none;

  public KernelBridge(NDManager manager, InputStream archive) throws IOException {
    module = JniUtils.loadModule((PtNDManager) manager, archive, false, false);
    none = LIB.moduleRunMethod(module.getHandle(), "none", new long[0], true, false);
  }

  /// Optimizer off and gradients on for the calling thread: both are settings of a thread, and DJL leaves the thread
  /// that loads the engine without gradients. With the optimizer on, dropout 0 still draws random numbers.
  public static void prepareThread() {
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(true);
  }

  public static boolean gradients() {
    return JniUtils.isGradMode();
  }

  public static void gradients(boolean on) {
    JniUtils.setGradMode(on);
  }

  public static void learns(NDArray leaf, boolean gradient) {
    JniUtils.attachGradient((PtNDArray) leaf, gradient);
  }

  public NDArray array(NDManager owner, String method, @Nullable Object... arguments) {
    long result = call(method, arguments);
    try {
      return new PtNDArray((PtNDManager) owner, LIB.iValueToTensor(result));
    } finally {
      LIB.torchDeleteIValue(result);
    }
  }

  public List<NDArray> arrays(NDManager owner, String method, @Nullable Object... arguments) {
    long result = call(method, arguments);
    try {
      var handles = LIB.iValueToTensorList(result);
      var arrays = new NDArray[handles.length];
      for (int i = 0; i < handles.length; i++) {
        arrays[i] = new PtNDArray((PtNDManager) owner, handles[i]);
      }
      return List.of(arrays);
    } finally {
      LIB.torchDeleteIValue(result);
    }
  }

  public double number(String method, @Nullable Object... arguments) {
    long result = call(method, arguments);
    try {
      return LIB.iValueToDouble(result);
    } finally {
      LIB.torchDeleteIValue(result);
    }
  }

  public void run(String method, @Nullable Object... arguments) {
    LIB.torchDeleteIValue(call(method, arguments));
  }

  private long call(String method, @Nullable Object... arguments) {
    LOG.log(System.Logger.Level.TRACE, method);
    var values = new long[arguments.length];
    int made = 0;
    try {
      for (; made < values.length; made++) values[made] = value(arguments[made]);
      return LIB.moduleRunMethod(module.getHandle(), method, values, true, false);
    } finally {
      for (int i = 0; i < made; i++) {
        if (values[i] != none) LIB.torchDeleteIValue(values[i]);
      }
    }
  }

  private long value(@Nullable Object argument) {
    return switch (argument) {
      case null -> none;
      case PtNDArray array -> LIB.iValueFromTensor(array.getHandle());
      case Boolean flag -> LIB.iValueFromBool(flag);
      case Integer number -> LIB.iValueFromLong(number);
      case Long number -> LIB.iValueFromLong(number);
      case Double number -> LIB.iValueFromDouble(number);
      case String text -> LIB.iValueFromString(text);
      case long[] numbers -> LIB.iValueFromLongList(numbers);
      case List<?> list ->
          LIB.iValueFromTensorList(
              list.stream().mapToLong(each -> ((PtNDArray) each).getHandle()).toArray());
      default -> throw new IllegalArgumentException(argument.getClass().getName());
    };
  }
}
