package org.vitrine.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.Devices;
import org.vitrine.core.device.Machine;

class NumberFormatsTest {
  @Test
  void goes_by_what_the_processor_lists() {
    var listed = Machine.features();
    var cpu = Devices.cpu();
    assertThat(NumberFormats.has(Precision.FLOAT32, cpu)).isTrue();
    if (listed.isEmpty()) return;
    assertThat(NumberFormats.has(Precision.BFLOAT16, cpu))
        .isEqualTo(listed.contains("avx512_bf16") || listed.contains("amx_bf16"));
    assertThat(NumberFormats.has(Precision.FLOAT16, cpu))
        .isEqualTo(listed.contains("avx512_fp16") || listed.contains("amx_fp16"));
  }

  @Test
  void says_in_both_languages_what_it_has_not_got() {
    for (var key : List.of("tensor.format.processor", "tensor.format.card", "tensor.tf32")) {
      var problem = new Problem(key, "Some Device", "fp16");
      for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        assertThat(problem.sentence(locale)).contains("Some Device").doesNotContain("{");
        assertThat(problem.remedy(locale)).isNotBlank();
      }
    }
  }

  @Test
  void measures_a_product_where_nothing_is_listed() {
    assertThatCode(() -> NumberFormats.isFast(Precision.BFLOAT16)).doesNotThrowAnyException();
    assertThat(NumberFormats.isFast(Precision.FLOAT32)).isTrue();
  }

  @Test
  void switches_tf32_and_reads_it_back() {
    // the engine's own getter is asked inside, so a switch that does nothing throws
    FastMath.allow(true);
    FastMath.allow(false);
    var kept = System.getProperty("PYTORCH_LIBRARY_PATH");
    System.clearProperty("PYTORCH_LIBRARY_PATH");
    try {
      assertThatThrownBy(() -> FastMath.allow(true)).hasMessageContaining("tensor.tf32");
    } finally {
      if (kept != null) System.setProperty("PYTORCH_LIBRARY_PATH", kept);
    }
  }

  @Test
  void knows_memory_that_ran_out() {
    for (var said :
        List.of(
            "CUDA out of memory. Tried to allocate 2.00 GiB",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate(handle)",
            "DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes.",
            "DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes."))
      assertThat(Exhaustion.is(new RuntimeException(new IllegalStateException(said)))).isTrue();
    assertThat(Exhaustion.is(new RuntimeException("CUDA error: invalid argument"))).isFalse();
    try (var scope = Scope.open()) {
      // what the engine really says of an array that no computer holds
      assertThatThrownBy(() -> Tensors.full(scope, 0, 1L << 45))
          .satisfies(e -> assertThat(Exhaustion.is(e)).isTrue());
    }
  }
}
