package org.vitrine.core.device;

import static org.assertj.core.api.BDDAssertions.then;

import ai.djl.engine.EngineException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceLossTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA error: unspecified launch failure\nCUDA kernel errors might be asynchronously reported",
        "CUDA error: an illegal memory access was encountered",
        "CUDA error: the launch timed out and was terminated",
        "CUDA error: uncorrectable ECC error encountered",
        "CUDA error: no CUDA-capable device is detected",
        "Unable to determine the device handle for GPU0000:01:00.0: GPU is lost.",
        "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
        "CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm`",
        "CUDA error: unknown error"
      })
  void tells_that_the_card_gave_up_and_that_the_run_goes_on(String said) {
    var lost =
        DeviceLoss.of(new IllegalStateException("step 7", new EngineException(said))).orElseThrow();
    then(lost.key()).isEqualTo("device.lost");
    then(lost.sentence(Locale.ENGLISH)).contains(said.lines().findFirst().orElseThrow());
    then(lost.remedy(Locale.ENGLISH)).contains("--resume");
    then(lost.remedy(Locale.SIMPLIFIED_CHINESE)).contains("--resume");
  }

  @Test
  void takes_nothing_else_for_a_lost_card() {
    then(DeviceLoss.of(new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB")))
        .isEmpty();
    then(DeviceLoss.of(new EngineException("unknown error"))).isEmpty();
    then(DeviceLoss.of(new EngineException("The size of tensor a (3) must match"))).isEmpty();
    then(DeviceLoss.of(new NullPointerException())).isEmpty();
  }
}
